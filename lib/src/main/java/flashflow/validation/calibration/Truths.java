package flashflow.validation.calibration;

import flashflow.FlashFlowException;
import flashflow.validation.Quantiles;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * What the targets really are.
 *
 * @param names of the D targets
 * @param values rows x D, finite
 */
record Truths(List<String> names, double[] values) {
    Truths {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new FlashFlowException("The target '" + names.get(i % names.size()) + "' is " + values[i]
                        + " in row " + i / names.size() + " of the truth; drop such rows first.");
            }
        }
    }

    int rows() {
        return values.length / names.size();
    }

    int width() {
        return names.size();
    }

    double[] column(int c) {
        return IntStream.range(0, rows())
                .mapToDouble(i -> values[i * width() + c])
                .toArray();
    }

    /**
     * For each target the unit in which distances are measured: its interquartile range, its deviation where most values are the
     * same, and infinite where all are.
     */
    double[] scales() {
        return IntStream.range(0, width()).mapToDouble(c -> scale(column(c))).toArray();
    }

    private static double scale(double[] values) {
        double[] quartiles = Quantiles.of(values, 0.25, 0.75);
        double range = quartiles[1] - quartiles[0];
        double spread = range > 0 ? range : StandardDeviation.of(values).getAsDouble();
        return spread > 0 ? spread : Double.POSITIVE_INFINITY;
    }
}
