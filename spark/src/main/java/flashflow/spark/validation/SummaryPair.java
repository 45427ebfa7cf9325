package flashflow.spark.validation;

import flashflow.FlashFlowException;
import flashflow.spark.summaries.Edges;
import flashflow.spark.summaries.Histogram;
import flashflow.spark.summaries.SampleSummary;
import flashflow.spark.summaries.Scales;
import flashflow.validation.ValidationOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Summaries of two samples by the same edges.
 *
 * @param names of the columns
 */
record SummaryPair(
        List<String> names,
        SampleSummary reference,
        SampleSummary sample,
        List<Edges> edges,
        Scales scales,
        ValidationOptions options) {
    /** Places of the columns that have two finite values in each sample. */
    int[] usable() {
        int[] usable = IntStream.range(0, names.size()).filter(this::isUsable).toArray();
        if (usable.length == 0) {
            throw new FlashFlowException("None of the columns " + names
                    + " has two finite values in both samples; choose others, or other rows.");
        }
        return usable;
    }

    private boolean isUsable(int c) {
        return Math.min(
                        reference.column(c).moments().count(),
                        sample.column(c).moments().count())
                >= 2;
    }

    /** What is odd about rows and columns, one sentence each. */
    List<String> warnings() {
        var warnings = new ArrayList<String>();
        for (int c = 0; c < names.size(); c++) {
            warnIfOdd(names.get(c), reference.column(c), sample.column(c), warnings);
        }
        warnAboutIncomplete("reference", reference, warnings);
        warnAboutIncomplete("sample", sample, warnings);
        return warnings;
    }

    private static void warnIfOdd(String name, Histogram reference, Histogram sample, List<String> warnings) {
        var a = reference.moments();
        var b = sample.moments();
        if (a.count() < 2 || b.count() < 2) {
            String where = a.count() < 2 ? "reference" : "sample";
            warnings.add(
                    "Column '" + name + "' has fewer than two finite values in the " + where + " and is left out.");
        } else if (a.isConstant()) {
            warnings.add("Column '" + name + "' is constant (" + a.min()
                    + ") in the reference; its ratio to the null is 0 or infinite.");
        } else if (b.isConstant()) {
            warnings.add("Column '" + name + "' is constant (" + b.min() + ") in the sample and not in the reference.");
        }
    }

    private static void warnAboutIncomplete(String which, SampleSummary summary, List<String> warnings) {
        if (summary.incomplete() > 0) {
            warnings.add(summary.incomplete() + " of " + summary.rows() + " rows of the " + which
                    + " hold NaN or infinity and are left out of the statistics over all columns, such values of those of"
                    + " their columns.");
        }
    }
}
