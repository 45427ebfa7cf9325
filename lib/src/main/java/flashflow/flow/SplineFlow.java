package flashflow.flow;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import flashflow.FlashFlowException;
import flashflow.Viewable;
import flashflow.engine.PyTorch;
import flashflow.flow.kernels.FlowKernels;
import flashflow.flow.kernels.KernelLists;
import flashflow.flow.kernels.KernelLists.Box;
import flashflow.flow.kernels.KernelLists.Cfg;
import flashflow.flow.kernels.KernelLists.Rates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A conditional spline flow on one device, in float32. Evaluation is always in inference form (running batch-norm
 * statistics, folded into the layers); training goes through {@link NllGradient}.
 *
 * <p>x and z have shape (rows, D), y (rows, C), log-determinants and log-densities (rows); results belong to the
 * manager of the first argument. NaN and infinities are refused with their row and column.
 *
 * <p>Where x or z and y are float64, evaluation is in float64 too, at about twice the cost: to tell rounding (of a full-size
 * model about 1e-3 nats in float32) from other differences.
 */
public final class SplineFlow implements AutoCloseable, Viewable {
    /** Rows that go through the net at once: bounds memory, and the result does not depend on how many rows come in. */
    static final int CHUNK = 4096;

    static final double NORM_EPS = 1e-3;

    private final FlowConfig config;
    private final ParameterLayout layout;
    private final FlowKernels kernels;
    private final NDManager manager;
    private final NDArray parameters;
    private final NDArray statistics;
    private final NDArray permutations;
    private final IValue views;
    private final IValue statisticViews;
    private final IValue cfg;
    private final IValue box;
    private final Map<DataType, IValue> folded = new EnumMap<>(DataType.class);

    private SplineFlow(FlowConfig config, Device device) {
        this.config = config;
        this.layout = new ParameterLayout(config);
        this.kernels = FlowKernels.on(device);
        this.manager = PyTorch.engine().newBaseManager(device);
        var initial = new InitialParameters(config);
        this.parameters = own(manager.create(initial.parameters(layout)));
        this.statistics = own(manager.create(initial.statistics(layout)));
        long[] order = initial.permutations();
        this.permutations = own(manager.create(order, new Shape(order.length / config.targets(), config.targets())));
        this.views = kernels.call("views", parameters, ParameterLayout.spec(layout.parameters()));
        this.statisticViews = kernels.call("views", statistics, ParameterLayout.spec(layout.statistics()));
        this.cfg = IValue.listFrom(cfg(config));
        this.box = IValue.listFrom(box(config));
    }

    /** A new flow on the GPU where there is one, else on the CPU. */
    public static SplineFlow of(FlowConfig config) {
        return of(config, PyTorch.engine().defaultDevice());
    }

    /** A new flow on that device; its weights depend on the configuration's seed alone. */
    public static SplineFlow of(FlowConfig config, Device device) {
        return new SplineFlow(config, device);
    }

    /** What the flow is made of. */
    public FlowConfig config() {
        return config;
    }

    /** Where its tensors live. */
    public Device device() {
        return manager.getDevice();
    }

    /** Names and places of the tensors in {@link #parameters()} and {@link #statistics()}. */
    public ParameterLayout layout() {
        return layout;
    }

    /** All trainable values, flat; changing them needs {@link #changed()} afterwards. */
    public NDArray parameters() {
        return parameters;
    }

    /** All running batch-norm statistics, flat; changing them needs {@link #changed()} afterwards. */
    public NDArray statistics() {
        return statistics;
    }

    /** The permutations before each linear layer, (steps + 1, D), int64: output j is input p[j]. */
    public NDArray permutations() {
        return permutations;
    }

    /** To be called when parameters, statistics or permutations were changed: drops what was computed from them. */
    public synchronized void changed() {
        folded.values().forEach(IValue::close);
        folded.clear();
    }

