package flashflow.categorical;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.RowTables;
import flashflow.data.loading.RowTransform;
import flashflow.engine.PyTorch;
import flashflow.flow.density.DensityModel;
import flashflow.preprocessing.Preprocessing;
import flashflow.storage.Safetensors;
import flashflow.storage.SafetensorsWriter;
import flashflow.storage.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The probability of each of K classes given context columns: with K = 2 an efficiency, such as p(found | generated jet), with more of
 * them a multiplicity, such as the number of an event's unmatched jets. The distribution, the preprocessing of its context and the
 * columns' names are one object, and one file. {@code Training} trains it as it trains a flow; its NLL is the cross-entropy in nats.
 *
 * <pre>{@code
 * var layout = new ColumnLayout(List.of("pt", "eta"), List.of("found"));
 * var model = CategoricalModel.of(CategoricalConfig.of(2, 2), Preprocessing.standardise(layout));
 * Training.suggest(model, train).fit(train);
 * model.probability(generated, 1);        // p(found) of each row
 * model.draw(generated, 42);              // 0 or 1 for each row
 * }</pre>
 */
public final class CategoricalModel implements DensityModel, AutoCloseable, Viewable {
    private static final String PREPROCESSING = "flashflow.preprocessing";

    /** Version of the format that {@link #save} writes. */
    public static final int FORMAT_VERSION = CategoricalFile.VERSION;

    private final Categorical density;
    /** Fitted by the thread that trains. */
    private volatile Preprocessing preprocessing;

    private CategoricalModel(Categorical density, Preprocessing preprocessing) {
        this.density = density;
        this.preprocessing = preprocessing;
    }

    /** A new model on the GPU where there is one, else on the CPU. */
    public static CategoricalModel of(CategoricalConfig config, Preprocessing preprocessing) {
        return of(config, preprocessing, PyTorch.engine().defaultDevice());
    }

    /**
     * A new model on that device.
     *
     * @param preprocessing of the context columns and of one target, the class, whose chain is left out: it holds whole numbers from 0
     * @throws FlashFlowException if there is another number of targets, or of context columns than the configuration says
     */
    public static CategoricalModel of(CategoricalConfig config, Preprocessing preprocessing, Device device) {
        var own = ClassColumn.of(preprocessing).preprocessing();
        int given = own.outputLayout().context().size();
        if (given != config.context()) {
            throw new FlashFlowException("The configuration has " + config.context()
                    + " context columns and the preprocessing gives " + given
                    + "; pass CategoricalConfig.of(classes, " + given + ").");
        }
        return new CategoricalModel(Categorical.of(config, device), own);
    }

    /** Opens a file written by {@link #save}, or a checkpoint, on the GPU where there is one. */
    public static CategoricalModel load(Path file) {
        return load(file, PyTorch.engine().defaultDevice());
    }

    /**
     * Opens a file written by {@link #save}, or a checkpoint of a training.
     *
     * @throws FlashFlowException if it is missing, damaged or of another kind
     */
    public static CategoricalModel load(Path file, Device device) {
        try (var tensors = Safetensors.open(file)) {
            return read(tensors, device);
        }
    }

    /** The same of a part of a larger file, that {@link #write} wrote. */
    public static CategoricalModel read(Safetensors tensors, Device device) {
        var density = Categorical.of(CategoricalFile.config(tensors), device);
        try {
            density.read(tensors);
            return new CategoricalModel(density, preprocessing(tensors));
        } catch (RuntimeException e) {
            density.close();
            throw e;
        }
    }

    private static Preprocessing preprocessing(Safetensors file) {
        String json = file.metadata().get(PREPROCESSING);
        if (json == null) {
            throw new FlashFlowException("The file " + file.file() + " holds no preprocessing (no " + PREPROCESSING
                    + " in its metadata); save a model with CategoricalModel.save.");
        }
        return Preprocessing.fromJson(json);
    }

    /** Writes all of it into one safetensors file, beside and renamed: an existing file is replaced whole or not at all. */
    public void save(Path file) {
        var writer = Safetensors.writer();
        write(writer);
        writer.write(file);
    }

    /** Adds all of it to a file, or a part of one, that is being written. */
    public void write(SafetensorsWriter writer) {
        density.write(writer);
        writer.metadata(PREPROCESSING, preprocessing.toJson());
    }

    /** What is trained. */
    @Override
    public Categorical density() {
        return density;
    }

    /** What it is made of. */
    public CategoricalConfig config() {
        return density.config();
    }

    /** Of the context; the class is left as it is. */
    @Override
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /** Names of the raw columns: the context, and the class as the one target. */
    public ColumnLayout layout() {
        return preprocessing.layout();
    }

    /** Name of the column that holds the class. */
    public String classColumn() {
        return layout().targets().get(0);
    }

