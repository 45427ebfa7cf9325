package flashflow.validation;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.data.Magnitude;
import flashflow.data.samples.FiniteValues;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/**
 * A histogram of an oversampled sample, N folds for each generated event, with errors that know that the folds of an event
 * are not independent (FlashSim, docs/results.md). With {@code p_i^ev} = folds of the event in bin i, divided by N, and w
 * the event's weight: {@code share_i = sum w p_i^ev / sum w} and {@code error_i = sqrt(sum (w p_i^ev)^2) / sum w}. All folds
 * of an event in one bin count as one event; an error is that of a count, so it covers as long as bins are not wider than a
 * fair part of an event's own spread over the whole histogram.
 *
 * @param edges B + 1 rising bin edges; a bin holds its lower edge, the last one both
 * @param share B shares of the total weight; values outside the edges count in the total only
 * @param error B errors by folds
 * @param naiveError B errors as if every fold were an event of its own, for comparison: too small
 * @param entries B numbers of rows
 * @param folds folds of an event, N
 * @param events number of events
 */
public record FoldHistogram(
        double[] edges, double[] share, double[] error, double[] naiveError, long[] entries, int folds, int events) {
    /**
     * Histogram of a column of a table; columns are named in full or by the part after their prefix.
     *
     * @param eventColumn index of the generated event of each row
     * @param foldColumn index of the fold of each row; every event has the same folds, each once
     * @throws FlashFlowException if a column is missing, the selection is empty, or folds are missing or doubled
     */
    public static FoldHistogram of(Table sample, String column, double[] edges, String eventColumn, String foldColumn) {
        double[] none = new double[sample.rowCount()];
        java.util.Arrays.fill(none, 1);
        return of(
                edges,
                ColumnFinder.numeric(sample, column).asDoubleArray(),
                indices(sample, eventColumn),
                indices(sample, foldColumn),
                none);
    }

    /** The same with a column of event weights, equal in all folds of an event. */
    public static FoldHistogram of(
            Table sample, String column, double[] edges, String eventColumn, String foldColumn, String weightColumn) {
        return of(
                edges,
                ColumnFinder.numeric(sample, column).asDoubleArray(),
                indices(sample, eventColumn),
                indices(sample, foldColumn),
                ColumnFinder.numeric(sample, weightColumn).asDoubleArray());
    }

    /**
     * Histogram of arrays of equal length, one entry for each row.
     *
     * @param edges rising bin edges, at least two
     * @param values finite values
     * @param events index of each row's event
     * @param folds index of each row's fold
     * @param weights weight of each row's event; may be negative, with a positive sum
     */
    public static FoldHistogram of(double[] edges, double[] values, long[] events, long[] folds, double[] weights) {
        Bins bins = Bins.of(edges);
        FiniteValues.requireFinite(values, "oversampled");
        FiniteValues.requireFinite(weights, "weight");
        if (values.length != events.length) {
            throw new FlashFlowException("An oversampled sample of " + values.length + " values came with "
                    + events.length + " event indices; give one for each.");
        }
        return of(bins, values, EventFolds.of(events, folds, weights), weights);
    }

    private static FoldHistogram of(Bins bins, double[] values, EventFolds groups, double[] weights) {
        // Shares do not depend on the scale of the weights, but their squares may overflow.
        double[] near = Magnitude.scaled(weights, Magnitude.exponent(weights));
        double[][] sums = new double[3][bins.count()];
        long[] entries = new long[bins.count()];
        double total = 0;
        double[] inEvent = new double[bins.count()];
        for (int first = 0; first < values.length; first += groups.folds()) {
            double weight = near[groups.row(first)];
            total += weight;
            for (int i = 0; i < groups.folds(); i++) {
                int bin = bins.bin(values[groups.row(first + i)]);
                if (bin >= 0) {
                    inEvent[bin]++;
                    entries[bin]++;
                }
            }
            addEvent(inEvent, weight, groups.folds(), sums);
        }
        return normalised(bins, sums, entries, total, groups);
    }

    private static void addEvent(double[] inEvent, double weight, int folds, double[][] sums) {
        for (int i = 0; i < inEvent.length; i++) {
            double part = weight * inEvent[i] / folds;
            sums[0][i] += part;
            sums[1][i] += part * part;
            sums[2][i] += part * weight / folds;
            inEvent[i] = 0;
        }
    }

    private static FoldHistogram normalised(
            Bins bins, double[][] sums, long[] entries, double total, EventFolds groups) {
        if (!(total > 0)) {
            throw new FlashFlowException(
                    "The weights of the events sum to " + total + "; a histogram of shares needs a positive sum.");
        }
        for (int i = 0; i < bins.count(); i++) {
            sums[0][i] /= total;
            sums[1][i] = Math.sqrt(sums[1][i]) / total;
            sums[2][i] = Math.sqrt(sums[2][i]) / total;
        }
        return new FoldHistogram(bins.edges(), sums[0], sums[1], sums[2], entries, groups.folds(), groups.events());
    }

    private static long[] indices(Table table, String name) {
        double[] numbers = ColumnFinder.numeric(table, name).asDoubleArray();
        long[] indices = new long[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            indices[i] = (long) numbers[i];
            if (indices[i] != numbers[i]) {
                throw new FlashFlowException("Column '" + name + "' holds " + numbers[i] + " in row " + i
                        + "; event and fold indices are whole numbers.");
            }
        }
        return indices;
    }

    /** Columns {@code low, high, share, error, naive_error, entries}, one row for each bin. */
    public Table table() {
        var low = DoubleColumn.create("low");
        var high = DoubleColumn.create("high");
        for (int i = 0; i < share.length; i++) {
            low.append(edges[i]);
            high.append(edges[i + 1]);
        }
        return Table.create(
                "Histogram of " + events + " events in " + folds + " folds",
                low,
                high,
                DoubleColumn.create("share", share),
                DoubleColumn.create("error", error),
                DoubleColumn.create("naive_error", naiveError),
                LongColumn.create("entries", entries));
    }
}
