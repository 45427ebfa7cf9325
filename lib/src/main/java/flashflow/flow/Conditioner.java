package flashflow.flow;

import ai.djl.pytorch.jni.IValue;
import flashflow.flow.density.GradientCost;
import flashflow.flow.density.TensorLayout;

/**
 * The residual net that conditions a coupling flow's splines, for something else that depends on the context: the context is its
 * only input and gates its blocks, and a last layer gives logits. Says how its values lie, begin and are named to the kernels.
 */
public final class Conditioner {
    private final FlowConfig config;
    private final int outputs;
    private final TensorLayout layout;

    private Conditioner(FlowConfig config, int outputs) {
        this.config = config;
        this.outputs = outputs;
        this.layout = ParameterLayout.ofConditioner(config, outputs);
    }

    /**
     * A net; widths and such as in {@link FlowConfig}.
     *
     * @param context C, number of context columns; 0 for none, where the logits are constants
     * @param outputs K, number of logits
     * @param seed of the initial weights
     */
    public static Conditioner of(
            int context,
            int hidden,
            int blocks,
            Activation activation,
            double dropout,
            boolean batchNorm,
            int outputs,
            long seed) {
        var config = FlowConfig.of(2, context, 1, hidden, blocks, 2)
                .activation(activation)
                .dropout(dropout)
                .batchNorm(batchNorm)
                .linear(false)
                .seed(seed);
        return new Conditioner(config, outputs);
    }

    /** Where its tensors lie; the last layer's are {@code net.logits.weight} (K, H) and {@code net.logits.bias} (K). */
    public TensorLayout layout() {
        return layout;
    }

    /** Trainable values to begin with, flat, which the seed decides. */
    public float[] initialParameters() {
        return new InitialParameters(config).parameters(layout);
    }

    /** Running statistics to begin with, flat. */
    public float[] initialStatistics() {
        return new InitialParameters(config).statistics(layout);
    }

    /** What the kernels call cfg, to be closed by the caller. */
    public IValue cfg() {
        return IValue.listFrom(SplineFlow.cfg(config));
    }

    /** What the kernels call rates, to be closed by the caller. */
    public IValue rates() {
        return IValue.listFrom(SplineFlow.rates(config));
    }

    /** What is added to a variance before its root is taken. */
    public double normEps() {
        return SplineFlow.NORM_EPS;
    }

    /** What its gradient takes. */
    public GradientCost cost() {
        double products = 0;
        for (var entry : layout.parameters()) {
            products += entry.columns() > 0 ? entry.size() : 0;
        }
        long kept = (1 + 6L * config.blocks()) * config.hidden() + config.context();
        return new GradientCost(products, kept, 3L * outputs + 4L * config.hidden(), layout.parameterCount());
    }
}
