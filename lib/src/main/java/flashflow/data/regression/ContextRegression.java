package flashflow.data.regression;

/**
 * For each target column on the whole line, the linear function of the context columns that predicts it best, and how far off it is: a ridge regression
 * whose strength generalised cross-validation chooses target by target (Golub, Heath, Wahba, Technometrics 21, 1979), so that a
 * few rows of many columns are not learned by heart, and collinear columns share what they explain. A target whose values the
 * prediction does not make plainer to describe, since they pile up at places that do not follow the context, is left as it is:
 * predicted as 0, with deviation 1.
 *
 * <p>Of a target between bounds the place in (0, 1) between them is taken as drawn from a normal law truncated there, whose mean is that
 * function, by {@link TruncatedFit}. Made by {@link RegressionSums}.
 */
public final class ContextRegression {
    private final Target[] targets;

    /**
     * One target.
     *
     * @param weights of each context column
     * @param bias added to them
     * @param deviation of what is left, as cross-validation has it for other rows; above 0
     * @param lowest value of the target, below which nothing is predicted
     * @param highest value of the target
     * @param place NONE if it is on the whole line; else all of this is of the place between the bounds
     */
    record Target(double[] weights, double bias, double deviation, double lowest, double highest, QuantilePlace place) {
        /** One that stays as it is; the range, with 0, is kept. */
        static Target untouched(int context, double lowest, double highest) {
            return new Target(new double[context], 0, 1, Math.min(0, lowest), Math.max(0, highest), QuantilePlace.NONE);
        }

        double predicted(float[] row, int from) {
            double sum = bias;
            for (int c = 0; c < weights.length; c++) {
                sum += weights[c] * row[from + c];
            }
            return Math.min(Math.max(sum, lowest), highest);
        }

        /** What is left of a value, in deviations. */
        double shifted(double x, double predicted) {
            return place.isBounded()
                    ? new TruncatedNormal(predicted, deviation).shifted(place.quantile(x))
                    : (x - predicted) / deviation;
        }

        /** log of the derivative of {@link #shifted} by x, which gave that residual. */
        double logDerivative(double x, double predicted, double residual) {
            if (!place.isBounded()) {
                return -Math.log(deviation);
            }
            var law = new TruncatedNormal(predicted, deviation);
            return Math.log(place.spread()) + law.logDerivative(place.quantile(x), residual);
        }
    }

    ContextRegression(Target... targets) {
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

    /** How a target comes that is between bounds; NONE of one on the whole line, and of one that is left as it is. */
    public QuantilePlace place(int target) {
        return targets[target].place;
    }

    /**
     * What is left of a target: its difference from its prediction, in deviations, or the normal quantile of its share of its law.
     *
     * @param row context, then targets
     * @param from where in the array the row begins
     */
    public double residual(float[] row, int from, int target) {
        var t = targets[target];
        return t.shifted(row[from + t.weights.length + target], t.predicted(row, from));
    }
}
