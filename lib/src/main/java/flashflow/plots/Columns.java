package flashflow.plots;

import flashflow.FlashFlowException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** Finds columns by name or by the part after the prefix, and takes their values out. */
final class Columns {
    private Columns() {}

    /**
     * The full name of a column: itself, or the only column that ends in {@code _name}.
     *
     * @throws FlashFlowException if there is none, or more than one
     */
    static String resolve(Table table, String name) {
        if (table.containsColumn(name)) {
            return table.column(name).name();
        }
        List<String> ends = table.columnNames().stream()
                .filter(column -> column.toLowerCase(Locale.ROOT).endsWith("_" + name.toLowerCase(Locale.ROOT)))
                .toList();
        if (ends.size() == 1) {
            return ends.get(0);
        }
        if (ends.size() > 1) {
            throw new FlashFlowException(
                    "The column name '" + name + "' fits " + String.join(", ", ends) + "; write the full name.");
        }
        throw new FlashFlowException("There is no column '" + name + "' in the table" + of(table)
                + "; the nearest names are " + nearest(table, name) + ".");
    }

    /**
     * All values of a numeric column, NaN for missing ones.
     *
     * @throws FlashFlowException if the table has no rows, no such column, or the column is no numbers
     */
    static double[] values(Table table, String name) {
        String column = resolve(table, name);
        if (table.rowCount() == 0) {
            throw new FlashFlowException("The table" + of(table) + " has no rows, so there is nothing of '" + column
                    + "' to plot; check the selection.");
        }
        if (table.column(column) instanceof NumericColumn<?> numbers) {
            return numbers.asDoubleArray();
        }
        throw new FlashFlowException("The column '" + column + "' holds "
                + table.column(column).type() + " values; choose a column of numbers.");
    }

    /**
     * The finite values of a numeric column.
     *
     * @throws FlashFlowException as {@link #values}, and if no value is finite
     */
    static double[] finite(Table table, String name) {
        double[] finite = finite(values(table, name));
        if (finite.length == 0) {
            throw new FlashFlowException("The column '" + resolve(table, name) + "'" + in(table)
                    + " holds nothing but NaN or infinity; select rows in which it has values.");
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

    private static String of(Table table) {
        return table.name() == null || table.name().isBlank() ? "" : " '" + table.name() + "'";
    }

    private static String in(Table table) {
        return of(table).isEmpty() ? "" : " of the table" + of(table);
    }

    private static String nearest(Table table, String name) {
        return table.columnNames().stream()
                .sorted(Comparator.comparingInt(column -> distance(name, column)))
                .limit(3)
                .collect(Collectors.joining(", "));
    }

    /** The smaller edit distance to the column's name with and without its prefix. */
    private static int distance(String name, String column) {
        String bare = column.substring(column.indexOf('_') + 1);
        return Math.min(edits(name, column), edits(name, bare));
    }

    /** Levenshtein's distance, row by row, blind to case. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
