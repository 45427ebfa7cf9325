package flashflow.generation;

import flashflow.FlashFlowException;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.flow.Sampler;
import flashflow.reporting.Listeners;

/** One pass over the context, batch by batch into a writer. */
final class Stream {
    /** Whole numbers up to here are exact in float32. */
    private static final long EXACT = 1L << 24;

    private final Sampler sampler;
    private final ContextRows context;
    private final OutputRows rows;
    private final int batchRows;
    private final Listeners<GenerationListener> listeners;
    private final long start = System.nanoTime();

    Stream(
            Sampler sampler,
            ContextRows context,
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
        long total = context.count() * rows.folds();
        listeners.tell(l -> l.started(total));
        for (long first = 0; first < context.count(); first += batchRows) {
            refuseInterrupt(first);
            int count = (int) Math.min(batchRows, context.count() - first);
            write(first, count, writer);
            var progress = new GenerationProgress((first + count) * rows.folds(), total, sampler.redrawn(), seconds());
            listeners.tell(l -> l.progressed(progress));
        }
        return finish(writer);
    }

    private void write(long first, int count, Hdf5Writer writer) {
        float[] y = context.read(first, count);
        float[] targets = sampler.generate(first, count, y, rows.folds());
        writer.write(rows.join(first, count, y, targets), 0, count * rows.folds());
    }

    private GenerationReport finish(Hdf5Writer writer) {
        var files = writer.finish();
        var warnings = sampler.warnings();
        warnings.forEach(sentence -> listeners.tell(l -> l.warned(sentence)));
        var report = new GenerationReport(files, context.count(), rows.folds(), sampler.redrawn(), seconds(), warnings);
        listeners.tell(l -> l.ended(report));
        return report;
    }

    private double seconds() {
        return (System.nanoTime() - start) * 1e-9;
    }

    private void refuseInexactEvents() {
        if (rows.folds() > 1 && context.count() > EXACT) {
            throw new FlashFlowException("The index of the event is a float32 column, exact up to " + EXACT
                    + ", and there are " + context.count() + " events; oversample smaller files, each with its seed.");
        }
    }

    private static void refuseInterrupt(long row) {
        if (Thread.interrupted()) {
            throw new FlashFlowException("The generation was interrupted at row " + row + ", and nothing was written.");
        }
    }
}
