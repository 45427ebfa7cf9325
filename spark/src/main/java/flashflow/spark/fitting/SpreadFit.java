package flashflow.spark.fitting;

import flashflow.FlashFlowException;
import flashflow.data.ChosenColumns;
import flashflow.data.ColumnLayout;
import flashflow.preprocessing.FitStatistics;
import flashflow.preprocessing.Preprocessing;
import flashflow.spark.rows.SpreadRows;
import java.util.Comparator;
import java.util.List;
import scala.Tuple2;

/**
 * The library's own fit and guess, whose passes over all rows run where the rows lie. Of files the result is that of the library for
 * these files one after the other, to the last bit and for any number of tasks. Of a DataFrame counts and ranges are; means and deviations
 * may differ in last bits, since its partitions are no whole blocks, and remarks and shapes are judged by other rows.
 */
public final class SpreadFit {
    private SpreadFit() {}

    /**
     * Fits a preprocessing.
     *
     * @param rows with the preprocessing's columns, in their order
     * @throws FlashFlowException as {@link Preprocessing#fit(flashflow.data.RowSource)}, or if the columns are others
     */
    public static Preprocessing fit(Preprocessing preprocessing, SpreadRows rows) {
        requireColumns(preprocessing.layout(), rows);
        try (var look = rows.look()) {
            return preprocessing.fit(look, chains -> pass(chains, rows));
        }
    }

    /**
     * Proposes a preprocessing by what the values look like.
     *
     * @param layout names of context and targets
     * @param rows with these columns, in their order
     * @throws FlashFlowException as {@link Preprocessing#guess(flashflow.data.RowSource)}, or if the columns are others
     */
    public static Preprocessing guess(ColumnLayout layout, SpreadRows rows) {
        requireColumns(layout, rows);
        try (var look = rows.look()) {
            return Preprocessing.guess(ChosenColumns.of(look, layout), chains -> pass(chains, rows));
        }
    }

    private static void requireColumns(ColumnLayout layout, SpreadRows rows) {
        if (!layout.columns().equals(rows.columns())) {
            throw new FlashFlowException("The preprocessing is of the columns " + layout.columns() + ", and "
                    + rows.name() + " was opened for " + rows.columns() + "; open just these columns, in this order.");
        }
    }

    private static FitStatistics pass(Preprocessing chains, SpreadRows rows) {
        String json = chains.toJson();
        List<Tuple2<Integer, FitStatistics>> parts =
                rows.run("FlashFlow: fits to " + rows.count() + " rows", () -> rows.map(
                                part -> part.statistics(Preprocessing.fromJson(json)))
                        .collect());
        var sum = new FitStatistics.Sum();
        parts.stream()
                .sorted(Comparator.comparing(Tuple2::_1))
                .map(Tuple2::_2)
                .filter(some -> some.rows() > 0)
                .forEach(sum::add);
        return sum.total();
    }
}
