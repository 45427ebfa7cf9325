package flashflow.validation;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The classifier two-sample test of a report, beside the same test between two halves of the reference.
 *
 * @param samples reference against sample
 * @param halves one half of the reference against the other
 */
public record ClassifierCheck(TwoSampleClassifier samples, TwoSampleClassifier halves) {
    private static final double[] PROBABILITIES = {0.05, 0.25, 0.5, 0.75, 0.95};

    /**
     * The distributions of the weights reference / sample: columns {@code weights, sample, halves}, rows for five quantiles
     * and for {@link TwoSampleClassifier#effectiveShare()}.
     */
    public Table table() {
        return Table.create(
                "Weights of the classifier",
                StringColumn.create(
                        "weights",
                        "5 % quantile",
                        "25 % quantile",
                        "median",
                        "75 % quantile",
                        "95 % quantile",
                        "effective share"),
                DoubleColumn.create("sample", numbers(samples)),
                DoubleColumn.create("halves", numbers(halves)));
    }

    private static double[] numbers(TwoSampleClassifier test) {
        double[] numbers =
                java.util.Arrays.copyOf(Quantiles.of(test.weights(), PROBABILITIES), PROBABILITIES.length + 1);
        numbers[PROBABILITIES.length] = test.effectiveShare();
        return numbers;
    }
}
