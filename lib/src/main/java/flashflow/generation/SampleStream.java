package flashflow.generation;

import flashflow.FlashFlowException;
import flashflow.data.Blocks;
import flashflow.data.RowSink;
import flashflow.data.WorkInterrupted;
import flashflow.reporting.Listeners;
import java.util.List;
import java.util.stream.Stream;

/** One pass over the context, batch by batch into a sink. */
final class SampleStream {
    /** Of a single event. */
    private static final int FOLDS_AT_ONCE = 1 << 16;

    private final BlockMaker maker;
    private final int batchRows;
    private final Listeners<GenerationListener> listeners;
    private final long events;
    private final int folds;
    private final long start = System.nanoTime();

    SampleStream(BlockMaker maker, int batchRows, Listeners<GenerationListener> listeners) {
        this.maker = maker;
        this.batchRows = batchRows;
        this.listeners = listeners;
        this.events = maker.context().rowCount();
        this.folds = maker.output().folds();
        refuseNoEvents();
        refuseLargeBatches();
    }

    GenerationReport to(RowSink sink) {
        listeners.tell(l -> l.started(events * folds));
        new Blocks(events, batchRows).inOrder((first, count) -> {
            write(first, count, sink);
            long done = (first + count) * folds;
            var progress =
                    new GenerationProgress(done, events * folds, maker.sampler().redrawn(), seconds());
            listeners.tell(l -> l.progressed(progress));
        });
        return finish(sink);
    }

    private void write(long first, int count, RowSink sink) {
        int some = count > 1 ? folds : Math.min(folds, FOLDS_AT_ONCE);
        for (int fold = 0; fold < folds; fold += some) {
            WorkInterrupted.check("The generation");
            maker.make(new Piece(first, count, fold, Math.min(some, folds - fold)))
                    .writeTo(sink);
        }
    }

    private GenerationReport finish(RowSink sink) {
        var files = sink.finish();
        var sampler = maker.sampler();
        var warnings = Stream.of(sampler.warnings(), maker.output().warnings())
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
        int width = maker.output().width();
        if (batchRows > 1 && Math.min(batchRows, events) * folds * width > Integer.MAX_VALUE - 64) {
            throw new FlashFlowException("Batches of " + batchRows + " events in " + folds + " folds of " + width
                    + " columns do not fit into one array; take fewer batchRows.");
        }
    }
}
