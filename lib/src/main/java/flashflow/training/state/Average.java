package flashflow.training.state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.flow.density.ConditionalDensity;

/**
 * Exponential moving average of parameters and running statistics. The decay rises from 0.18 to its value over the first
 * updates, as (1 + n) / (10 + n), so that the random start is soon forgotten.
 */
final class Average implements AutoCloseable {
    private final double decay;
    private Weights average;

    Average(ConditionalDensity density, double decay) {
        this.decay = decay;
        this.average = Weights.of(density);
    }

    Weights weights() {
        return average;
    }

    /** Goes on from other ones, which it owns from now on. */
    void replace(Weights weights) {
        average.close();
        average = weights;
    }

    /** @param updates made so far, this one counted */
    void update(ConditionalDensity density, long updates) {
        double now = Math.min(decay, (1.0 + updates) / (10.0 + updates));
        density.reading(() -> {
            try (NDManager scope = density.newManager()) {
                NDArray share = scope.full(new Shape(), (float) (1 - now));
                move(scope, average.parameters(), density.parameters(), share);
                move(scope, average.statistics(), density.statistics(), share);
                return null;
            }
        });
    }

    private static void move(NDManager scope, NDArray average, NDArray value, NDArray share) {
        if (average.size() > 0) {
            NDArray difference = value.sub(average);
            difference.attach(scope);
            average.addi(difference.muli(share));
        }
    }

    @Override
    public void close() {
        average.close();
    }
}
