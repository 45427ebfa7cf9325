package flashflow.generation;

import flashflow.FlashFlowException;
import flashflow.data.Blocks;
import flashflow.data.RowSource;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.flow.Sampler;
import flashflow.reporting.Listeners;

/** One pass over the context, batch by batch into a writer. */
final class SampleStream {
    /** Whole numbers up to here are exact in float32. */
    private static final long EXACT = 1L << 24;

    private final Sampler sampler;
    private final RowSource context;
    private final OutputRows rows;
    private final int batchRows;
    private final Listeners<GenerationListener> listeners;
    private final long start = System.nanoTime();

    SampleStream(
            Sampler sampler,
            RowSource context,
            OutputRows rows,
            int batchRows,
            Listeners<GenerationListener> listeners) {
        this.sampler = sampler;
        this.context = context;
        this.rows = rows;
        this.batchRows = batchRows;
        this.listeners = listeners;
    }

    GenerationReport to(Hdf5Writer writer) {
        refuseInexactEvents();
        long total = context.rowCount() * rows.folds();
        listeners.tell(l -> l.started(total));
        Blocks.of(context, batchRows).inOrder((first, count) -> {
            write(first, count, writer);
            var progress = new GenerationProgress((first + count) * rows.folds(), total, sampler.redrawn(), seconds());
            listeners.tell(l -> l.progressed(progress));
        });
        return finish(writer);
    }

    private void write(long first, int count, Hdf5Writer writer) {
        float[] y = new float[Math.multiplyExact(count, rows.layout().context().size())];
        if (y.length > 0) {
            context.read(first, count, y, 0);
        }
        float[] targets = sampler.generate(first, count, y, rows.folds());
        writer.write(rows.join(first, count, y, targets), 0, count * rows.folds());
    }

    private GenerationReport finish(Hdf5Writer writer) {
        var files = writer.finish();
        var warnings = sampler.warnings();
        warnings.forEach(sentence -> listeners.tell(l -> l.warned(sentence)));
        var report =
                new GenerationReport(files, context.rowCount(), rows.folds(), sampler.redrawn(), seconds(), warnings);
        listeners.tell(l -> l.ended(report));
        return report;
    }

    private double seconds() {
        return (System.nanoTime() - start) * 1e-9;
    }

    private void refuseInexactEvents() {
        if (rows.folds() > 1 && context.rowCount() > EXACT) {
            throw new FlashFlowException(
                    "The index of the event is a float32 column, exact up to " + EXACT + ", and there are "
                            + context.rowCount() + " events; oversample smaller files, each with its seed.");
        }
    }
}
