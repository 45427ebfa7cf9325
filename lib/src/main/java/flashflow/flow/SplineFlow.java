package flashflow.flow;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import flashflow.FlashFlowException;
import flashflow.Viewable;
import flashflow.engine.PyTorch;
import flashflow.flow.density.ConditionalDensity;
import flashflow.flow.density.GradientCost;
import flashflow.flow.density.NllGradient;
import flashflow.flow.kernels.KernelLists;
import flashflow.flow.kernels.KernelLists.Box;
import flashflow.flow.kernels.KernelLists.Cfg;
import flashflow.flow.kernels.KernelLists.Rates;
import flashflow.provenance.TrainingRecords;
import flashflow.storage.Safetensors;
import flashflow.storage.SafetensorsWriter;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A conditional spline flow on one device, in float32. Evaluation is always in inference form (running batch-norm
 * statistics, folded into the layers); training goes through {@link NllGradient}.
 *
 * <p>x and z have shape (rows, D), y (rows, C), log-determinants and log-densities (rows); results belong to the
 * manager of the first argument. NaN and infinities are refused with their row and column.
 *
 * <p>Any number of threads may evaluate, save and close a flow while one trains it: each call works with the weights of one
 * moment, between two changes, and a flow that is closed is freed when the calls in progress have ended.
 *
 * <p>Where x or z and y are float64, evaluation is in float64 too, at about twice the cost: to tell rounding (of a full-size
 * model about 1e-3 nats in float32) from other differences.
 */
public final class SplineFlow extends ConditionalDensity implements Viewable {
    /** Rows that go through the net at once: bounds memory, and the result does not depend on how many rows come in. */
    static final int CHUNK = 4096;

    /** The same on a GPU. On an H100 a small flow samples 0.25, 0.89, 1.10 million rows/s by 4,096, 16,384, 65,536 of them. */
    static final int GPU_CHUNK = 1 << 14;

    static final double NORM_EPS = 1e-3;

    private final FlowConfig config;
    private final NDArray permutations;
    private final IValue cfg;
    private final IValue box;
    private final IValue rates;

    /** The arrays belong to the manager, which belongs to the flow. */
    private SplineFlow(
            FlowConfig config, NDManager manager, NDArray parameters, NDArray statistics, NDArray permutations) {
        this(config, manager, parameters, statistics, permutations, lists(config));
    }

    private SplineFlow(
            FlowConfig config,
            NDManager manager,
            NDArray parameters,
            NDArray statistics,
            NDArray permutations,
            IValue[] lists) {
        super("flow", new ParameterLayout(config), manager, parameters, statistics, lists);
        this.config = config;
        this.permutations = permutations;
        this.cfg = lists[0];
        this.box = lists[1];
        this.rates = lists[2];
    }

    private static IValue[] lists(FlowConfig config) {
        return new IValue[] {IValue.listFrom(cfg(config)), IValue.listFrom(box(config)), IValue.listFrom(rates(config))
        };
    }

    /** A new flow on the GPU where there is one, else on the CPU. */
    public static SplineFlow of(FlowConfig config) {
        return of(config, PyTorch.engine().defaultDevice());
    }

    /** A new flow on that device; its weights depend on the configuration's seed alone. */
    public static SplineFlow of(FlowConfig config, Device device) {
        var initial = new InitialParameters(config);
        var layout = new ParameterLayout(config);
        return made(device, manager -> {
            NDArray parameters = own(manager.create(initial.parameters(layout)));
            NDArray statistics = own(manager.create(initial.statistics(layout)));
            long[] order = initial.permutations();
            var shape = new Shape(order.length / config.targets(), config.targets());
            return new SplineFlow(config, manager, parameters, statistics, own(manager.create(order, shape)));
        });
    }

    /** Another flow of the same architecture and permutations, with a copy of these weights. */
    @Override
    public SplineFlow with(NDArray parameters, NDArray statistics) {
        checkLengths(parameters.size(), statistics.size());
        return reading(() -> made(
                device(),
                other -> new SplineFlow(
                        config, other, copy(other, parameters), copy(other, statistics), copy(other, permutations))));
    }

    /** What the flow is made of. */
    public FlowConfig config() {
        return config;
    }

    @Override
    public int context() {
        return config.context();
    }

    @Override
    public int targets() {
        return config.targets();
    }

