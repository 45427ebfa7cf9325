package flashflow.data.regression;

/**
 * For each target column, the linear function of the context columns that predicts it best, and how far off it is: a ridge regression
 * whose strength generalised cross-validation chooses target by target (Golub, Heath, Wahba, Technometrics 21, 1979), so that a
 * few rows of many columns are not learned by heart, and collinear columns share what they explain. A target whose values the
 * prediction does not make plainer to describe, since they pile up at places that do not follow the context, is left as it is:
 * predicted as 0, with deviation 1. Made by {@link RegressionSums}.
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
    record Target(double[] weights, double bias, double deviation, double lowest, double highest) {
        /** One that stays as it is; the range, with 0, is kept. */
        static Target untouched(int context, double lowest, double highest) {
            return new Target(new double[context], 0, 1, Math.min(0, lowest), Math.max(0, highest));
        }

        double predicted(float[] row, int from) {
            double sum = bias;
            for (int c = 0; c < weights.length; c++) {
                sum += weights[c] * row[from + c];
            }
            return Math.min(Math.max(sum, lowest), highest);
        }
    }

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

    /** Deviation of a target from its prediction, to be expected of other rows; above 0, and 1 of one that is left as it is. */
    public double deviation(int target) {
        return targets[target].deviation;
    }

    /** The smallest prediction of a target: its smallest value, or 0. */
    public double lowest(int target) {
        return targets[target].lowest;
    }

    /** The largest prediction of a target: its largest value, or 0. */
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
        return (row[from + t.weights.length + target] - t.predicted(row, from)) / t.deviation;
    }
}