    /**
     * Replaces all values.
     *
     * @param parameters flat, as {@link #parameters()}; forbidden weights of an autoregressive net are zeroed
     * @param statistics flat, as {@link #statistics()}
     * @param permutations row after row, as {@link #permutations()}
     * @throws FlashFlowException where a size does not fit or a value is not finite
     */
    public void set(float[] parameters, float[] statistics, long[] permutations) {
        checkLength("parameters", parameters.length, layout.parameterCount());
        checkLength("statistics", statistics.length, layout.statisticCount());
        checkLength("permutations", permutations.length, this.permutations.size());
        float[] allowed = parameters.clone();
        if (config.kind() == Kind.AUTOREGRESSIVE) {
            layout.parameters().forEach(entry -> Masks.apply(config, entry, allowed));
        }
        checkFinite(layout.parameters(), allowed);
        checkFinite(layout.statistics(), statistics);
        try (NDManager scope = manager.newSubManager()) {
            copy(scope.create(allowed), this.parameters);
            copy(scope.create(statistics), this.statistics);
            copy(scope.create(permutations), this.permutations);
        }
        changed();
    }

    /**
     * Overwrites parameters and statistics with arrays of the same size on the same device.
     *
     * @param parameters flat, as {@link #parameters()}
     * @param statistics flat, as {@link #statistics()}
     */
    public void restore(NDArray parameters, NDArray statistics) {
        checkLength("parameters", parameters.size(), layout.parameterCount());
        checkLength("statistics", statistics.size(), layout.statisticCount());
        copy(parameters, this.parameters);
        copy(statistics, this.statistics);
        changed();
    }

    /** Not {@code NDArray.set}, which gives the array other memory and leaves its views behind. */
    private void copy(NDArray from, NDArray to) {
        kernels.call("copy_", to, from).close();
    }

    private static void checkLength(String name, long got, long wanted) {
        if (got != wanted) {
            throw new FlashFlowException("This flow has " + wanted + " values of " + name + ", but " + got
                    + " were given; was the file made with another configuration?");
        }
    }

    private static void checkFinite(List<ParameterLayout.Entry> entries, float[] flat) {
        for (var entry : entries) {
            for (long i = entry.offset(); i < entry.offset() + entry.size(); i++) {
                if (!Float.isFinite(flat[(int) i])) {
                    throw new FlashFlowException("The tensor " + entry.name() + " holds " + flat[(int) i] + " at value "
                            + (i - entry.offset()) + "; such a model cannot be used.");
                }
            }
        }
    }

    /** z and log |det dz/dx| of the targets x for the context y. */
    public NDList forward(NDArray x, NDArray y) {
        check(x, y, "x");
        return chunked("flow_forward", x, y);
    }

    /** x and log |det dx/dz| of the noise z for the context y. */
    public NDList inverse(NDArray z, NDArray y) {
        check(z, y, "z");
        return chunked("flow_inverse", z, y);
    }

    /** x of the noise z (folds x rows, D), fold after fold, for the context y (rows, C), whose part is computed once. */
    NDArray inverseFolds(NDArray z, NDArray y) {
        checkShape(z, config.targets(), "z");
        checkShape(y, config.context(), "y");
        checkFinite(z, "z");
        checkFinite(y, "y");
        return kernels.run(z.getManager(), "flow_inverse_folds", folded(y.getDataType()), cfg, box, z, y)
                .singletonOrThrow();
    }

    /** log p(x | y) in nats, one value a row. */
    public NDArray logProb(NDArray x, NDArray y) {
        check(x, y, "x");
        return chunked("log_prob", x, y).singletonOrThrow();
    }

    /** One x drawn from p(x | y) for each row of y; the same for the same seed. */
    public NDArray sample(NDArray y, long seed) {
        return sampleAndLogProb(y, seed).get(0);
    }

