package flashflow.generation;

import flashflow.FlashFlowException;
import flashflow.data.Blocks;
import flashflow.data.RowSource;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.flow.Sampler;
import flashflow.reporting.Listeners;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One pass over the context, batch by batch into a writer. */
final class SampleStream {
    /** Whole numbers up to here are exact in float32. */
    private static final long EXACT = 1L << 24;

    /** Of a single event. */
    private static final int FOLDS_AT_ONCE = 1 << 16;

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
        refuseInexactIndices();
        refuseLargeBatches();
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
        double[] exact = new double[sampler.exactContext().isEmpty() ? 0 : y.length];
        if (exact.length > 0) {
            context.readExact(first, count, exact, 0);
            IntStream.range(0, y.length).forEach(i -> y[i] = (float) exact[i]);
        } else if (y.length > 0) {
            context.read(first, count, y, 0);
        }
        int some = count > 1 ? rows.folds() : Math.min(rows.folds(), FOLDS_AT_ONCE);
        for (int fold = 0; fold < rows.folds(); fold += some) {
            write(first, count, fold, Math.min(some, rows.folds() - fold), y, exact, writer);
        }
    }

    /** @param exact the context in float64 where the model needs it so, else empty */
    private void write(long first, int count, int firstFold, int some, float[] y, double[] exact, Hdf5Writer writer) {
        float[] targets = exact.length > 0
                ? sampler.generate(first, count, exact, firstFold, some)
                : sampler.generate(first, count, y, firstFold, some);
        writer.write(rows.join(first, count, firstFold, some, y, targets), 0, count * some);
    }

    private GenerationReport finish(Hdf5Writer writer) {
        var files = writer.finish();
        var warnings = new ArrayList<>(sampler.warnings());
        warnings.addAll(rounded());
        warnings.forEach(sentence -> listeners.tell(l -> l.warned(sentence)));
        var report =
                new GenerationReport(files, context.rowCount(), rows.folds(), sampler.redrawn(), seconds(), warnings);
        listeners.tell(l -> l.ended(report));
        return report;
    }

    /** The file holds float32. */
    private List<String> rounded() {
        var names = new ArrayList<>(sampler.exactContext());
        sampler.exactTargets().forEach(column -> names.add(column.name()));
        return names.isEmpty()
                ? List.of()
                : List.of("The columns " + names
                        + " were generated in float64 and are written as float32, which loses what they are"
                        + " about; FlowModel.generate gives them in float64.");
    }

    private double seconds() {
        return (System.nanoTime() - start) * 1e-9;
    }

    private void refuseInexactIndices() {
        if (rows.folds() > 1 && Math.max(context.rowCount(), rows.folds()) > EXACT) {
            throw new FlashFlowException(
                    "The indices of event and fold are float32 columns, exact up to " + EXACT + ", and there are "
                            + context.rowCount() + " events and " + rows.folds()
                            + " folds; oversample smaller files, or in fewer folds, each with its seed.");
        }
    }

    /** Several events at once have all their folds in memory. */
    private void refuseLargeBatches() {
        long values = Math.min(batchRows, context.rowCount()) * rows.folds() * rows.width();
        if (batchRows > 1 && values > Integer.MAX_VALUE - 64) {
            throw new FlashFlowException("Batches of " + batchRows + " events in " + rows.folds() + " folds of "
                    + rows.width() + " columns do not fit into one array; take fewer batchRows.");
        }
    }
}
