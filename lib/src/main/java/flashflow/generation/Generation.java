package flashflow.generation;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ChosenColumns;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.data.columns.CsvWriter;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.data.parquet.ParquetWriter;
import flashflow.flow.FlowModel;
import flashflow.flow.FoldTable;
import flashflow.flow.Sampler;
import flashflow.reporting.Listeners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tech.tablesaw.api.Table;

/**
 * Streams context through a model into files or a table of generated objects, some batches in memory at a time, on all
 * processors. Rows of an HDF5
 * file hold context and targets under the names and in the order of the training files; with folds they end in {@code event}
 * (number of the input row, from 0) and {@code fold}, of which float32 allows 2^24 each: beyond, they are exact columns beside
 * the rows. So are, unchanged in type and value, the columns that the source {@link RowSource#carried carries}. The sample
 * depends on the model, the seed and the row's number in the input, not on the batches, the threads or the output; give another seed for
 * each input file. Settings are immutable: each gives a new one.
 *
 * <pre>{@code
 * var report = Generation.of(model).seed(42).toHdf5(Path.of("gen.h5"), Path.of("sample.h5"));
 * Generation.of(model).seed(42).folds(20).toHdf5(Path.of("gen.h5"), Path.of("oversampled.h5"));
 * var table = Generation.of(model).seed(42).toTable(events);        // its ids and texts, and the targets
 * }</pre>
 */
public final class Generation {
    private final FlowModel model;
    private final GenerationSettings settings;

    private Generation(FlowModel model, GenerationSettings settings) {
        this.model = model;
        this.settings = settings;
    }

