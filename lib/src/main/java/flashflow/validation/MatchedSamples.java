package flashflow.validation;

import flashflow.data.Interruption;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * Two samples over the same columns. Columns of very large or very small numbers are brought near 1 in both alike, which no
 * statistic over all columns notices. The rows of one event bear the same number in both.
 */
record MatchedSamples(Observations reference, Observations sample) {
    /** The column in which a generation of many folds says the number of the input row. */
    private static final String EVENT = "event";

    /**
     * Takes the complete rows. Until {@link #byContext} looks at the values, row i of both is of one event; where a table is
     * n times as long as the other, n rows after another are; and a column {@code event} of the sample alone numbers rows of
     * the reference.
     */
    static MatchedSamples of(Table reference, Table sample, List<String> names) {
        var a = Observations.of(reference, names);
        var b = Observations.of(sample, names);
        int[] exponents = a.exponents();
        return new MatchedSamples(
                numbered(a.magnified(exponents), reference, sample),
                numbered(b.magnified(exponents), sample, reference));
    }

    /** Of all columns of the reference. */
    static MatchedSamples of(Table reference, Table sample) {
        return of(reference, sample, reference.columnNames());
    }

    private static Observations numbered(Observations rows, Table table, Table other) {
        int[] events = events(table, other);
        return rows.ofEvents(IntStream.of(rows.events()).map(row -> events[row]).toArray());
    }

    /** The event of each row of a table, as far as the tables themselves tell it. */
    static int[] events(Table table, Table other) {
        boolean told =
                table.columnNames().contains(EVENT) != other.columnNames().contains(EVENT);
        var rows = IntStream.range(0, table.rowCount());
        if (told && table.columnNames().contains(EVENT) && table.column(EVENT) instanceof NumericColumn<?> numbers) {
            return rows.map(row -> (int) numbers.getDouble(row)).toArray();
        }
        boolean folds = !told && table.rowCount() % other.rowCount() == 0;
        int each = folds ? table.rowCount() / other.rowCount() : 1;
        return rows.map(row -> row / each).toArray();
    }

    /** The same samples, with the events told by the context that rows of both share, wherever they stand. */
    MatchedSamples byContext(Interruption work) {
        return SharedContext.of(reference, sample, work)
                .map(shared -> new MatchedSamples(
                        reference.ofEvents(shared.ofReference()), sample.ofEvents(shared.ofSample())))
                .orElse(this);
    }

    /** The same, where a statistic needs so many complete rows of each. */
    MatchedSamples atLeast(int rows, String statistic) {
        reference.atLeast(rows, statistic);
        sample.atLeast(rows, statistic);
        return this;
    }
}
