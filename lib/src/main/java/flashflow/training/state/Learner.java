package flashflow.training.state;

import ai.djl.ndarray.NDArray;
import flashflow.flow.density.Adam;
import flashflow.flow.density.ConditionalDensity;
import flashflow.flow.density.NllGradient;
import flashflow.random.Purpose;

/**
 * Gradients and updates of one density. What a bad batch did, to the running statistics or the gathered gradient, is undone:
 * a loss or gradient that is not finite leaves no trace.
 */
public final class Learner implements AutoCloseable {
    private final ConditionalDensity density;
    private final NllGradient step;
    private final Adam adam;
    private final Average average;
    private long dropoutKey;
    private NDArray gathered;
    private NDArray statisticsBefore;

    Learner(ConditionalDensity density, Adam.Settings adam, double emaDecay) {
        this.density = density;
        this.step = new NllGradient(density);
        this.adam = new Adam(density, adam);
        this.average = emaDecay > 0 ? new Average(density, emaDecay) : null;
    }

    /** Whose weights they are. */
    public ConditionalDensity density() {
        return density;
    }

    Adam adam() {
        return adam;
    }

    /** Null where no average is wanted. */
    Average average() {
        return average;
    }

    /** The averaged weights, which are not the caller's to close; null where no average is wanted. */
    public Weights averagedWeights() {
        return average == null ? null : average.weights();
    }

    /** The gradient of the latest batch, for a diagnosis. */
    public NDArray gradient() {
        return step.gradient();
    }

    /** Makes the dropout of the next batch depend on these numbers alone. */
    public void seed(long seed, int epoch, int batch) {
        dropoutKey = Purpose.DROPOUT.key(seed, epoch, batch);
    }

    /**
     * Adds the gradient of a batch to that of the batches since the last update.
     *
     * @param x targets (rows, D)
     * @param y context (rows, C)
     * @param weights of the rows (rows), summing to 1
     * @param share of the batch in the update, 1 where it is the only one
     * @return its NLL; where it is not finite the batch is left out
     */
    public double gather(NDArray x, NDArray y, NDArray weights, double share) {
        NDArray before = density.reading(() -> density.statistics().duplicate());
        double nll;
        try (NDArray loss = step.run(x, y, weights, dropoutKey)) {
            nll = loss.getFloat();
        }
        if (!Double.isFinite(nll)) {
            restore(before);
            before.close();
            return nll;
        }
        keepFirst(before);
        if (share < 1) {
            add(share);
        }
        return nll;
    }

    private void keepFirst(NDArray before) {
        if (statisticsBefore == null) {
            statisticsBefore = before;
        } else {
            before.close();
        }
    }

    private void add(double share) {
        NDArray part = step.gradient().mul((float) share);
        if (gathered == null) {
            gathered = part;
        } else {
            gathered.addi(part);
            part.close();
        }
    }

    /**
     * Moves the weights.
     *
     * @param updates made before this one
     * @return the gradient's norm before clipping; where it is not finite, all is as before these batches
     */
    public double apply(double learningRate, long updates) {
        double norm = adam.update(gathered == null ? step.gradient() : gathered, learningRate);
        if (!Double.isFinite(norm)) {
            restore(statisticsBefore);
        } else if (average != null) {
            average.update(density, updates + 1);
        }
        forget();
        return norm;
    }

    /**
     * Gradient and update of a batch that is an update by itself; the host waits for the device once.
     *
     * @param updates made before this one
     * @return where loss or norm is not finite, all is as before
     */
    public Adam.Update update(NDArray x, NDArray y, NDArray weights, double learningRate, long updates) {
        try (NDArray before = density.reading(() -> density.statistics().duplicate());
                NDArray loss = step.run(x, y, weights, dropoutKey)) {
            var update = adam.update(step.gradient(), loss, learningRate);
            if (!update.isMade()) {
                restore(before);
            } else if (average != null) {
                average.update(density, updates + 1);
            }
            return update;
        }
    }

    /** Undoes the batches since the last update. */
    public void undo() {
        if (statisticsBefore != null) {
            restore(statisticsBefore);
        }
        forget();
    }

    private void restore(NDArray statistics) {
        density.restore(density.parameters(), statistics);
    }

    private void forget() {
        gathered = closed(gathered);
        statisticsBefore = closed(statisticsBefore);
    }

    private static NDArray closed(NDArray array) {
        if (array != null) {
            array.close();
        }
        return null;
    }

    @Override
    public void close() {
        forget();
        step.close();
        adam.close();
        if (average != null) {
            average.close();
        }
    }
}
