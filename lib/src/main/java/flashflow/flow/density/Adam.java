package flashflow.flow.density;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.FlashFlowException;
import flashflow.flow.kernels.KernelLists;
import java.util.Arrays;

/**
 * Adam (Kingma and Ba 2015) or AdamW (Loshchilov and Hutter 2019) over flat parameters, with its moments open to
 * checkpoints. One fused pass of the engine; an update whose gradient is not finite changes nothing.
 */
public final class Adam implements AutoCloseable {
    /**
     * @param beta1 decay of the first moment, in [0, 1)
     * @param beta2 decay of the second moment, in [0, 1)
     * @param eps added to the root of the second moment, positive in float32, at most 1
     * @param weightDecay 0 to 1
     * @param decoupled whether weight decay acts on the parameters (AdamW) instead of the gradient
     * @param maxNorm the gradient is scaled down to this global norm where it is longer; 0 for never
     */
    public record Settings(
            double beta1, double beta2, double eps, double weightDecay, boolean decoupled, double maxNorm) {
        /** Refuses values with which Adam cannot work. */
        public Settings {
            check(beta1 >= 0 && beta1 < 1, "beta1 must be in [0, 1)", beta1);
            check(beta2 >= 0 && beta2 < 1, "beta2 must be in [0, 1)", beta2);
            check(eps > 0, "eps must be positive", eps);
            check(eps >= Float.MIN_NORMAL && eps <= 1, "eps must be a positive float32 of at most 1", eps);
            check(weightDecay >= 0, "weightDecay must not be negative", weightDecay);
            check(weightDecay <= 1, "weightDecay must be at most 1", weightDecay);
            check(maxNorm >= 0, "maxNorm must not be negative", maxNorm);
            check(maxNorm == 0 || maxNorm >= Float.MIN_NORMAL, "maxNorm must be 0 or a positive float32", maxNorm);
        }

        /** The paper's values, as FlashSim uses them: 0.9, 0.999, 1e-8, no decay, no clipping. */
        public static Settings standard() {
            return new Settings(0.9, 0.999, 1e-8, 0, false, 0);
        }

        /** AdamW with the paper's values and that weight decay. */
        public static Settings decoupled(double weightDecay) {
            return new Settings(0.9, 0.999, 1e-8, weightDecay, true, 0);
        }

        /** A copy which scales gradients longer than {@code norm} down to it. */
        public Settings clip(double norm) {
            return new Settings(beta1, beta2, eps, weightDecay, decoupled, norm);
        }

        private static void check(boolean holds, String rule, double value) {
            if (!holds) {
                throw new FlashFlowException("Adam: " + rule + ", but is " + value + ".");
            }
        }
    }

    private final ConditionalDensity density;
    private final Settings settings;
    private final NDArray firstMoment;
    private final NDArray secondMoment;
    private final NDArray updates;
    private final NDArray noLoss;
    private final NativeMemory memory;

    /** Moments zero, no update made. */
    public Adam(ConditionalDensity density, Settings settings) {
        this.density = density;
        this.settings = settings;
        NDManager manager = density.newManager();
        firstMoment = manager.zeros(density.parameters().getShape());
        secondMoment = manager.zeros(density.parameters().getShape());
        updates = manager.zeros(new Shape());
        noLoss = manager.zeros(new Shape());
        memory = new NativeMemory(this, "optimizer", manager::close);
    }

    /**
     * Moves the parameters against the gradient.
     *
     * @param gradient flat, as {@link NllGradient#gradient()}
     * @param learningRate finite, at least 0
     * @return the gradient's global norm before clipping; where it is not finite, nothing was changed
     * @throws FlashFlowException if the learning rate would spoil the parameters
     */
    public float update(NDArray gradient, double learningRate) {
        return update(gradient, noLoss, learningRate).norm();
    }

    /**
     * What the host has to know of an update.
     *
     * @param norm of the gradient before clipping
     * @param loss that the gradient is of
     */
    public record Update(float norm, float loss) {
        /** Whether the parameters moved. */
        public boolean isMade() {
            return Float.isFinite(norm) && Float.isFinite(loss);
        }
    }

    /**
     * The same with the loss beside the norm, read from the device at once; where one of the two is not finite, nothing is changed.
     *
     * @param loss a scalar, as {@link NllGradient#run} gives it
     */
    public Update update(NDArray gradient, NDArray loss, double learningRate) {
        if (!(learningRate >= 0 && learningRate <= Float.MAX_VALUE)) {
            throw new FlashFlowException(
                    "Adam: the learning rate must be finite and not negative, but is " + learningRate + ".");
        }
        double[] numbers = Arrays.stream(KernelLists.Adam.values())
                .mapToDouble(entry -> number(entry, learningRate))
                .toArray();
        return memory.during(() -> density.changing(() -> moved(gradient, loss, numbers)));
    }

    private Update moved(NDArray gradient, NDArray loss, double[] numbers) {
        try (NDManager scope = density.manager().newSubManager()) {
            float[] read = density.kernels()
                    .run(
                            scope,
                            "adam",
                            new NDArray[] {density.parameters()},
                            new NDArray[] {gradient},
                            new NDArray[] {firstMoment},
                            new NDArray[] {secondMoment},
                            new NDArray[] {updates},
                            numbers,
                            loss)
                    .singletonOrThrow()
                    .toFloatArray();
            return new Update(read[0], read[1]);
        }
    }

    private double number(KernelLists.Adam entry, double learningRate) {
        return switch (entry) {
            case LEARNING_RATE -> learningRate;
            case BETA1 -> settings.beta1();
            case BETA2 -> settings.beta2();
            case EPS -> settings.eps();
            case WEIGHT_DECAY -> settings.weightDecay();
            case DECOUPLED -> settings.decoupled() ? 1 : 0;
            case MAX_NORM -> settings.maxNorm();
        };
    }

    /**
     * Goes on from another optimizer's moments, copied into this one's arrays.
     *
     * @param first as {@link #firstMoment()}
     * @param second as {@link #secondMoment()}
     * @param made number of updates made
     * @throws FlashFlowException where a size does not fit
     */
    public void restore(float[] first, float[] second, long made) {
        if (first.length != firstMoment.size() || second.length != secondMoment.size()) {
            throw new FlashFlowException("Adam: there are " + firstMoment.size() + " parameters, but moments of "
                    + first.length + " and " + second.length + " were given; were they of another one?");
        }
        memory.during(() -> {
            try (NDManager scope = firstMoment.getManager().newSubManager()) {
                copy(scope.create(first), firstMoment);
                copy(scope.create(second), secondMoment);
                copy(scope.create((float) made), updates);
                return null;
            }
        });
    }

    /** Not {@code NDArray.set}, which makes the array borrow Java memory. */
    private void copy(NDArray from, NDArray to) {
        density.kernels().call("copy_", to, from).close();
    }

    /** Decaying mean of the gradients, flat. */
    public NDArray firstMoment() {
        return firstMoment;
    }

    /** Decaying mean of the squared gradients, flat. */
    public NDArray secondMoment() {
        return secondMoment;
    }

    /** Number of updates made, a scalar. */
    public NDArray updates() {
        return updates;
    }

    /** Frees the moments. */
    @Override
    public void close() {
        memory.close();
    }
}
