package flashflow.data.regression;

/**
 * For each target column, the linear function of the context columns that predicts it best, and how far off it is: a ridge regression
 * whose strength generalised cross-validation chooses target by target (Golub, Heath, Wahba, Technometrics 21, 1979), so that a
 * few rows of many columns are not learned by heart, and collinear columns share what they explain. Made by {@link RegressionSums}.
 */
public final class LinearRegression {
    private final Target[] targets;

    /**
     * One target.
     *
     * @param weights of each context column
     * @param bias added to them
     * @param deviation of what is left, as cross-validation has it for other rows; above 0
     * @param lowest value of the target, below which nothing is predicted
     * @param highest value of the target
     */
    record Target(double[] weights, double bias, double deviation, double lowest, double highest) {}

    LinearRegression(Target... targets) {
        this.targets = targets.clone();
    }

    /** Weights of the context columns for a target. */
    public double[] weights(int target) {
        return targets[target].weights.clone();
    }

    /** What is added for a target. */
    public double bias(int target) {
        return targets[target].bias;
    }

    /** Deviation of a target from its prediction, to be expected of other rows; above 0. */
    public double deviation(int target) {
        return targets[target].deviation;
    }

    /** The smallest prediction of a target: its smallest value. */
    public double lowest(int target) {
        return targets[target].lowest;
    }

    /** The largest prediction of a target: its largest value. */
    public double highest(int target) {
        return targets[target].highest;
    }

    /**
     * A target's difference from its prediction, in deviations.
     *
     * @param row context, then targets
     * @param from where in the array the row begins
     */
    public double residual(float[] row, int from, int target) {
        var t = targets[target];
        double sum = t.bias;
        for (int c = 0; c < t.weights.length; c++) {
            sum += t.weights[c] * row[from + c];
        }
        double predicted = Math.min(Math.max(sum, t.lowest), t.highest);
        return (row[from + t.weights.length + target] - predicted) / t.deviation;
    }
}
