package flashflow.generation;

import flashflow.FlashFlowException;
import flashflow.data.Blocks;
import flashflow.data.RowSink;
import flashflow.data.RowSource;
import flashflow.flow.OrderedWork;
import flashflow.flow.Piece;
import flashflow.flow.Sampler;
import flashflow.reporting.Listeners;
import java.util.List;
import java.util.stream.Stream;

/**
 * One pass over the context into a sink. The sampler's threads read, draw and join pieces; this one writes them in order, and hears
 * of errors and interrupts.
 */
final class SampleStream {
    private final Sampler sampler;
    private final RowSource context;
    private final OutputRows output;
    private final int batchRows;
    private final Listeners<GenerationListener> listeners;
    private final long firstEvent;
    private final long events;
    private final int folds;
    private final long start = System.nanoTime();

    SampleStream(
            Sampler sampler,
            RowSource context,
            EventRange range,
            OutputRows output,
            int batchRows,
            Listeners<GenerationListener> listeners) {
        this.sampler = sampler;
        this.context = context;
        this.output = output;
        this.batchRows = batchRows;
        this.listeners = listeners;
        this.firstEvent = range.first();
        this.events = range.count();
        this.folds = output.folds();
        refuseNoEvents();
        refuseLargeBatches();
    }

    GenerationReport to(RowSink sink) {
        listeners.tell(l -> l.started(events * folds));
        try (var work =
                sampler.inOrder("The generation", Piece.all(firstEvent, events, folds, batchRows), this::make)) {
            write(work, sink);
        }
        return finish(sink);
    }

    private SampleBlock make(Sampler by, Piece piece) {
        return new BlockMaker(by, context, output).make(piece);
    }

    private void write(OrderedWork<Piece, SampleBlock> work, RowSink sink) {
        new Blocks(events, batchRows).inOrder((first, count) -> {
            for (long rows = (long) count * folds; rows > 0; ) {
                var block = work.next();
                block.writeTo(sink);
                rows -= block.count();
                tellProgress((first + count) * folds - rows);
            }
        });
    }

    private void tellProgress(long done) {
        var progress = new GenerationProgress(done, events * folds, sampler.redrawn(), seconds());
        listeners.tell(l -> l.progressed(progress));
    }

    private GenerationReport finish(RowSink sink) {
        var files = sink.finish();
        var warnings = Stream.of(sampler.warnings(), output.warnings())
                .flatMap(List::stream)
                .toList();
        warnings.forEach(sentence -> listeners.tell(l -> l.warned(sentence)));
        var report = new GenerationReport(files, events, folds, sampler.redrawn(), seconds(), warnings);
        listeners.tell(l -> l.ended(report));
        return report;
    }

    private double seconds() {
        return (System.nanoTime() - start) * 1e-9;
    }

    private void refuseNoEvents() {
        if (events == 0) {
            throw new FlashFlowException("There are no rows of context, and so none to generate; give at least one.");
        }
    }

    /** Several events at once have all their folds in memory. */
    private void refuseLargeBatches() {
        int width = output.width();
        if (batchRows > 1 && Math.min(batchRows, events) * folds * width > Integer.MAX_VALUE - 64) {
            throw new FlashFlowException("Batches of " + batchRows + " events in " + folds + " folds of " + width
                    + " columns do not fit into one array; take fewer batchRows.");
        }
    }
}