    @Override
    public boolean batchNorm() {
        return config.batchNorm();
    }

    @Override
    public double dropout() {
        return config.dropout();
    }

    @Override
    public String title() {
        return Architecture.plan(config);
    }

    @Override
    public GradientCost cost() {
        return FlowCost.of(config);
    }

    @Override
    public void write(SafetensorsWriter writer) {
        FlowFile.add(writer, this);
    }

    @Override
    public void read(Safetensors file) {
        try (SplineFlow other = FlowFile.read(file, device())) {
            FlowValues values = other.values();
            set(values.parameters(), values.statistics(), values.permutations());
            trainings(other.trainings());
        }
    }

    @Override
    public String difference(Safetensors file) {
        FlowConfig its = FlowFile.config(file);
        return its.equals(config) ? null : "its flow is " + its + " and this one is " + config;
    }

    /** The permutations before each linear layer, (steps + 1, D), int64: output j is input p[j]. */
    public NDArray permutations() {
        checkOpen();
        return permutations;
    }

    /** A copy of all values, of one moment. */
    public FlowValues values() {
        return reading(() ->
                new FlowValues(parameters().toFloatArray(), statistics().toFloatArray(), permutations.toLongArray()));
    }

    /** The flow as it is now, to evaluate in that number type. */
    FrozenFlow frozen(DataType type) {
        return folded(type, weights -> new FrozenFlow(this, weights));
    }

    /**
     * Replaces all values; nothing is known of their trainings then.
     *
     * @param parameters flat, as {@link #parameters()}; forbidden weights of an autoregressive net are zeroed
     * @param statistics flat, as {@link #statistics()}
     * @param permutations row after row, as {@link #permutations()}
     * @throws FlashFlowException where a size does not fit or a value is not finite
     */
    public void set(float[] parameters, float[] statistics, long[] permutations) {
        checkLengths(parameters.length, statistics.length);
        checkLength("permutations", permutations.length, this.permutations.size());
        float[] allowed = parameters.clone();
        if (config.kind() == Kind.AUTOREGRESSIVE) {
            layout().parameters().forEach(entry -> Masks.apply(config, entry, allowed));
        }
        checkValues(allowed, statistics);
        checkDeviations(statistics);
        changing(() -> {
            try (NDManager scope = newManager()) {
                overwrite(scope, allowed, statistics);
                overwrite(scope.create(permutations), this.permutations);
                trainings(TrainingRecords.NONE);
                return null;
            }
        });
    }

    private void checkDeviations(float[] statistics) {
        var entry = layout().statistic("shift.deviation");
        for (int i = 0; entry != null && i < entry.size(); i++) {
            float deviation = statistics[(int) entry.offset() + i];
            if (!(deviation > 0)) {
                throw new FlashFlowException("The tensor shift.deviation holds " + deviation + " at value " + i
                        + ", and a deviation that targets are divided by is above 0; such a model cannot be used.");
            }
        }
    }

    /** z and log |det dz/dx| of the targets x for the context y. */
    public NDList forward(NDArray x, NDArray y) {
        return evaluated(x, y, "x", frozen -> frozen.forward(x, y));
    }

    /** x and log |det dx/dz| of the noise z for the context y. */
    public NDList inverse(NDArray z, NDArray y) {
        return evaluated(z, y, "z", frozen -> frozen.inverse(z, y));
    }

    /** log p(x | y) in nats, one value a row. */
    @Override
    public NDArray logProb(NDArray x, NDArray y) {
        return evaluated(x, y, "x", frozen -> frozen.logProb(x, y));
    }

    private <T> T evaluated(NDArray x, NDArray y, String name, Function<FrozenFlow, T> evaluation) {
        checkOpen();
        new InputCheck(config, kernels()).pair(x, y, name);
        try (var frozen = frozen(x.getDataType())) {
            return evaluation.apply(frozen);
        }
    }

    /** One x drawn from p(x | y) for each row of y; the same for the same seed. */
    public NDArray sample(NDArray y, long seed) {
        try (NDManager scope = y.getManager().newSubManager()) {
            NDArray z = noise(scope, y, seed);
            NDArray x = evaluated(z, y, "z", frozen -> frozen.sample(z, y));
            x.attach(y.getManager());
            return x;
        }
    }

