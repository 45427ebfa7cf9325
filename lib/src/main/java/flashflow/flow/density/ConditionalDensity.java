package flashflow.flow.density;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.IValue;
import flashflow.FlashFlowException;
import flashflow.engine.PyTorch;
import flashflow.flow.kernels.FlowKernels;
import flashflow.provenance.TrainingRecords;
import flashflow.storage.Safetensors;
import flashflow.storage.SafetensorsWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a training learns: p(x | y) on one device, in float32, with all trainable values in one flat array and all running
 * statistics in another. x has shape (rows, D), y (rows, C), log p (rows).
 *
 * <p>Any number of threads may evaluate, save and close it while one trains it: each call works with the weights of one moment,
 * between two changes, and one that is closed is freed when the calls in progress have ended.
 */
public abstract class ConditionalDensity implements AutoCloseable {
    private final String name;
    private final TensorLayout layout;
    private final FlowKernels kernels;
    private final NDManager manager;
    private final NDArray parameters;
    private final NDArray statistics;
    private final IValue views;
    private final IValue statisticViews;
    private final NativeMemory memory;

    /**
     * Held for reading by who copies values, for writing by who changes them. Fair, so that neither a training nor those who watch it
     * wait for ever.
     */
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

    private volatile TrainingRecords trainings = TrainingRecords.NONE;

    /** Guarded by itself, beyond {@link #lock}. */
    private final Map<DataType, FoldedWeights> folded = new EnumMap<>(DataType.class);

    /**
     * Takes over arrays, which belong to the manager, which belongs to the density.
     *
     * @param name in a sentence, such as "flow"
     * @param layout of the arrays
     * @param parameters flat
     * @param statistics flat
     * @param lists what the kernels take besides, to be freed with the arrays
     */
    protected ConditionalDensity(
            String name,
            TensorLayout layout,
            NDManager manager,
            NDArray parameters,
            NDArray statistics,
            IValue... lists) {
        this.name = name;
        this.layout = layout;
        this.kernels = FlowKernels.on(manager.getDevice());
        this.manager = manager;
        this.parameters = parameters;
        this.statistics = statistics;
        this.views = kernels.call("views", parameters, TensorLayout.spec(layout.parameters()));
        this.statisticViews = kernels.call("views", statistics, TensorLayout.spec(layout.statistics()));
        this.memory = new NativeMemory(this, name, free(manager, views, statisticViews, lists));
    }

    private static Runnable free(NDManager manager, IValue views, IValue statisticViews, IValue... lists) {
        return () -> {
            Stream.of(lists).forEach(IValue::close);
            views.close();
            statisticViews.close();
            manager.close();
        };
    }

