package flashflow.flow.density;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import flashflow.FlashFlowException;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The mean negative log-likelihood of a batch in training mode (batch statistics, dropout) and its gradient with
 * respect to all parameters. The derivative is written out in the kernels, not recorded: no graph, no freed operands,
 * and each gradient lands in its slice of one flat array.
 */
public final class NllGradient implements AutoCloseable {
    private final ConditionalDensity density;
    private final NDArray gradient;
    private final IValue views;
    private final IValue masks;
    private final NativeMemory memory;

    /** For that density, with a gradient array of its own. */
    public NllGradient(ConditionalDensity density) {
        this.density = density;
        NDManager manager = density.newManager();
        gradient = manager.zeros(new Shape(density.layout().parameterCount()));
        views = density.kernels()
                .call("views", gradient, TensorLayout.spec(density.layout().parameters()));
        masks = density.masks() == null ? null : masks(manager);
        memory = new NativeMemory(this, "gradient", free(manager, views, masks));
    }

    private static Runnable free(NDManager manager, IValue... values) {
        return () -> {
            Stream.of(values).filter(Objects::nonNull).forEach(IValue::close);
            manager.close();
        };
    }

    /** The gradient of the last {@link #run}, flat, in the order of the density's parameters. */
    public NDArray gradient() {
        return gradient;
    }

    /**
     * Computes loss and gradient of one batch and moves the batch norms' running statistics; the parameters stay.
     *
     * @param x targets (rows, D), finite
     * @param y context (rows, C), finite
     * @param weights (rows), summing to 1
     * @param dropoutKey decides which hidden values are dropped: the same key drops the same, other keys others; without a meaning
     *     for one without dropout. {@link flashflow.random.Purpose#DROPOUT} makes keys of a seed, an epoch and a batch.
     * @return mean NLL in nats, a scalar that belongs to x's manager
     */
    public NDArray run(NDArray x, NDArray y, NDArray weights, long dropoutKey) {
        return memory.during(() -> density.changing(() -> maskedGradient(x, y, weights, dropoutKey)));
    }

    private NDArray maskedGradient(NDArray x, NDArray y, NDArray weights, long dropoutKey) {
        NDArray nll = meanNll(x, y, weights, dropoutKey);
        if (masks != null) {
            density.kernels().call("mask_", gradient, masks).close();
        }
        return nll;
    }

    /**
     * The same for a density without dropout.
     *
     * @throws FlashFlowException for one with dropout, which needs a key for each batch
     */
    public NDArray run(NDArray x, NDArray y, NDArray weights) {
        if (density.dropout() > 0) {
            throw new FlashFlowException("Hidden values are dropped with probability " + density.dropout()
                    + "; give a key for the batch's dropout too.");
        }
        return run(x, y, weights, 0);
    }

    private NDArray meanNll(NDArray x, NDArray y, NDArray weights, long dropoutKey) {
        try (NDManager scope = x.getManager().newSubManager()) {
            NDArray mean = density.nllAndGradient(scope, views, dropoutKey, x, y, weights)
                    .get(0);
            mean.attach(x.getManager());
            return mean;
        }
    }

    /** Frees the gradient. */
    @Override
    public void close() {
        memory.close();
    }

    /** Ones where a weight may be non-zero, as views of one flat array like the gradient's. */
    private IValue masks(NDManager manager) {
        float[] flat = density.masks();
        try (NDArray borrowed = manager.create(flat)) {
            return density.kernels().call("views", borrowed.duplicate(), new long[] {0, flat.length, 0});
        }
    }
}
