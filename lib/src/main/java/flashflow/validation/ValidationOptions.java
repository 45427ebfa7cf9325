package flashflow.validation;

import flashflow.FlashFlowException;

/**
 * How thorough a comparison is. Immutable; {@code withX} methods give changed copies.
 *
 * @param seed draws halves, bootstrap samples and directions
 * @param bootstraps bootstrap samples behind each error, at least 2
 * @param splits random splits of the reference into halves behind each null value of a single column, at least 2
 * @param mostRows rows of each sample that the statistics over all columns use at most, at least 100
 * @param classifier whether the classifier two-sample test is run (the slowest part)
 */
public record ValidationOptions(long seed, int bootstraps, int splits, int mostRows, boolean classifier) {
    /** Checks the numbers. */
    public ValidationOptions {
        if (bootstraps < 2 || splits < 2 || mostRows < 100) {
            throw new FlashFlowException("A comparison needs at least 2 bootstraps, 2 splits and 100 rows, not "
                    + bootstraps + ", " + splits + " and " + mostRows + ".");
        }
    }

    /** Seed 0, 20 bootstraps, 5 splits, 50000 rows, with the classifier. */
    public static ValidationOptions defaults() {
        return new ValidationOptions(0, 20, 5, 50_000, true);
    }

    /** Another seed. */
    public ValidationOptions withSeed(long other) {
        return new ValidationOptions(other, bootstraps, splits, mostRows, classifier);
    }

    /** Other numbers of bootstrap samples and splits. */
    public ValidationOptions withRepetitions(int otherBootstraps, int otherSplits) {
        return new ValidationOptions(seed, otherBootstraps, otherSplits, mostRows, classifier);
    }

    /** Without the classifier two-sample test. */
    public ValidationOptions withoutClassifier() {
        return new ValidationOptions(seed, bootstraps, splits, mostRows, false);
    }
}