    /** Makes one with a manager of its own on that device. */
    protected static <T> T made(Device device, Function<NDManager, T> make) {
        NDManager manager = PyTorch.engine().newBaseManager(device);
        try {
            return make.apply(manager);
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    /** Arrays made from Java memory are copied into the engine's own, which outlives the Java buffer. */
    protected static NDArray own(NDArray array) {
        NDArray copy = array.duplicate();
        array.close();
        return copy;
    }

    /** A copy that belongs to another manager. */
    protected static NDArray copy(NDManager to, NDArray array) {
        NDArray copy = array.duplicate();
        copy.attach(to);
        return copy;
    }

    /** C, columns of y. */
    public abstract int context();

    /** D, columns of x. */
    public abstract int targets();

    /** Whether a batch needs two rows at least, to have a deviation. */
    public abstract boolean batchNorm();

    /** Probability with which a hidden value is dropped in training. */
    public abstract double dropout();

    /** What it is, in words, for a plan. */
    public abstract String title();

    /** What its gradient takes, counted from the architecture. */
    public abstract GradientCost cost();

    /**
     * Another one of the same architecture, with a copy of these weights: to evaluate or save them without a change of this one.
     *
     * @param parameters flat, as {@link #parameters()}
     * @param statistics flat, as {@link #statistics()}
     */
    public abstract ConditionalDensity with(NDArray parameters, NDArray statistics);

    /** log p(x | y) in nats, one value a row, in inference form. */
    public abstract NDArray logProb(NDArray x, NDArray y);

    /** Adds architecture and values to a file being written. */
    public abstract void write(SafetensorsWriter writer);

    /** Takes over the values of a file of the same architecture. */
    public abstract void read(Safetensors file);

    /** In words, how a file's architecture differs from this one; null if it does not. */
    public abstract String difference(Safetensors file);

    /**
     * Weighted mean NLL of a batch in training mode; its gradient is written out, and the running statistics move.
     *
     * @param scope owns the result
     * @param gradient views of a flat array like the parameters', to write into
     * @param dropoutKey decides which hidden values are dropped
     * @return a scalar first
     */
    protected abstract NDList nllAndGradient(
            NDManager scope, IValue gradient, long dropoutKey, NDArray x, NDArray y, NDArray weights);

    /** Ones where a weight may be other than zero, flat; null where all may. */
    protected float[] masks() {
        return null;
    }

    /** Weights as evaluation takes them; may hold views of what it is given, and of nothing else. */
    protected abstract IValue fold(IValue parameters, IValue statistics);

    /** What is known of the trainings that its weights come from. */
    public final TrainingRecords trainings() {
        return trainings;
    }

    /** Takes over what is known, from a training or with the weights of a file. */
    public final void trainings(TrainingRecords known) {
        trainings = known;
    }

    /** Where its tensors live. */
    public final Device device() {
        return manager.getDevice();
    }

    /** Names and places of the tensors in {@link #parameters()} and {@link #statistics()}. */
    public final TensorLayout layout() {
        return layout;
    }

    /**
     * All trainable values, flat, as they are now. Where other threads may train or close it, they are read within {@link
     * #reading} and changed within {@link #changing}.
     */
    public final NDArray parameters() {
        memory.check();
        return parameters;
    }

    /** All running statistics, flat; see {@link #parameters()}. */
    public final NDArray statistics() {
        memory.check();
        return statistics;
    }

    /**
     * Does work of many steps, such as a training, and keeps the memory to its end, even if this is closed before.
     *
     * @throws FlashFlowException if it is closed already
     */
    public final <T> T holding(Supplier<T> work) {
        return memory.during(work);
    }

    /** Begins a use of the memory, which keeps it until the use is closed. */
    public final NativeMemory.Use hold() {
        return memory.use();
    }

    /**
     * Does something with the values that needs them to stay as they are. Must change nothing itself.
     *
     * @throws FlashFlowException if it is closed
     */
    public final <T> T reading(Supplier<T> work) {
        return locked(lock.readLock(), work);
    }

    /**
     * Does something that changes the values, while nobody reads them; what was computed from them is dropped afterwards.
     *
     * @throws FlashFlowException if it is closed
     */
    public final <T> T changing(Supplier<T> work) {
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

    /** To be called when values were changed: drops what was computed from them. */
    public final void changed() {
        synchronized (folded) {
            folded.values().forEach(FoldedWeights::close);
            folded.clear();
        }
    }

    /** Does something with the present weights in the form that evaluation takes, in that number type. */
    protected final <T> T folded(DataType type, Function<FoldedWeights, T> work) {
        return reading(() -> {
            synchronized (folded) {
                return work.apply(folded.computeIfAbsent(type, this::fold));
            }
        });
    }

    /** Evaluates with the folded weights of this moment in float32, whatever becomes of the present ones meanwhile. */
    protected final <T> T evaluated(Function<IValue, T> work) {
        var now = new FoldedWeights[1];
        Supplier<NativeMemory.Use> begin = () -> folded(DataType.FLOAT32, weights -> {
            now[0] = weights;
            return weights.use();
        });
        return holding(() -> {
            var use = begin.get();
            try {
                return work.apply(now[0].tensors());
            } finally {
                use.close();
            }
        });
    }

    private FoldedWeights fold(DataType type) {
        try (NDArray copied = copied(parameters, type);
                NDArray copiedStatistics = copied(statistics, type);
                IValue all = kernels.call("views", copied, TensorLayout.spec(layout.parameters()));
                IValue norms = kernels.call("views", copiedStatistics, TensorLayout.spec(layout.statistics()))) {
            return new FoldedWeights(fold(all, norms));
        }
    }

    /** Much of what folding gives is a view of what it takes. */
    private static NDArray copied(NDArray values, DataType type) {
        return values.getDataType() == type ? values.duplicate() : values.toType(type, true);
    }

    /**
     * Overwrites parameters and statistics with arrays of the same size on the same device.
     *
     * @param parameters flat, as {@link #parameters()}
     * @param statistics flat, as {@link #statistics()}
     */
    public final void restore(NDArray parameters, NDArray statistics) {
        checkLengths(parameters.size(), statistics.size());
        changing(() -> {
            overwrite(parameters, this.parameters);
            overwrite(statistics, this.statistics);
            return null;
        });
    }

    /** Not {@code NDArray.set}, which gives the array other memory and leaves its views behind. */
    protected final void overwrite(NDArray from, NDArray to) {
        kernels.call("copy_", to, from).close();
    }

    /** The same with values that may come from anywhere. */
    protected final void overwrite(NDManager scope, float[] parameters, float[] statistics) {
        overwrite(scope.create(parameters), this.parameters);
        overwrite(scope.create(statistics), this.statistics);
    }

    /** Refuses values of another architecture. */
    protected final void checkLengths(long parameters, long statistics) {
        checkLength("parameters", parameters, layout.parameterCount());
        checkLength("statistics", statistics, layout.statisticCount());
    }

    /** Refuses a number of values that is not the wanted one. */
    protected final void checkLength(String what, long got, long wanted) {
        if (got != wanted) {
            throw new FlashFlowException("This " + name + " has " + wanted + " values of " + what + ", but " + got
                    + " were given; was the file made with another configuration?");
        }
    }

    /** Refuses values that cannot be used. */
    protected final void checkValues(float[] parameters, float[] statistics) {
        new ValueCheck(layout).check(parameters, statistics);
    }

    /** Refuses to go on with one that is closed. */
    protected final void checkOpen() {
        memory.check();
    }

    /** The compiled kernels of its device. */
    public final FlowKernels kernels() {
        return kernels;
    }

    /** A manager for what somebody keeps beside it, on its device; closed with it at the latest. */
    public final NDManager newManager() {
        return memory.during(manager::newSubManager);
    }

    /** The parameters, tensor by tensor. */
    protected final IValue views() {
        return views;
    }

    /** The statistics, tensor by tensor. */
    protected final IValue statisticViews() {
        return statisticViews;
    }

    /** The manager of all its arrays. */
    protected final NDManager manager() {
        return manager;
    }

    /** Frees the engine's memory, as soon as nobody uses it any more. What is forgotten is freed too, but later. */
    @Override
    public final void close() {
        memory.close();
        changed();
    }
}