    /** As {@link #sample}, with log p(x | y) of what was drawn, in nats. */
    public NDList sampleAndLogProb(NDArray y, long seed) {
        long rows = y.getShape().get(0);
        try (NDManager scope = y.getManager().newSubManager()) {
            NDArray z = scope.create(
                            Noise.normal(seed, 0, Math.toIntExact(rows), config.targets()),
                            new Shape(rows, config.targets()))
                    .toDevice(device(), false);
            NDList inverse = inverse(z, y);
            NDArray base = kernels.run(scope, "base_log_prob", z).singletonOrThrow();
            NDArray logProb = base.sub(inverse.get(1));
            var result = new NDList(inverse.get(0), logProb);
            result.attach(y.getManager());
            return result;
        }
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

    /** Frees the engine's memory. */
    @Override
    public void close() {
        changed();
        views.close();
        statisticViews.close();
        cfg.close();
        box.close();
        manager.close();
    }

    FlowKernels kernels() {
        return kernels;
    }

    NDManager manager() {
        return manager;
    }

    IValue views() {
        return views;
    }

    IValue statisticViews() {
        return statisticViews;
    }

    IValue cfg() {
        return cfg;
    }

    IValue box() {
        return box;
    }

    void check(NDArray x, NDArray y, String name) {
        checkShape(x, config.targets(), name);
        checkShape(y, config.context(), "y");
        if (x.getShape().get(0) != y.getShape().get(0)) {
            throw new FlashFlowException(name + " has " + x.getShape().get(0) + " rows and y has "
                    + y.getShape().get(0) + "; give one context row for each row.");
        }
        if (x.getDataType() != y.getDataType()) {
            throw new FlashFlowException(name + " is " + x.getDataType() + " and y is " + y.getDataType()
                    + "; convert one to the other's type.");
        }
        checkFinite(x, name);
        checkFinite(y, "y");
    }

    private void checkShape(NDArray a, int columns, String name) {
        Shape shape = a.getShape();
        if (shape.dimension() != 2 || shape.get(1) != columns) {
            throw new FlashFlowException(
                    name + " must have shape (rows, " + columns + ") for this flow, but has " + shape + ".");
        }
        if (a.getDataType() != DataType.FLOAT32 && a.getDataType() != DataType.FLOAT64) {
            throw new FlashFlowException(
                    name + " must be float32 or float64, but is " + a.getDataType() + "; convert it first.");
        }
    }

    private void checkFinite(NDArray a, String name) {
        if (a.size() == 0) {
            return;
        }
        try (IValue first = kernels.call("first_not_finite", a)) {
            long at = first.toLong();
            if (at >= 0) {
                long columns = a.getShape().get(1);
                throw new FlashFlowException(name + " holds NaN or infinity at row " + at / columns + ", column "
                        + at % columns + "; drop such rows before they reach the flow.");
            }
        }
    }

    private NDList chunked(String kernel, NDArray x, NDArray y) {
        long rows = x.getShape().get(0);
        if (rows <= CHUNK) {
            return run(x.getManager(), kernel, x, y);
        }
        try (NDManager scope = x.getManager().newSubManager()) {
            var parts = new ArrayList<NDList>();
            for (long from = 0; from < rows; from += CHUNK) {
                String range = from + ":" + Math.min(rows, from + CHUNK);
                parts.add(run(scope, kernel, x.get(scope, new NDIndex(range)), y.get(scope, new NDIndex(range))));
            }
            var whole = new NDList();
            for (int i = 0; i < parts.get(0).size(); i++) {
                int part = i;
                whole.add(ai.djl.ndarray.NDArrays.concat(
                        new NDList(parts.stream().map(p -> p.get(part)).toList()), 0));
            }
            whole.attach(x.getManager());
            return whole;
        }
    }

    private NDList run(NDManager to, String kernel, NDArray x, NDArray y) {
        return kernels.run(to, kernel, folded(x.getDataType()), cfg, box, x, y);
    }

    synchronized IValue folded(DataType type) {
        return folded.computeIfAbsent(type, this::fold);
    }

    private IValue fold(DataType type) {
        if (type == DataType.FLOAT32) {
            return kernels.call("fold", views, statisticViews, permutations, cfg, NORM_EPS);
        }
        try (NDArray wide = parameters.toType(type, true);
                NDArray wideStatistics = statistics.toType(type, true);
                IValue all = kernels.call("views", wide, ParameterLayout.spec(layout.parameters()));
                IValue norms = kernels.call("views", wideStatistics, ParameterLayout.spec(layout.statistics()))) {
            return kernels.call("fold", all, norms, permutations, cfg, NORM_EPS);
        }
    }

    /** Arrays made from Java memory are copied into the engine's own, which outlives the Java buffer. */
    private NDArray own(NDArray array) {
        NDArray copy = array.duplicate();
        array.close();
        return copy;
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
