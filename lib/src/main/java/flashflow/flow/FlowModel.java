package flashflow.flow;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.data.Warnings;
import flashflow.engine.PyTorch;
import flashflow.flow.density.DensityModel;
import flashflow.preprocessing.Preprocessing;
import flashflow.storage.Safetensors;
import flashflow.storage.SafetensorsWriter;
import flashflow.storage.Sha256;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * What turns generator-level columns into reconstructed ones: a flow, the preprocessing of its columns, and their names;
 * one object, and one file. Training changes it in place; other threads may evaluate, save and close it meanwhile, and each call
 * sees the weights of one moment.
 *
 * <pre>{@code
 * var model = FlowModel.of(FlowConfig.jetsSmall(), Preprocessing.standardise(ColumnLayout.jets()));
 * Training.of(model).fit(train);
 * Table sample = model.generate(valid.context(), 42);
 * model.save(Path.of("jets.flow"));
 * }</pre>
 */
public final class FlowModel implements DensityModel, AutoCloseable {

    /** Key of the preprocessing, as JSON, in the metadata of model files and checkpoints. */
    public static final String PREPROCESSING = "flashflow.preprocessing";

    /** What files of {@code ObjectModel} have instead. */
    private static final String OBJECTS = "flashflow.objects";

    private final List<SplineFlow> flows;
    /** Fitted by the thread that trains. */
    private volatile Preprocessing preprocessing;

    private FlowModel(List<SplineFlow> flows, Preprocessing preprocessing) {
        this.flows = List.copyOf(flows);
        this.preprocessing = Objects.requireNonNull(preprocessing);
    }

    /** A new model on the GPU where there is one, else on the CPU. */
    public static FlowModel of(FlowConfig config, Preprocessing preprocessing) {
        return of(config, preprocessing, PyTorch.engine().defaultDevice());
    }

    /**
     * A new model on that device.
     *
     * @throws FlashFlowException if the preprocessing gives other numbers of columns than the flow takes
     */
    public static FlowModel of(FlowConfig config, Preprocessing preprocessing, Device device) {
        checkColumns("context", preprocessing.outputLayout().context().size(), config.context());
        checkColumns("target", preprocessing.outputLayout().targets().size(), config.targets());
        return new FlowModel(List.of(SplineFlow.of(config, device)), preprocessing);
    }

    /**
     * An ensemble: the mean of the members' densities (Lakshminarayanan et al. 2017), drawn from by turns. It goes wherever a model
     * goes but into a training or an export, which take its {@link #members} one by one.
     *
     * @param members trained models of one preprocessing, fitted once for all of them; the ensemble has their flows from now on,
     *     and is closed instead of them
     * @throws FlashFlowException if there are none, or their preprocessings or devices are different
     */
    public static FlowModel ensemble(List<FlowModel> members) {
        if (members.isEmpty()) {
            throw new FlashFlowException("An ensemble needs at least one model, and none was given.");
        }
        var first = members.get(0);
        String preprocessing = first.preprocessing.toJson();
        for (var member : members) {
            if (!member.preprocessing.toJson().equals(preprocessing)
                    || !member.device().equals(first.device())) {
                throw new FlashFlowException(
                        "The models of an ensemble need the same preprocessing, fitted to the same rows,"
                                + " and the same device; fit the preprocessing once, and make each model of what fit(...) returns.");
            }
        }
        var flows = members.stream().flatMap(m -> m.flows.stream()).toList();
        return new FlowModel(flows, first.preprocessing);
    }

    /** Opens a file written by {@link #save}, on the GPU where there is one. */
    public static FlowModel load(Path file) {
        return load(file, PyTorch.engine().defaultDevice());
    }

    /**
     * Opens a file written by {@link #save}.
     *
     * @throws FlashFlowException if it is missing, damaged or not a model
     */
    public static FlowModel load(Path file, Device device) {
        try (var tensors = Safetensors.open(file)) {
            return read(tensors, device);
        }
    }