    /** Refuses rows whose class is none. */
    @Override
    public RowTransform transform() {
        return new ClassRows(preprocessing, config().classes());
    }

    /**
     * Fits the preprocessing of the context, and lets the probabilities begin at the shares of the classes; called by the training
     * with its rows. Does nothing the second time.
     */
    @Override
    public void fitPreprocessing(RowSource train) {
        if (preprocessing.fit().isEmpty()) {
            long[] counts = ClassCounts.of(train, classColumn(), config().classes());
            preprocessing = preprocessing.fitWithoutDensity(train);
            density.beginAt(counts);
        }
    }

    /** With one for classes that the training rows lack. */
    @Override
    public List<String> warnings() {
        var sentences = new ArrayList<>(preprocessing.warnings());
        ClassCounts.warning(classColumn(), density.shares()).ifPresent(sentences::add);
        return sentences;
    }

    /**
     * The probability of one class in each row, in float64.
     *
     * @param context a table with the context columns, in physical units; others are ignored
     * @param k the class, from 0
     * @return a column named {@code p(CLASS=k)}
     * @throws FlashFlowException if a column is missing or holds NaN or infinity, or there is no such class
     */
    public DoubleColumn probability(Table context, int k) {
        if (k < 0 || k >= config().classes()) {
            throw new FlashFlowException(
                    "There is no class " + k + "; this model has the classes 0 to " + (config().classes() - 1) + ".");
        }
        return probabilities(context).doubleColumn(k);
    }

    /** The probabilities of all classes in each row, which add up to 1: a column {@code p(CLASS=k)} for each k from 0. */
    public Table probabilities(Table context) {
        double[] rows = new ClassProbabilities(this).of(context, 0);
        int classes = config().classes();
        int count = rows.length / classes;
        return Table.create(IntStream.range(0, classes)
                .mapToObj(k -> DoubleColumn.create(
                        "p(" + classColumn() + "=" + k + ")",
                        IntStream.range(0, count)
                                .mapToDouble(r -> rows[r * classes + k])
                                .toArray())));
    }

    /**
     * The same for rows of a larger whole; safe for use by several threads, and the same whatever rows come beside a row.
     *
     * @param firstRow number of the first row, which decides the noise of a preprocessing that has such
     * @param rows how many
     * @param context rows x C raw values
     * @return rows x K probabilities
     */
    public double[] probabilities(long firstRow, int rows, float[] context) {
        var names = layout().context();
        return new ClassProbabilities(this).of(RowTables.table(names, context, rows), firstRow);
    }

    /**
     * Draws a class for each row, by the row's own random number.
     *
     * @param context a table with the context columns, in physical units; others are ignored
     * @param seed the same gives the same classes
     * @return a column named as the class
     * @throws FlashFlowException if a column is missing or holds NaN or infinity
     */
    public IntColumn draw(Table context, long seed) {
        return draw(context, seed, 0, 0);
    }

    /**
     * The same for rows of a larger whole: what is drawn depends on the row's number and the fold's, not on what is drawn beside it.
     *
     * @param fold number of the fold, from 0
     * @param firstRow number of the table's first row
     */
    public IntColumn draw(Table context, long seed, int fold, long firstRow) {
        double[] rows = new ClassProbabilities(this).of(context, firstRow);
        int classes = config().classes();
        int[] drawn = IntStream.range(0, rows.length / classes)
                .map(r -> ClassDraw.of(rows, r * classes, classes, seed, firstRow + r, fold))
                .toArray();
        return IntColumn.create(classColumn(), drawn);
    }

    /**
     * Mean of -log p of each row's class in nats.
     *
     * @param rows have the context columns and the class, found by name; others are ignored
     * @throws FlashFlowException if a column is missing or holds NaN or infinity, or a class is none
     */
    public double nll(RowSource rows) {
        return new ClassProbabilities(this).nll(rows);
    }

    /** Identifies weights and preprocessing: the first 16 hexadecimal digits of their SHA-256. */
    public String hash() {
        var sum = density.reading(() -> new Sha256()
                .add(density.parameters().toFloatArray())
                .add(density.statistics().toFloatArray()));
        return sum.add(preprocessing.toJson()).shortHex();
    }

    /** Frees the engine's memory, as soon as nobody uses it any more. */
    @Override
    public void close() {
        density.close();
    }

    /** One row for each class: its number and its share of the training rows. */
    public Table table() {
        float[] shares = density.shares();
        return Table.create(
                density.title(),
                StringColumn.create(
                        classColumn(), IntStream.range(0, shares.length).mapToObj(Integer::toString)),
                DoubleColumn.create(
                        "share of the training rows",
                        IntStream.range(0, shares.length)
                                .mapToDouble(k -> shares[k])
                                .toArray()));
    }

    @Override
    public String toHtml() {
        return HtmlTable.whole(table());
    }

    @Override
    public String toString() {
        return TextTable.of(table());
    }
}