    /** As {@link #sample}, with log p(x | y) of what was drawn, in nats. */
    public NDList sampleAndLogProb(NDArray y, long seed) {
        try (NDManager scope = y.getManager().newSubManager()) {
            NDArray z = noise(scope, y, seed);
            NDList inverse = inverse(z, y);
            NDArray base = kernels().run(scope, "base_log_prob", z).singletonOrThrow();
            NDArray logProb = base.sub(inverse.get(1));
            var result = new NDList(inverse.get(0), logProb);
            result.attach(y.getManager());
            return result;
        }
    }

    /** A row of it for each row of y. */
    private NDArray noise(NDManager scope, NDArray y, long seed) {
        checkOpen();
        new InputCheck(config, kernels()).single(y, config.context(), "y");
        long rows = y.getShape().get(0);
        if (rows > (Integer.MAX_VALUE - 64) / config.targets()) {
            throw new FlashFlowException(
                    rows + " rows cannot be sampled at once; sample them in parts, each with a seed of its own.");
        }
        var values = Noise.normal(seed, 0, (int) rows, config.targets());
        return scope.create(values, new Shape(rows, config.targets())).toDevice(device(), false);
    }

    /** The architecture as a table, see {@link FlowConfig#architecture()}. */
    @Override
    public String toHtml() {
        return config.toHtml();
    }

    @Override
    public String toString() {
        return Architecture.title(config) + ", on " + device();
    }

    @Override
    protected NDList nllAndGradient(
            NDManager scope, IValue gradient, long dropoutKey, NDArray x, NDArray y, NDArray weights) {
        return kernels()
                .run(
                        scope,
                        "nll_and_gradient",
                        views(),
                        gradient,
                        statisticViews(),
                        permutations,
                        cfg,
                        box,
                        rates,
                        dropoutKey,
                        x,
                        y,
                        weights);
    }

    @Override
    protected float[] masks() {
        return config.kind() == Kind.AUTOREGRESSIVE ? Masks.flat(config, layout()) : null;
    }

    @Override
    protected IValue fold(IValue parameters, IValue statistics) {
        return kernels().call("fold", parameters, statistics, permutations, cfg, NORM_EPS);
    }

    IValue cfg() {
        return cfg;
    }

    IValue box() {
        return box;
    }

    static long[] cfg(FlowConfig c) {
        return Arrays.stream(Cfg.values()).mapToLong(entry -> cfg(c, entry)).toArray();
    }

    private static long cfg(FlowConfig c, Cfg entry) {
        return switch (entry) {
            case TARGETS -> c.targets();
            case CONTEXT -> c.context();
            case STEPS -> c.steps();
            case HIDDEN -> c.hidden();
            case BLOCKS -> c.blocks();
            case BINS -> c.bins();
            case AUTOREGRESSIVE -> c.kind() == Kind.AUTOREGRESSIVE ? 1 : 0;
            case BATCH_NORM -> c.batchNorm() ? 1 : 0;
            case ACTIVATION ->
                KernelLists.Activation.valueOf(c.activation().name()).ordinal();
            case LINEAR -> c.linear() ? 1 : 0;
            case SHIFT -> c.shifted().ordinal();
        };
    }

    static double[] box(FlowConfig c) {
        return Arrays.stream(Box.values()).mapToDouble(entry -> box(c, entry)).toArray();
    }

    private static double box(FlowConfig c, Box entry) {
        return switch (entry) {
            case TAIL_BOUND -> c.tailBound();
            case LEAST_WIDTH -> c.minBinWidth();
            case LEAST_HEIGHT -> c.minBinHeight();
            case LEAST_DERIVATIVE -> c.minDerivative();
            // nflows scales the logits of a coupling net by 1/sqrt(H), those of a masked one not.
            case LOGIT_SCALE -> c.kind() == Kind.COUPLING ? 1 / Math.sqrt(c.hidden()) : 1;
        };
    }

    static double[] rates(FlowConfig c) {
        return Arrays.stream(Rates.values())
                .mapToDouble(entry -> rate(c, entry))
                .toArray();
    }

    private static double rate(FlowConfig c, Rates entry) {
        return switch (entry) {
            case NORM_EPS -> NORM_EPS;
            case NORM_MOMENTUM -> 0.1;
            case DROPOUT -> c.dropout();
        };
    }
}
