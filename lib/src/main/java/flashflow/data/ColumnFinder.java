package flashflow.data;

import flashflow.FlashFlowException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * Finds the columns that a user names: in full, or by the end of the name after an underscore where only one column ends so.
 * {@code "ptRatio"} is {@code MJet_ptRatio}. Capital letters count.
 */
public final class ColumnFinder {
    private static final int NEAREST = 3;

    private final List<String> names;
    private final String holder;

    private ColumnFinder(List<String> names, String holder) {
        this.names = List.copyOf(names);
        this.holder = holder;
    }

    /** Among these full names. */
    public static ColumnFinder among(List<String> names) {
        return new ColumnFinder(names, "");
    }

    /**
     * Among these full names.
     *
     * @param where whose names they are, for messages, such as {@code "file jets.h5"}
     */
    public static ColumnFinder among(List<String> names, String where) {
        return new ColumnFinder(names, " in " + where);
    }

    /** Among the context and the targets of a layout. */
    public static ColumnFinder in(ColumnLayout layout) {
        return among(layout.columns());
    }

    /** Among the context, the targets and the carried columns of a source. */
    public static ColumnFinder in(RowSource source) {
        var carried = source.carried().stream().map(CarriedColumn::name);
        return among(Stream.concat(source.layout().columns().stream(), carried)
                .distinct()
                .toList());
    }

    /** Among the columns of a table, whose name the messages mention. */
    public static ColumnFinder in(Table table) {
        boolean unnamed = table.name() == null || table.name().isBlank();
        return new ColumnFinder(
                table.columnNames(), unnamed ? " in the table" : " in the table '" + table.name() + "'");
    }

    /**
     * A column of numbers of a table.
     *
     * @param wanted its full name, or the end of it
     * @throws FlashFlowException as {@link #name}, and if the column holds something else than numbers
     */
    public static NumericColumn<?> numeric(Table table, String wanted) {
        return numeric(table, in(table).index(wanted));
    }

    /**
     * The column of numbers at a place, from 0.
     *
     * @throws FlashFlowException if the column holds something else
     */
    public static NumericColumn<?> numeric(Table table, int index) {
        if (table.column(index) instanceof NumericColumn<?> numbers) {
            return numbers;
        }
        throw new FlashFlowException("The column '" + table.column(index).name() + "' holds "
                + table.column(index).type().name() + " values and no numbers" + in(table).holder
                + "; choose another column or convert it.");
    }

    /** The full names of all columns. */
    public List<String> all() {
        return names;
    }

    /**
     * The full name of a column.
     *
     * @param wanted its full name, or the end of it after an underscore
     * @throws FlashFlowException if there is no such column, or the end fits several; the message offers names
     */
    public String name(String wanted) {
        return find(wanted).orElseThrow(() -> unknown(wanted));
    }

    /** The full names of several columns; see {@link #name}. */
    public List<String> names(String... wanted) {
        return Stream.of(wanted).map(this::name).toList();
    }

    /** The place of a column, from 0; see {@link #name}. */
    public int index(String wanted) {
        return names.indexOf(name(wanted));
    }

    /**
     * The place of a column, from 0, by its full name alone: where the name comes from other data and not from a user, a
     * column that only ends like it is another column.
     *
     * @throws FlashFlowException if there is no such column; the message offers names
     */
    public int full(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw unknown(name);
        }
        return index;
    }

    /**
     * The full name of a column; empty if there is none.
     *
     * @throws FlashFlowException if the end of a name fits several columns
     */
    public Optional<String> find(String wanted) {
        if (names.contains(wanted)) {
            return Optional.of(wanted);
        }
        var ends = names.stream()
                .filter(name -> !wanted.isEmpty() && name.endsWith("_" + wanted))
                .toList();
        if (ends.size() > 1) {
            throw new FlashFlowException("The column name '" + wanted + "' fits " + String.join(", ", ends) + holder
                    + "; write the full name.");
        }
        return ends.stream().findFirst();
    }

    /** Where it looks, as the end of a clause: {@code " in the table 'jets'"}; empty for bare names. */
    public String where() {
        return holder;
    }

    private FlashFlowException unknown(String wanted) {
        return new FlashFlowException("There is no column '" + wanted + "'" + holder + "; " + nearest(wanted) + ".");
    }

    /** Half a sentence that offers the names most like this one. */
    public String nearest(String wanted) {
        if (names.isEmpty()) {
            return "there are no columns at all";
        }
        var nearest = names.stream()
                .sorted(Comparator.comparingInt(name -> distance(wanted, name)))
                .limit(NEAREST)
                .toList();
        return names.size() == 1 ? "the only one is " + nearest : "the nearest names are " + nearest;
    }

    /** The smaller edit distance to the column's name with and without its prefix. */
    private static int distance(String wanted, String name) {
        String bare = name.substring(name.indexOf('_') + 1);
        return Math.min(edits(wanted, name), edits(wanted, bare));
    }

    /** How unlike two names are: Levenshtein's distance, row by row, blind to case. */
    public static int edits(String a, String b) {
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