    /** Seed 0, one fold, {@link Sampler#ATTEMPTS} attempts, one uncompressed file. */
    public static Generation of(FlowModel model) {
        var settings =
                new GenerationSettings(0, 1, 0, Sampler.ATTEMPTS, 0, EventRange.ALL, null, UnaryOperator.identity());
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

    /**
     * Rows of context of a batch; by default as many as keep the device busy. Two batches for each of the {@link #workers} are in
     * memory at once.
     */
    public Generation batchRows(int rows) {
        return new Generation(model, settings.withBatchRows(rows));
    }

    /**
     * Threads that read, draw and undo the preprocessing, each with one thread of the engine; by default as many as the engine
     * would take, which OMP_NUM_THREADS says. The sample does not depend on it.
     */
    public Generation workers(int threads) {
        return new Generation(model, settings.withWorkers(threads));
    }

    /**
     * Generates only for some rows of the source, which keep their numbers: what comes of a row is the same as if all were generated.
     *
     * @param first number of the first row, from 0
     * @param count how many
     */
    public Generation rows(long first, long count) {
        return new Generation(model, settings.withRange(new EventRange(first, count)));
    }

    /** How often a row is drawn at most until it is finite and inside its physical ranges. */
    public Generation attempts(int most) {
        return new Generation(model, settings.withAttempts(most));
    }

    /** Who hears of the progress; by default the notebook's bar, outside of a notebook lines on the standard output. */
    public Generation listener(GenerationListener listener) {
        return new Generation(model, settings.withListener(listener));
    }

    /** Settings of HDF5 files, such as {@code w -> w.gzip(4).splitAbove(1L << 30)}; columns and origin are set already. */
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
            return toHdf5(rows, out, in.getFileName().toString());
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

    /** The same for the rows of any source that has the context columns, such as many files; carries along what it carries. */
    public GenerationReport toHdf5(RowSource in, Path out) {
        return toHdf5(in, out, "");
    }

    private GenerationReport toHdf5(RowSource in, Path out, String source) {
        var rows = OutputRows.matrix(
                model.layout(), settings.folds(), in.rowCount(), in.carried(), exactColumns(in.carried()));
        var stream = stream(in, rows);
        try (var writer = hdf5(rows, out, source)) {
            return stream.to(writer);
        }
    }

    /**
     * The same into any sink: float32 columns of context and targets, and beside them the exact columns that the source carries,
     * {@code event} and {@code fold}. A carried column takes the place of a context column of its name.
     *
     * @param out opens the sink
     * @throws FlashFlowException as {@link #toHdf5(Path, Path)}, or whatever the sink refuses
     */
    public GenerationReport to(RowSource in, GenerationOutput out) {
        var rows = OutputRows.named(model.layout(), settings.folds(), in.carried(), exactColumns(in.carried()));
        var stream = stream(in, rows);
        try (var sink = out.open(rows.columns(), rows.exact(), origin())) {
            return stream.to(sink);
        }
    }

    /** The same into a Parquet file, where every column keeps its own type; see {@link #to}. */
    public GenerationReport toParquet(RowSource in, Path out) {
        return to(in, (columns, exact, origin) -> {
            var writer = ParquetWriter.to(out).columns(columns).exact(exact);
            origin.forEach(writer::attribute);
            return writer.open();
        });
    }

    /** The same into a CSV file; see {@link #to}. */
    public GenerationReport toCsv(RowSource in, Path out) {
        return to(in, (columns, exact, origin) -> CsvWriter.to(out, columns, exact));
    }

    /**
     * The same as a table: context and targets, what the source carries as columns of their own types, and {@code event} and
     * {@code fold} for several folds. The {@link #listener} hears the report.
     *
     * @throws FlashFlowException if memory does not hold it, and as {@link #to}
     */
    public Table toTable(RowSource in) {
        var rows = OutputRows.named(model.layout(), settings.folds(), in.carried(), exactColumns(in.carried()));
        return TableSize.of(rows, events(in) * settings.folds())
                .made(() -> table(in, rows))
                .setName("sample");
    }

    /**
     * Generates for every row of a table and keeps all its columns as they are, such as event numbers and texts: those that are
     * no context too, and of whatever type.
     *
     * @param in has the context columns; other columns are repeated for every fold, and those of a target's name left out
     * @return rows x folds rows: the columns of {@code in}, the targets, and the indices {@code event} and {@code fold} for
     *     several folds
     * @throws FlashFlowException if a context column is missing or a value not finite, if several folds meet a column
     *     {@code event} or {@code fold}, or if memory does not hold it
     */
    public Table toTable(Table in) {
        int folds = settings.folds();
        if (folds > 1) {
            FoldTable.refuseIndexNames(in);
        }
        if (!settings.range().equals(EventRange.ALL)) {
            throw new FlashFlowException(
                    "Some rows of a table were to be generated for; give a table of these rows, or a source.");
        }
        var rows = OutputRows.targets(model.layout(), folds, exactTargets());
        var size = TableSize.of(rows, (long) in.rowCount() * folds).with(in.columnCount());
        return size.made(() -> {
                    var targets = table(contextOf(in), rows);
                    return folds > 1 ? FoldTable.of(in, folds, targets) : FoldTable.joined(in, folds, targets);
                })
                .setName("sample");
    }

    private RowSource contextOf(Table table) {
        var names = model.layout().context();
        return names.isEmpty()
                ? new NoColumns(model.layout(), table.rowCount())
                : InMemoryDataset.of(new ColumnLayout(List.of(), names), table);
    }

    private Table table(RowSource in, OutputRows rows) {
        var stream = stream(in, rows);
        int count = Math.toIntExact(events(in) * settings.folds());
        try (var sink = new TableSink(rows.columns(), rows.exact(), count)) {
            stream.to(sink);
            return sink.table();
        }
    }

    /** Targets that the model takes in float64. */
    private List<CarriedColumn> exactTargets() {
        return float64(model.preprocessing().exactTargets());
    }

    /** The same, and before them such context, unless it is carried along anyway. */
    private List<CarriedColumn> exactColumns(List<CarriedColumn> carried) {
        var names = new ArrayList<>(model.preprocessing().exactContext());
        names.removeAll(carried.stream().map(CarriedColumn::name).toList());
        names.addAll(model.preprocessing().exactTargets());
        return float64(names);
    }

    private static List<CarriedColumn> float64(List<String> names) {
        return names.stream()
                .map(name -> new CarriedColumn(name, ColumnType.FLOAT64))
                .toList();
    }

    private SampleStream stream(RowSource in, OutputRows rows) {
        var sampler = sampler();
        int batchRows = settings.batchRows() > 0
                ? settings.batchRows()
                : sampler.batchRows(Math.max(1, events(in)), settings.folds());
        return new SampleStream(
                sampler, contextOf(in), settings.range().of(in.rowCount()), rows, batchRows, listeners());
    }

    private long events(RowSource in) {
        return settings.range().of(in.rowCount()).count();
    }

    private Sampler sampler() {
        var sampler = model.sampler(settings.seed()).attempts(settings.attempts());
        return settings.workers() > 0 ? sampler.workers(settings.workers()) : sampler;
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

    private Hdf5Writer hdf5(OutputRows rows, Path out, String source) {
        var builder = Hdf5Writer.to(out).columns(rows.columns()).exact(rows.exact());
        origin().forEach(builder::attribute);
        if (!source.isEmpty()) {
            builder.attribute("source", source);
        }
        return settings.writer().apply(builder).open();
    }

    private Map<String, Object> origin() {
        var origin = new LinkedHashMap<String, Object>();
        origin.put("context_columns", model.layout().context().size());
        origin.put("model_hash", model.hash());
        origin.put("seed", settings.seed());
        origin.put("folds", settings.folds());
        return origin;
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
