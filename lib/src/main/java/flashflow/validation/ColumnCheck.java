package flashflow.validation;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** Decides which columns of two tables can be compared, and says what is odd about them. */
final class ColumnCheck {
    private final Table reference;
    private final Table sample;

    ColumnCheck(Table reference, Table sample) {
        this.reference = reference;
        this.sample = sample;
    }

    /** Names of the columns to compare, in the order of the reference. */
    List<String> usable(List<String> warnings) {
        var names = reference.columnNames().stream()
                .filter(name -> usable(name, warnings))
                .toList();
        if (names.isEmpty()) {
            throw new FlashFlowException("The reference has no column with numbers to compare; its columns are "
                    + reference.columnNames() + ".");
        }
        var others = sample.columnNames().stream()
                .filter(name -> !reference.containsColumn(name))
                .toList();
        if (!others.isEmpty()) {
            warnings.add("The sample's columns " + others + " are not in the reference and are left out.");
        }
        return names;
    }

    private boolean usable(String name, List<String> warnings) {
        if (!(reference.column(name) instanceof NumericColumn<?>)) {
            warnings.add("Column '" + name + "' holds no numbers and is left out.");
            return false;
        }
        double[] a = finite(reference, name);
        double[] b = finite(sample, name);
        if (a.length < 2 || b.length < 2) {
            String where = a.length < 2 ? "reference" : "sample";
            warnings.add("Column '" + name + "' has "
                    + (Math.min(a.length, b.length) == 0 ? "no finite values" : "one finite value only") + " in the "
                    + where + " and is left out.");
            return false;
        }
        warnIfConstant(name, a, b, warnings);
        return true;
    }

    private static void warnIfConstant(String name, double[] a, double[] b, List<String> warnings) {
        boolean constant = Arrays.stream(a).allMatch(x -> x == a[0]);
        if (constant) {
            warnings.add("Column '" + name + "' is constant (" + a[0]
                    + ") in the reference; its ratio to the null is 0 or infinite.");
        } else if (Arrays.stream(b).allMatch(x -> x == b[0])) {
            warnings.add("Column '" + name + "' is constant (" + b[0] + ") in the sample and not in the reference.");
        }
    }

    static double[] finite(Table table, String name) {
        return Arrays.stream(ColumnFinder.numeric(table, ColumnFinder.in(table).full(name))
                        .asDoubleArray())
                .filter(Double::isFinite)
                .toArray();
    }
}
