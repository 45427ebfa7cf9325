package flashflow.data.selection;

import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Columns of a few rows, each made an array when it is first asked for. Used by one thread. */
final class ColumnBlock {
    private static final ColumnType UINT64 = new ColumnType(ColumnType.Kind.UNSIGNED, 64);

    private final NamedColumns columns;
    private final double[] values;
    private final List<ExactColumn> carried;
    private final int first;
    private final int size;
    private final Map<String, Numbers> numbers = new HashMap<>();
    private final Map<String, String[]> texts = new HashMap<>();

    /**
     * Rows {@code first} to {@code first + size - 1} of those read.
     *
     * @param values of the columns that are not carried, row after row
     * @param carried all carried columns
     */
    ColumnBlock(NamedColumns columns, double[] values, List<ExactColumn> carried, int first, int size) {
        this.columns = columns;
        this.values = values;
        this.carried = carried;
        this.first = first;
        this.size = size;
    }

    int size() {
        return size;
    }

    /** Type of a column by its full or short name. */
    ColumnType type(String name) {
        return columns.of(name).type();
    }

    /** The numbers of a column, truths as 0 and 1; whole ones only where they are carried. */
    Numbers numbers(String name) {
        return numbers.computeIfAbsent(name, wanted -> read(columns.of(wanted)));
    }

    private Numbers read(NamedColumns.Found column) {
        if (!column.isCarried()) {
            return Numbers.of(reals(column.place()));
        }
        return column.type().kind() == ColumnType.Kind.FLOAT
                ? Numbers.of(reals(column))
                : Numbers.of(wholes(column), column.type().equals(UINT64));
    }

    private double[] reals(int place) {
        double[] reals = new double[size];
        int width = columns.width();
        for (int i = 0, at = first * width + place; i < size; i++, at += width) {
            reals[i] = values[at];
        }
        return reals;
    }

    private double[] reals(NamedColumns.Found column) {
        double[] reals = new double[size];
        for (int i = 0; i < size; i++) {
            reals[i] = carried.get(column.place()).doubleAt(first + i);
        }
        return reals;
    }

    private long[] wholes(NamedColumns.Found column) {
        long[] wholes = new long[size];
        for (int i = 0; i < size; i++) {
            wholes[i] = carried.get(column.place()).longAt(first + i);
        }
        return wholes;
    }

    /** The texts of a column. */
    String[] texts(String name) {
        return texts.computeIfAbsent(name, wanted -> {
            String[] read = new String[size];
            for (int i = 0; i < size; i++) {
                read[i] = carried.get(columns.of(wanted).place()).textAt(first + i);
            }
            return read;
        });
    }
}
