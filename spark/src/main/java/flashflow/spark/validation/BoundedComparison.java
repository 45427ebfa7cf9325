package flashflow.spark.validation;

import flashflow.validation.Comparison;

/**
 * One statistic of a comparison by summaries.
 *
 * @param low the statistic of all rows is no less than this, and no more than {@code high}
 * @param by what it is of, in a few words
 */
record BoundedComparison(Comparison comparison, double low, double high, String by) {
    /** Of a statistic that a summary gives to rounding, or that is a statistic of fewer rows itself. */
    static BoundedComparison exact(Comparison comparison, String by) {
        return new BoundedComparison(comparison, comparison.value(), comparison.value(), by);
    }
}
