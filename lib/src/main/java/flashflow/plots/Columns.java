package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.Table;

/** The values of the columns that a plot names. */
final class Columns {
    private Columns() {}

    /**
     * All values of a numeric column, NaN for missing ones.
     *
     * @throws FlashFlowException if the table has no rows, no such column, or the column is no numbers
     */
    static double[] values(Table table, String name) {
        if (table.rowCount() == 0) {
            var columns = ColumnFinder.in(table);
            throw new FlashFlowException("There are no rows" + columns.where() + ", so there is nothing of '"
                    + columns.name(name) + "' to plot; check the selection.");
        }
        return ColumnFinder.numeric(table, name).asDoubleArray();
    }

    /** A reference and a sample with their context, each of which belongs to it row by row. */
    static List<DrawnSample> withContext(Table context, Table reference, Table sample, PlotOptions options) {
        requireSameRows(context, "context", reference, "reference");
        requireSameRows(context, "context", sample, "sample");
        return DrawnSample.compared(reference, sample, options).stream()
                .map(drawn -> drawn.in(context))
                .toList();
    }

    /**
     * The finite values of a numeric column.
     *
     * @throws FlashFlowException as {@link #values}, and if no value is finite
     */
    static double[] finite(Table table, String name) {
        double[] finite = finite(values(table, name));
        if (finite.length == 0) {
            var columns = ColumnFinder.in(table);
            throw new FlashFlowException("The column '" + columns.name(name) + "' holds nothing but NaN or infinity"
                    + columns.where() + "; select rows in which it has values.");
        }
        return finite;
    }

    static double[] finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).toArray();
    }

    /** @throws FlashFlowException if two tables that belong row to row differ in length */
    static void requireSameRows(Table first, String firstName, Table second, String secondName) {
        if (first.rowCount() != second.rowCount()) {
            throw new FlashFlowException("The " + firstName + " has " + first.rowCount() + " rows and the " + secondName
                    + " " + second.rowCount() + "; give tables that belong together row by row.");
        }
    }
}
