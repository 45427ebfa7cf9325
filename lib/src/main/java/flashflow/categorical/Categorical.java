package flashflow.categorical;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import flashflow.flow.Conditioner;
import flashflow.flow.density.ConditionalDensity;
import flashflow.flow.density.GradientCost;
import flashflow.provenance.TrainingRecords;
import flashflow.storage.Safetensors;
import flashflow.storage.SafetensorsWriter;
import java.util.Arrays;

/**
 * p(k | y) = softmax(W h(y) + b) over K classes, with h a flow's residual conditioner: a density that {@code Training} learns as it
 * learns a flow, by the mean of -log p in nats, the cross-entropy. x (rows, 1) holds the class, 0 to K - 1. In float32.
 */
public final class Categorical extends ConditionalDensity {
    /** Added to the count of each class before the first training, half a row (Krichevsky and Trofimov 1981). */
    private static final double ADDED = 0.5;

    private final CategoricalConfig config;
    private final Conditioner net;
    private final IValue cfg;
    private final IValue rates;

    private Categorical(
            CategoricalConfig config,
            Conditioner net,
            NDManager manager,
            NDArray parameters,
            NDArray statistics,
            IValue cfg,
            IValue rates) {
        super("categorical distribution", net.layout(), manager, parameters, statistics, cfg, rates);
        this.config = config;
        this.net = net;
        this.cfg = cfg;
        this.rates = rates;
    }

    private static Categorical of(CategoricalConfig config, NDManager manager, NDArray parameters, NDArray statistics) {
        var net = config.net();
        return new Categorical(config, net, manager, parameters, statistics, net.cfg(), net.rates());
    }

    /** A new one on that device; its weights depend on the configuration's seed alone. */
    static Categorical of(CategoricalConfig config, Device device) {
        var net = config.net();
        return made(
                device,
                manager -> of(
                        config,
                        manager,
                        own(manager.create(net.initialParameters())),
                        own(manager.create(net.initialStatistics()))));
    }

    /** What it is made of. */
    public CategoricalConfig config() {
        return config;
    }

    @Override
    public int context() {
        return config.context();
    }

    /** 1, the class. */
    @Override
    public int targets() {
        return 1;
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
        return config.title();
    }

    @Override
    public GradientCost cost() {
        return net.cost();
    }

    @Override
    public Categorical with(NDArray parameters, NDArray statistics) {
        checkLengths(parameters.size(), statistics.size());
        return reading(
                () -> made(device(), other -> of(config, other, copy(other, parameters), copy(other, statistics))));
    }

    @Override
    public NDArray logProb(NDArray x, NDArray y) {
        try (NDManager scope = x.getManager().newSubManager();
                NDArray k = x.toType(DataType.INT64, true)) {
            NDArray picked = logProbs(scope, y).gather(k, 1).reshape(new Shape(-1));
            picked.attach(x.getManager());
            return picked;
        }
    }

    /** log p of every class in nats, (rows, K), for the context y (rows, C). */
    NDArray logProbs(NDManager scope, NDArray y) {
        return evaluated(weights ->
                kernels().run(scope, "class_log_probs", weights, cfg, y).singletonOrThrow());
    }

    @Override
    public void write(SafetensorsWriter writer) {
        CategoricalFile.add(writer, this);
    }

    @Override
    public void read(Safetensors file) {
        float[] parameters = CategoricalFile.values(file, layout().parameters(), layout().parameterCount());
        float[] statistics = CategoricalFile.values(file, layout().statistics(), layout().statisticCount());
        set(parameters, statistics);
        trainings(TrainingRecords.of(file.metadata().get(TrainingRecords.KEY), file.file()));
    }

    @Override
    public String difference(Safetensors file) {
        var its = CategoricalFile.config(file);
        return its.equals(config) ? null : "its model is " + its + " and this one is " + config;
    }

    /** Replaces all values. */
    private void set(float[] parameters, float[] statistics) {
        checkLengths(parameters.length, statistics.length);
        checkValues(parameters, statistics);
        changing(() -> {
            try (NDManager scope = newManager()) {
                overwrite(scope, parameters, statistics);
                return null;
            }
        });
    }

    /** Share of each class in the rows of the first training; all 0 before it. */
    float[] shares() {
        var entry = layout().statistic("classes.share");
        int from = (int) entry.offset();
        return reading(() -> Arrays.copyOfRange(statistics().toFloatArray(), from, from + config.classes()));
    }

    /**
     * Begins with the classes' shares: their logarithms are the logits' biases. A class that never occurs counts half a row.
     *
     * @param counts of each class in the training rows
     */
    void beginAt(long[] counts) {
        double all = Arrays.stream(counts).sum();
        float[][] values = reading(
                () -> new float[][] {parameters().toFloatArray(), statistics().toFloatArray()});
        int bias = (int) layout().parameter("net.logits.bias").offset();
        int share = (int) layout().statistic("classes.share").offset();
        for (int k = 0; k < counts.length; k++) {
            values[0][bias + k] = (float) Math.log((counts[k] + ADDED) / (all + ADDED * counts.length));
            values[1][share + k] = (float) (counts[k] / all);
        }
        set(values[0], values[1]);
    }

    @Override
    protected NDList nllAndGradient(
            NDManager scope, IValue gradient, long dropoutKey, NDArray x, NDArray y, NDArray weights) {
        return kernels()
                .run(
                        scope,
                        "class_nll_and_gradient",
                        views(),
                        gradient,
                        statisticViews(),
                        cfg,
                        rates,
                        dropoutKey,
                        x,
                        y,
                        weights);
    }

    /** There are no permutations: the place of theirs is taken by an array that nobody reads. */
    @Override
    protected IValue fold(IValue parameters, IValue statistics) {
        return kernels().call("fold", parameters, statistics, statistics(), cfg, net.normEps());
    }
}
