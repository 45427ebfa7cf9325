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
import flashflow.flow.kernels.FlowKernels;
import flashflow.flow.kernels.KernelLists;
import flashflow.flow.kernels.KernelLists.Box;
import flashflow.flow.kernels.KernelLists.Cfg;
import flashflow.flow.kernels.KernelLists.Rates;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
public final class SplineFlow implements AutoCloseable, Viewable {
    /** Rows that go through the net at once: bounds memory, and the result does not depend on how many rows come in. */
    static final int CHUNK = 4096;

    /** The same on a GPU. On an H100 a small flow samples 0.25, 0.89, 1.10 million rows/s by 4,096, 16,384, 65,536 of them. */
    static final int GPU_CHUNK = 1 << 14;

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
    private final NativeMemory memory;

    /**
     * Held for reading by who copies values, for writing by who changes them. Fair, so that neither a training nor those who watch it
     * wait for ever.
     */
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

    /** Guarded by itself, beyond {@link #lock}. */
    private final Map<DataType, FoldedWeights> folded = new EnumMap<>(DataType.class);

    /** The arrays belong to the manager, which belongs to the flow. */
    private SplineFlow(
            FlowConfig config, NDManager manager, NDArray parameters, NDArray statistics, NDArray permutations) {
        this.config = config;
        this.layout = new ParameterLayout(config);
        this.kernels = FlowKernels.on(manager.getDevice());
        this.manager = manager;
        this.parameters = parameters;
        this.statistics = statistics;
        this.permutations = permutations;
        this.views = kernels.call("views", parameters, ParameterLayout.spec(layout.parameters()));
        this.statisticViews = kernels.call("views", statistics, ParameterLayout.spec(layout.statistics()));
        this.cfg = IValue.listFrom(cfg(config));
        this.box = IValue.listFrom(box(config));
        this.memory = new NativeMemory(this, "flow", free(manager, views, statisticViews, cfg, box));
    }