    /** The same of a part of a larger file, that {@link #write} wrote. */
    public static FlowModel read(Safetensors tensors, Device device) {
        FlowFile.checkVersion(tensors);
        String json = tensors.metadata().get(PREPROCESSING);
        if (json == null) {
            boolean objects = tensors.metadata().containsKey(OBJECTS);
            throw new FlashFlowException("The file " + tensors.file() + " holds "
                    + (objects
                            ? "a model of objects, of which the flow is a part; open it with ObjectModel.load."
                            : "no FlashFlow model (no " + PREPROCESSING
                                    + " in its metadata); save one with FlowModel.save."));
        }
        return new FlowModel(FlowFile.readAll(tensors, device), Preprocessing.fromJson(json));
    }

    /** Writes all of it into one safetensors file, beside and renamed: an existing file is replaced whole or not at all. */
    public void save(Path file) {
        var writer = Safetensors.writer();
        write(writer);
        writer.write(file);
    }

    /** Adds all of it to a file, or a part of one, that is being written. */
    public void write(SafetensorsWriter writer) {
        FlowFile.add(writer, flows);
        writer.metadata(PREPROCESSING, preprocessing.toJson());
    }

    /** Version of the format that {@link #save} writes it in: 1, of an ensemble 2, with a shift by the context 3, with one of
     * truncated laws 4. */
    public int formatVersion() {
        return FlowFile.version(flows);
    }

    /**
     * The flow between preprocessed columns and noise.
     *
     * @throws FlashFlowException for an ensemble, which has several
     */
    public SplineFlow flow() {
        if (flows.size() > 1) {
            throw new FlashFlowException("This model is an ensemble of " + flows.size()
                    + " flows, and one flow is needed here; take one of its members().");
        }
        return flows.get(0);
    }

    /** As {@link #flow}. */
    @Override
    public SplineFlow density() {
        return flow();
    }

    /** The flows, several of an ensemble. */
    public List<SplineFlow> flows() {
        return flows;
    }

    /** Each flow as a model of its own, that shares it with this one. */
    public List<FlowModel> members() {
        return flows.stream()
                .map(flow -> new FlowModel(List.of(flow), preprocessing))
                .toList();
    }

    /** Where its tensors live. */
    public Device device() {
        return flows.get(0).device();
    }

    /** What happens to columns before the flow sees them, and is undone after it. */
    @Override
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /** Names of the raw columns. */
    public ColumnLayout layout() {
        return preprocessing.layout();
    }

    /**
     * Fits the preprocessing, and lets it remember the ranges of the columns; called by the training with its rows. Does
     * nothing the second time.
     */
    @Override
    public void fitPreprocessing(RowSource train) {
        if (preprocessing.fit().isEmpty()) {
            preprocessing = preprocessing.fit(train);
        }
    }

    /**
     * Draws one reconstructed object for each row of context. What a user should know, such as context outside the training
     * range, is printed on the error stream; {@link Sampler#warnings} has it too.
     *
     * @param context a table with the context columns, in physical units; others, of whatever type, are ignored, and kept
     *     beside the targets by {@code Generation.of(model).seed(seed).toTable(context)}
     * @param seed the same gives the same sample
     * @return the target columns, in physical units, row by row
     * @throws FlashFlowException if a column is missing or holds NaN or infinity, or if rows stay outside the allowed
     *     ranges after {@link Sampler#ATTEMPTS} draws
     */
    public Table generate(Table context, long seed) {
        var sampler = sampler(seed);
        var sample = sampler.generate(context);
        new Warnings(sampler.warnings()).print();
        return sample;
    }

    /**
     * Draws rows from a model without context.
     *
     * @param rows how many, at least 0
     * @param seed the same gives the same sample
     * @return the target columns, in physical units, row by row
     * @throws FlashFlowException if the model takes context
     */
    public Table generate(int rows, long seed) {
        var context = layout().context();
        if (!context.isEmpty() || rows < 0) {
            throw new FlashFlowException(
                    "This model takes the context " + context + ", and " + rows
                            + " rows without any were asked for; give a table of context, or, without context, 0 rows or more.");
        }
        return generate(Table.create(IntColumn.create("row", rows)), seed);
    }

