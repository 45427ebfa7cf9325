package flashflow.validation;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/** The statistics of the targets in one bin of a context column. */
final class BinStatistics {
    static final List<String> NAMES = List.of("mean", "rms", "q05", "q50", "q95");

    private BinStatistics() {}

    static double[] of(double[] values) {
        double mean = Mean.of(values).getAsDouble();
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double[] quantiles = Quantiles.of(values, 0.05, 0.5, 0.95);
        return new double[] {mean, Math.sqrt(squares / values.length), quantiles[0], quantiles[1], quantiles[2]};
    }

    static double[] errorsOfDifference(double[] a, double[] b, int bootstraps, Resampler draws) {
        double[][] differences = new double[NAMES.size()][bootstraps];
        for (int i = 0; i < bootstraps; i++) {
            double[] ofA = of(chosen(a, draws.bootstrap(a.length)));
            double[] ofB = of(chosen(b, draws.bootstrap(b.length)));
            for (int s = 0; s < ofA.length; s++) {
                differences[s][i] = ofB[s] - ofA[s];
            }
        }
        return Arrays.stream(differences)
                .mapToDouble(d -> StandardDeviation.of(d).getAsDouble())
                .toArray();
    }

    static double[] betweenHalves(double[] values, Resampler draws) {
        int[] order = draws.chosen(values.length, values.length);
        int half = order.length / 2;
        double[] first = of(chosen(values, Arrays.copyOf(order, half)));
        double[] second = of(chosen(values, Arrays.copyOfRange(order, half, 2 * half)));
        for (int s = 0; s < first.length; s++) {
            first[s] = second[s] - first[s];
        }
        return first;
    }

    private static double[] chosen(double[] values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }
}
