package flashflow.events;

import flashflow.flow.Sampler;
import flashflow.nanoaod.NanoObjects;
import flashflow.reporting.Listeners;
import flashflow.reporting.WorkListener;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One pass over the events for the objects of one kind. The sampler's threads read and draw pieces; this one writes them in order,
 * and hears of errors and interrupts.
 */
final class ObjectStream {
    private final ObjectModel model;
    private final NanoObjects in;
    private final ObjectColumns columns;
    private final EventSettings settings;
    private final Listeners<WorkListener> listeners;
    private final ObjectCounts counts;
    private final List<String> warnings = new ArrayList<>();

    ObjectStream(
            ObjectModel model,
            NanoObjects in,
            ObjectColumns columns,
            EventSettings settings,
            Listeners<WorkListener> listeners) {
        this.model = model;
        this.in = in;
        this.columns = columns;
        this.settings = settings;
        this.listeners = listeners;
        this.counts = new ObjectCounts(
                columns.physical().stream().map(column -> column.name()).toList());
    }

    /** What a user should know, after {@link #to}. */
    List<String> warnings() {
        return warnings;
    }

    ObjectReport to(ObjectSink sink) {
        long objects = in.generatedCount() * settings.folds();
        listeners.tell(l -> l.begun("Generation of " + model.kind().word(), Math.max(1, objects)));
        try (var rows = new GeneratedObjects(model, in)) {
            var maker = new ObjectMaker(model, rows, columns, settings);
            var sampler = sampler(maker);
            var others = maker.othersSampler();
            write(rows, maker, sampler, others, sink);
            listeners.tell(WorkListener::ended);
            warnings.addAll(Stream.of(sampler, others)
                    .filter(java.util.Objects::nonNull)
                    .flatMap(each -> each.warnings().stream())
                    .distinct()
                    .toList());
            long redrawn = sampler.redrawn() + (others == null ? 0 : others.redrawn());
            return counts.report(model.kind().word(), redrawn);
        }
    }

    private Sampler sampler(ObjectMaker maker) {
        var sampler = maker.sampler();
        return settings.workers() > 0 ? sampler.workers(settings.workers()) : sampler;
    }

    private void write(GeneratedObjects rows, ObjectMaker maker, Sampler sampler, Sampler others, ObjectSink sink) {
        var counting = new CountedPieces(rows.pieces(settings.rowsOfPiece()));
        try (var work = sampler.inOrder("The generation into events", counting, maker::make)) {
            for (long taken = 0; counting.hasNext() || taken < counting.given(); taken++) {
                var made = work.next();
                sink.write(model.kind(), made.block().columns(columns));
                counts.add(made.counts());
                if (others != null) {
                    others.count(made.others());
                }
                listeners.tell(l -> l.progressed(counts.generated()));
            }
        }
    }
}
