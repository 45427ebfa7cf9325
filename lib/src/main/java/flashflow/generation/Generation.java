package flashflow.generation;

import flashflow.FlashFlowException;
import flashflow.data.ChosenColumns;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.flow.FlowModel;
import flashflow.flow.Sampler;
import flashflow.reporting.Listeners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Streams HDF5 files of context through a model into HDF5 files of generated objects, one batch in memory at a time. Rows
 * hold context and targets under the names and in the order of the training files; with folds they end in {@code event}
 * (number of the input row, from 0) and {@code fold}, of which float32 allows 2^24 each. The sample depends on the model, the seed and the row's number in the
 * input, not on the batches; give another seed for each input file. Settings are immutable: each gives a new one.
 *
 * <pre>{@code
 * var report = Generation.of(model).seed(42).toHdf5(Path.of("gen.h5"), Path.of("sample.h5"));
 * Generation.of(model).seed(42).folds(20).toHdf5(Path.of("gen.h5"), Path.of("oversampled.h5"));
 * }</pre>
 */
public final class Generation {
    private static final int OUTPUT_ROWS = 1 << 16;

    private final FlowModel model;
    private final GenerationSettings settings;

    private Generation(FlowModel model, GenerationSettings settings) {
        this.model = model;
        this.settings = settings;
    }

    /** Seed 0, one fold, {@link Sampler#ATTEMPTS} attempts, one uncompressed file. */
    public static Generation of(FlowModel model) {
        var settings = new GenerationSettings(0, 1, 0, Sampler.ATTEMPTS, null, UnaryOperator.identity());
        return new Generation(model, settings);
    }

    /** The same seed gives the same sample. */
    public Generation seed(long seed) {
        return new Generation(model, settings.withSeed(seed));
    }

    /** Rows to draw for each row of context, at least 1. */
    public Generation folds(int folds) {
        return new Generation(model, settings.withFolds(folds));
    }

    /** Rows of context that are in memory at once; by default as many as keep the device busy. */
    public Generation batchRows(int rows) {
        return new Generation(model, settings.withBatchRows(rows));
    }

    /** How often a row is drawn at most until it is finite and inside its physical ranges. */
    public Generation attempts(int most) {
        return new Generation(model, settings.withAttempts(most));
    }

    /** Who hears of the progress; by default the notebook's bar, outside of a notebook lines on the standard output. */
    public Generation listener(GenerationListener listener) {
        return new Generation(model, settings.withListener(listener));
    }

    /** Settings of the output, such as {@code w -> w.gzip(4).splitAbove(1L << 30)}; columns and origin are set already. */
    public Generation output(UnaryOperator<Hdf5Writer.Builder> writer) {
        return new Generation(model, settings.withWriter(writer));
    }

    /**
     * Generates for every row of a file. Context columns are found by name if the file names its columns, else they are the
     * first ones.
     *
     * @param in a file with a dataset {@code data}
     * @param out where the result goes; appears when it is complete, and replaces what was there
     * @throws FlashFlowException if a context column is missing or a value not finite, if draws stay outside what can be, or
     *     if a file cannot be read or written; nothing is left behind then
     */
    public GenerationReport toHdf5(Path in, Path out) {
        refuseSameFile(in, out);
        try (var rows = contextOf(in)) {
            return stream(rows, out, in.getFileName().toString());
        }
    }

    /** By name where the file names its columns, else its first ones. */
    private Hdf5Dataset contextOf(Path file) {
        var names = model.layout().context();
        if (names.isEmpty()) {
            throw new FlashFlowException(
                    "This model takes no context, so that no file says how many rows to make; use FlowModel.generate.");
        }
        var dataset = Hdf5Dataset.of(new ColumnLayout(List.of(), names), file).open();
        if (!dataset.layout().targets().equals(names)) {
            dataset.close();
            throw new FlashFlowException("File " + file + " calls its first columns "
                    + dataset.layout().targets() + " and the model's context is " + names + "; rename them.");
        }
        return dataset;
    }

    /** The same for the rows of any source that has the context columns, such as many files. */
    public GenerationReport toHdf5(RowSource in, Path out) {
        return stream(in, out, "");
    }

    private GenerationReport stream(RowSource in, Path out, String source) {
        var rows = new OutputRows(model.layout(), settings.folds());
        var sampler = model.sampler(settings.seed()).attempts(settings.attempts());
        var stream = new SampleStream(sampler, contextOf(in), rows, batchRows(sampler), listeners());
        try (var writer = writer(rows, out, source)) {
            return stream.to(writer);
        }
    }

    /** A model without context takes nothing of the rows but their number. */
    private RowSource contextOf(RowSource rows) {
        var names = model.layout().context();
        return names.isEmpty() ? rows : ChosenColumns.of(rows, new ColumnLayout(List.of(), names));
    }

    private Listeners<GenerationListener> listeners() {
        return Listeners.of(
                "generation",
                settings.listener() == null ? List.of() : List.of(settings.listener()),
                GenerationListener.Provider.class,
                () -> new PrintedGeneration(System.out));
    }

    /** Whole blocks of the flow, or a power of two that fills one with its folds, and an output batch of bounded size however many folds there are. */
    private int batchRows(Sampler sampler) {
        if (settings.batchRows() > 0) {
            return settings.batchRows();
        }
        int block = sampler.blockRows();
        int events = Math.max(1, OUTPUT_ROWS / settings.folds());
        return events >= block ? events / block * block : Integer.highestOneBit(events);
    }

    private Hdf5Writer writer(OutputRows rows, Path out, String source) {
        var builder = Hdf5Writer.to(out)
                .columns(rows.columns())
                .attribute("context_columns", model.layout().context().size())
                .attribute("model_hash", model.hash())
                .attribute("seed", settings.seed())
                .attribute("folds", settings.folds());
        return settings.writer()
                .apply(source.isEmpty() ? builder : builder.attribute("source", source))
                .open();
    }

    private static void refuseSameFile(Path in, Path out) {
        try {
            if (Files.exists(in) && Files.exists(out) && Files.isSameFile(in, out)) {
                throw new FlashFlowException(
                        "The file " + in + " is both read and written; give the sample a name of its own.");
            }
        } catch (IOException e) {
            throw new FlashFlowException("The files " + in + " and " + out + " cannot be looked at.", e);
        }
    }
}
