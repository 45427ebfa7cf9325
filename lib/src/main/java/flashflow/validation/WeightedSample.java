package flashflow.validation;

import flashflow.FlashFlowException;
import flashflow.data.Magnitude;
import flashflow.data.samples.FiniteValues;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A sample sorted by value, with the running sum of its normalised weights.
 *
 * @param values n sorted values
 * @param sums n + 1 running sums, from 0 to 1; they may fall where a weight is negative
 */
record WeightedSample(double[] values, double[] sums) {
    static WeightedSample of(double[] values, double[] weights) {
        FiniteValues.requireFinite(values, "weighted");
        if (weights.length != values.length) {
            throw new FlashFlowException("A sample of " + values.length + " values came with " + weights.length
                    + " weights; give one weight for each value.");
        }
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        FiniteValues.requireFinite(weights, "weight");
        int exponent = Magnitude.exponent(weights);
        double[] near = Magnitude.scaled(weights, exponent);
        double[] sums = new double[values.length + 1];
        for (int i = 0; i < order.length; i++) {
            sums[i + 1] = sums[i] + near[order[i]];
        }
        double total = sums[values.length];
        if (!(total > 0)) {
            throw new FlashFlowException("The weights of a sample sum to " + Math.scalb(total, -exponent)
                    + "; a distribution needs a positive sum.");
        }
        return new WeightedSample(
                Arrays.stream(order).mapToDouble(i -> values[i]).toArray(),
                Arrays.stream(sums).map(s -> s / total).toArray());
    }

    /** How many values are at most x, given that the first {@code from} are. */
    int countUpTo(double x, int from) {
        int i = from;
        while (i < values.length && values[i] <= x) {
            i++;
        }
        return i;
    }

    /** Normalised weight of the first {@code count} values. */
    double cumulative(int count) {
        return sums[count];
    }
}