    /**
     * Draws N reconstructed objects for each row of context, an event.
     *
     * @param context a table with the context columns, in physical units; its other columns are carried along, such as
     *     weights of the events
     * @param folds N, at least 1
     * @param seed the same gives the same sample; fold 0 is what {@link #generate} gives
     * @return events x N rows, event after event: the columns of {@code context} other than targets, the target columns, and
     *     the indices {@code event} and {@code fold} from 0
     * @throws FlashFlowException as {@link #generate}, or if the table has a column {@code event} or {@code fold}
     */
    public Table oversample(Table context, int folds, long seed) {
        var sampler = sampler(seed);
        var sample = sampler.oversample(context, folds);
        new Warnings(sampler.warnings()).print();
        return sample;
    }

    /** A sampler, which also counts what it had to draw again. */
    public Sampler sampler(long seed) {
        return new Sampler(this, seed, Sampler.ATTEMPTS, 0);
    }

    /**
     * Mean negative log-likelihood of rows in nats, in the preprocessed columns, without noise or dropout of a training.
     *
     * @param rows have the model's raw columns, found by name; others are ignored
     * @throws FlashFlowException if a column is missing or holds NaN or infinity
     * @throws flashflow.data.WorkInterrupted if the thread is interrupted
     */
    public double nll(RowSource rows) {
        return new LogProbs(this).meanNll(rows);
    }

    /**
     * The same for the raw columns, each in its own unit: the log-determinant of the preprocessing is taken into account, so
     * that models with different preprocessing compare. Dequantised columns count with their noise, clips and spikes as
     * they are after the preprocessing.
     */
    public double rawNll(RowSource rows) {
        return nll(rows) - preprocessing.meanLogDerivative(rows);
    }

    /**
     * Log-density of each row's targets given its context, in data units, in nats: the flow's, with the log-derivative of the
     * preprocessing. For continuous targets it is a density by their units; targets that are counted ({@code Discrete}, {@code
     * Dequantise}, the value of a {@code Spike}, the ends of {@code Inflated}) contribute a probability, for which the noise is
     * integrated out: over 64 points where one step of the chains adds any, over 251 where several do. Over all rows there can be
     * it sums and integrates to 1, less what generation draws again.
     *
     * @param rows have the model's raw columns, found by name; others are ignored
     * @return one value a row; negative infinity for a row that the model never generates
     * @throws FlashFlowException if a column is missing or holds NaN or infinity, or a target has neither a density nor probabilities
     */
    public double[] logProb(RowSource rows) {
        return new LogProbs(this).ofRows(rows);
    }

    /** The same for a table, as a column {@code log_prob}; rows that the model never generates are counted on the error stream. */
    public DoubleColumn logProb(Table rows) {
        double[] logs = logProb(InMemoryDataset.of(layout(), rows));
        long never = Arrays.stream(logs)
                .filter(log -> log == Double.NEGATIVE_INFINITY)
                .count();
        if (never > 0) {
            new Warnings(List.of(never + " of " + logs.length
                            + " rows hold a target that the model never generates, beyond a"
                            + " bound or not among its values; their log_prob is -Infinity."))
                    .print();
        }
        return DoubleColumn.create("log_prob", logs);
    }

    /** Identifies weights, permutations and preprocessing: the first 16 hexadecimal digits of their SHA-256. */
    public String hash() {
        var sum = new Sha256();
        for (SplineFlow flow : flows) {
            FlowValues values = flow.values();
            sum.add(values.parameters()).add(values.statistics()).add(values.permutations());
        }
        return sum.add(preprocessing.toJson()).shortHex();
    }

    /** Frees the engine's memory, as soon as nobody uses it any more; see {@link SplineFlow#close}. */
    @Override
    public void close() {
        flows.forEach(SplineFlow::close);
    }

    private static void checkColumns(String kind, int given, int wanted) {
        if (given != wanted) {
            throw new FlashFlowException("The flow takes " + wanted + " " + kind
                    + " columns and the preprocessing gives " + given + "; pass config.columns(preprocessing).");
        }
    }
}
