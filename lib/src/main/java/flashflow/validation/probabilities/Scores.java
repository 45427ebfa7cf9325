package flashflow.validation.probabilities;

import flashflow.validation.Bins;

/**
 * How well probabilities did for one set of classes.
 *
 * @param logLoss mean of -log p of the class that occurred, in nats; infinite where one had the probability 0
 * @param brier mean over the rows of the sum over the classes of (p - [occurred])^2, for two classes half of it, which is that of
 *     class 1 alone (Brier 1950)
 * @param calibrationError mean over the rows, bin by bin, of |share that occurred - mean p| (Naeini, Cooper, Hauskrecht 2015); for more
 *     than two classes the mean over the classes of each one's own (Nixon et al. 2019)
 */
record Scores(double logLoss, double brier, double calibrationError) {
    /** @param bins of the classes that are looked at */
    static Scores of(Predictions rows, int[] classes, Bins[] bins) {
        double logs = 0;
        double squares = 0;
        for (int row = 0; row < rows.rows(); row++) {
            logs -= Math.log(rows.of(classes[row])[row]);
            for (int k = 0; k < rows.classes(); k++) {
                double off = rows.of(k)[row] - (classes[row] == k ? 1 : 0);
                squares += off * off;
            }
        }
        double half = rows.classes() == 2 ? 0.5 : 1;
        return new Scores(logs / rows.rows(), half * squares / rows.rows(), calibrationError(rows, classes, bins));
    }

    private static double calibrationError(Predictions rows, int[] classes, Bins[] bins) {
        int[] looked = rows.lookedAt();
        double sum = 0;
        for (int i = 0; i < looked.length; i++) {
            var shares = BinnedShares.of(rows, classes, looked[i], bins[i]);
            for (int b = 0; b < bins[i].count(); b++) {
                sum += Math.abs(shares.observed()[b] - shares.predicted()[b]);
            }
        }
        return sum / rows.rows() / looked.length;
    }
}