    private static Runnable free(NDManager manager, IValue... values) {
        return () -> {
            Stream.of(values).forEach(IValue::close);
            manager.close();
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

    /**
     * Another flow of the same architecture and permutations, with a copy of these weights: to evaluate or save them without
     * a change of this one.
     *
     * @param parameters flat, as {@link #parameters()}
     * @param statistics flat, as {@link #statistics()}
     */
    public SplineFlow with(NDArray parameters, NDArray statistics) {
        checkLength("parameters", parameters.size(), layout.parameterCount());
        checkLength("statistics", statistics.size(), layout.statisticCount());
        return reading(() -> made(
                device(),
                other -> new SplineFlow(
                        config, other, copy(other, parameters), copy(other, statistics), copy(other, permutations))));
    }

    private static SplineFlow made(Device device, Function<NDManager, SplineFlow> make) {
        NDManager manager = PyTorch.engine().newBaseManager(device);
        try {
            return make.apply(manager);
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    private static NDArray copy(NDManager to, NDArray array) {
        NDArray copy = array.duplicate();
        copy.attach(to);
        return copy;
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

    /**
     * All trainable values, flat, as they are now. Where other threads may train or close the flow, they are read within
     * {@link #reading} and changed within {@link #changing}.
     */
    public NDArray parameters() {
        memory.check();
        return parameters;
    }

    /** All running batch-norm statistics, and behind them the shift by the context, flat; see {@link #parameters()}. */
    public NDArray statistics() {
        memory.check();
        return statistics;
    }

    /** The permutations before each linear layer, (steps + 1, D), int64: output j is input p[j]. */
    public NDArray permutations() {
        memory.check();
        return permutations;
    }

    /** A copy of all values, of one moment. */
    public FlowValues values() {
        return reading(
                () -> new FlowValues(parameters.toFloatArray(), statistics.toFloatArray(), permutations.toLongArray()));
    }

    /**
     * Does work of many steps, such as a training, and keeps the flow's memory to its end, even if the flow is closed before.
     *
     * @throws FlashFlowException if the flow is closed already
     */
    public <T> T holding(Supplier<T> work) {
        return memory.during(work);
    }

    NativeMemory.Use hold() {
        return memory.use();
    }

    /**
     * Does something with the values that needs them to stay as they are. Must change nothing itself.
     *
     * @throws FlashFlowException if the flow is closed
     */
    public <T> T reading(Supplier<T> work) {
        return locked(lock.readLock(), work);
    }

    /**
     * Does something that changes parameters, statistics or permutations, while nobody reads them; what was computed from them is
     * dropped afterwards.
     *
     * @throws FlashFlowException if the flow is closed
     */
    public <T> T changing(Supplier<T> work) {
        return locked(lock.writeLock(), () -> {
            try {
                return work.get();
            } finally {
                changed();
            }
        });
    }

    private <T> T locked(Lock held, Supplier<T> work) {
        return memory.during(() -> {
            held.lock();
            try {
                return work.get();
            } finally {
                held.unlock();
            }
        });
    }

    /** To be called when parameters, statistics or permutations were changed: drops what was computed from them. */
    public void changed() {
        synchronized (folded) {
            folded.values().forEach(FoldedWeights::close);
            folded.clear();
        }
    }

    /** The flow as it is now, to evaluate in that number type. */
    FrozenFlow frozen(DataType type) {
        return reading(() -> {
            synchronized (folded) {
                return new FrozenFlow(this, folded.computeIfAbsent(type, this::fold));
            }
        });
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
        checkVariances(statistics);
        checkDeviations(statistics);
        changing(() -> {
            try (NDManager scope = manager.newSubManager()) {
                copy(scope.create(allowed), this.parameters);
                copy(scope.create(statistics), this.statistics);
                copy(scope.create(permutations), this.permutations);
                return null;
            }
        });
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
        changing(() -> {
            copy(parameters, this.parameters);
            copy(statistics, this.statistics);
            return null;
        });
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

    private void checkVariances(float[] statistics) {
        for (var entry : layout.statistics()) {
            for (long i = entry.offset(); entry.name().endsWith("variance") && i < entry.offset() + entry.size(); i++) {
                if (statistics[(int) i] < 0) {
                    throw new FlashFlowException("The tensor " + entry.name() + " holds " + statistics[(int) i]
                            + " at value " + (i - entry.offset())
                            + ", and a variance is not negative; such a model cannot be used.");
                }
            }
        }
    }

    private void checkDeviations(float[] statistics) {
        var entry = layout.statistic("shift.deviation");
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
    public NDArray logProb(NDArray x, NDArray y) {
        return evaluated(x, y, "x", frozen -> frozen.logProb(x, y));
    }

    private <T> T evaluated(NDArray x, NDArray y, String name, Function<FrozenFlow, T> evaluation) {
        memory.check();
        new InputCheck(config, kernels).pair(x, y, name);
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
            NDArray base = kernels.run(scope, "base_log_prob", z).singletonOrThrow();
            NDArray logProb = base.sub(inverse.get(1));
            var result = new NDList(inverse.get(0), logProb);
            result.attach(y.getManager());
            return result;
        }
    }

    /** A row of it for each row of y. */
    private NDArray noise(NDManager scope, NDArray y, long seed) {
        memory.check();
        new InputCheck(config, kernels).single(y, config.context(), "y");
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

    /** Frees the engine's memory, as soon as nobody uses it any more. A flow that is forgotten frees it too, but later. */
    @Override
    public void close() {
        memory.close();
        changed();
    }

    FlowKernels kernels() {
        return kernels;
    }

    NDManager manager() {
        return manager;
    }

    /** A manager for what somebody keeps beside the flow, on its device; closed with it at the latest. */
    public NDManager newManager() {
        return memory.during(manager::newSubManager);
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

    private FoldedWeights fold(DataType type) {
        try (NDArray copied = copied(parameters, type);
                NDArray copiedStatistics = copied(statistics, type);
                IValue all = kernels.call("views", copied, ParameterLayout.spec(layout.parameters()));
                IValue norms = kernels.call("views", copiedStatistics, ParameterLayout.spec(layout.statistics()))) {
            return new FoldedWeights(kernels.call("fold", all, norms, permutations, cfg, NORM_EPS));
        }
    }

    /** Much of what folding gives is a view of what it takes. */
    private static NDArray copied(NDArray values, DataType type) {
        return values.getDataType() == type ? values.duplicate() : values.toType(type, true);
    }

    /** Arrays made from Java memory are copied into the engine's own, which outlives the Java buffer. */
    private static NDArray own(NDArray array) {
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
            case SHIFT -> c.shifts() ? 1 : 0;
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
