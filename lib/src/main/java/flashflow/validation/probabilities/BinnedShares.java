package flashflow.validation.probabilities;

import flashflow.validation.Bins;

/**
 * Sums over the rows of each bin of the predicted probability of one class.
 *
 * @param rows how many
 * @param predicted sum of the predicted probabilities
 * @param observed how many are of the class
 */
record BinnedShares(int[] rows, double[] predicted, double[] observed) {
    static BinnedShares of(Predictions predictions, int[] classes, int k, Bins bins) {
        double[] p = predictions.of(k);
        int[] rows = new int[bins.count()];
        double[] predicted = new double[bins.count()];
        double[] observed = new double[bins.count()];
        for (int row = 0; row < p.length; row++) {
            int bin = bins.bin(p[row]);
            rows[bin]++;
            predicted[bin] += p[row];
            observed[bin] += classes[row] == k ? 1 : 0;
        }
        return new BinnedShares(rows, predicted, observed);
    }
}
