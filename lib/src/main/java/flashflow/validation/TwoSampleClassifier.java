package flashflow.validation;

import java.util.Arrays;
import tech.tablesaw.api.Table;

/**
 * The classifier two-sample test (Lopez-Paz and Oquab, ICLR 2017): a small classifier is trained on half of the rows to tell
 * the samples apart and judged on the other half. An area of 0.5 says that it cannot; a good sample's weights are near 1.
 *
 * @param area area under the ROC curve on rows not trained on, with its bootstrap error
 * @param weights density ratio reference / sample at the sample's rows not trained on, p / (1 - p)
 */
public record TwoSampleClassifier(Estimate area, double[] weights) {
    private static final int EPOCHS = 12;
    private static final int BOOTSTRAPS = 30;

    /**
     * Runs the test over the columns of the reference. The larger sample is thinned out to the size of the smaller.
     *
     * @param seed draws the halves, the start and the order of the rows
     * @throws flashflow.FlashFlowException if a column is missing, or no row is complete
     */
    public static TwoSampleClassifier of(Table reference, Table sample, long seed) {
        var names = reference.columnNames();
        return of(Observations.of(reference, names), Observations.of(sample, names), seed);
    }

    static TwoSampleClassifier of(Observations reference, Observations sample, long seed) {
        var covariance = Covariance.of(reference);
        var draws = Resampler.of(seed);
        int half = Math.min(reference.size(), sample.size()) / 2;
        int[] a = draws.chosen(reference.size(), 2 * half);
        int[] b = draws.chosen(sample.size(), 2 * half);
        var x = reference.scaled(covariance.mean(), covariance.scales());
        var y = sample.scaled(covariance.mean(), covariance.scales());
        try (var net = new Perceptron(x.width(), draws.seed())) {
            train(net, x.rows(Arrays.copyOf(a, half)), y.rows(Arrays.copyOf(b, half)), draws);
            double[] scoresOfX =
                    net.logOdds(x.rows(Arrays.copyOfRange(a, half, 2 * half)).rowMajor());
            double[] scoresOfY =
                    net.logOdds(y.rows(Arrays.copyOfRange(b, half, 2 * half)).rowMajor());
            return judged(scoresOfX, scoresOfY, draws);
        }
    }

    private static void train(Perceptron net, Observations x, Observations y, Resampler draws) {
        float[] first = x.rowMajor();
        float[] rows = Arrays.copyOf(first, 2 * first.length);
        System.arraycopy(y.rowMajor(), 0, rows, first.length, first.length);
        float[] labels = new float[2 * x.size()];
        Arrays.fill(labels, 0, x.size(), 1);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            net.epoch(rows, labels, draws);
        }
    }

    private static TwoSampleClassifier judged(double[] reference, double[] sample, Resampler draws) {
        double[] a = Samples.sorted(reference, "reference's score");
        double[] b = Samples.sorted(sample, "sample's score");
        var area = RocCheck.area(new double[][] {a, b}, BOOTSTRAPS, draws);
        return new TwoSampleClassifier(
                area, Arrays.stream(sample).map(Math::exp).toArray());
    }

    /** Kish's effective share of the sample under the weights, (sum w)^2 / (n sum w^2): 1 for a perfect sample. */
    public double effectiveShare() {
        double sum = Arrays.stream(weights).sum();
        double squares = Arrays.stream(weights).map(w -> w * w).sum();
        return sum * sum / (weights.length * squares);
    }
}
