package flashflow.data.selection;

import flashflow.data.CarriedColumn;
import flashflow.data.ChosenColumns;
import flashflow.data.ColumnFinder;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Columns of a source by the names that a user gives them: carried ones exactly, the others in float64; read where needed only. */
final class NamedColumns {
    /** Rows that are worked on at once: a few columns of them stay in a processor's cache. */
    private static final int PART = 4096;

    /**
     * A column.
     *
     * @param type float64 where it is not carried, but for truths
     * @param place among the carried or among the read columns
     */
    record Found(ColumnType type, boolean isCarried, int place) {}

    private final RowSource source;
    private final ColumnFinder finder;
    private final Map<String, Found> found = new HashMap<>();
    private final List<String> read = new ArrayList<>();
    private boolean carries;

    /**
     * Finds columns; those both carried and in the layout are taken from the carried ones.
     *
     * @param wanted their names, which may be the ends of full names
     * @throws flashflow.FlashFlowException if there is no such column
     */
    NamedColumns(RowSource source, Collection<String> wanted) {
        this.source = source;
        finder = ColumnFinder.in(source);
        var carried = source.carried().stream().map(CarriedColumn::name).toList();
        for (String name : wanted) {
            String full = finder.name(name);
            int place = carried.indexOf(full);
            found.put(
                    name, place >= 0 ? new Found(source.carried().get(place).type(), true, place) : layoutColumn(full));
            carries |= place >= 0;
        }
    }

    private Found layoutColumn(String full) {
        if (!read.contains(full)) {
            read.add(full);
        }
        var kept = source.types().get(source.layout().columns().indexOf(full));
        var type = kept.equals(ColumnType.BOOLEAN) ? kept : ColumnType.FLOAT64;
        return new Found(type, false, read.indexOf(full));
    }

    /** One of the columns, by its full name or the end of it. */
    Found of(String wanted) {
        var known = found.get(wanted);
        if (known == null) {
            known = found.get(finder.name(wanted));
            found.put(wanted, known);
        }
        return known;
    }

    /** Number of columns that are not carried. */
    int width() {
        return read.size();
    }

    /** No rows, to try things with. */
    ColumnBlock none() {
        return new ColumnBlock(this, new double[0], List.of(), 0, 0);
    }

    /** What is done with some of the rows. */
    @FunctionalInterface
    interface Visitor {
        /** The rows from {@code first} on, counted among the kept ones. */
        void visit(ColumnBlock block, long first);
    }

    /** Reads the columns of some rows in order; an interrupt ends it. */
    void forEach(RowsLeft rows, Visitor visitor) {
        var kept = rows.from(read.isEmpty() ? source : ChosenColumns.of(source, new ColumnLayout(List.of(), read)));
        double[][] values = {new double[0]};
        rows.blocks().inOrder((first, count) -> {
            values[0] = values(kept, first, count, values[0]);
            var carried = carries ? kept.readCarried(first, count) : List.<ExactColumn>of();
            for (int at = 0; at < count; at += PART) {
                int part = Math.min(PART, count - at);
                visitor.visit(new ColumnBlock(this, values[0], carried, at, part), first + at);
            }
        });
    }

    private double[] values(RowSource kept, long first, int count, double[] spare) {
        if (read.isEmpty()) {
            return spare;
        }
        double[] values = spare.length < count * width() ? new double[count * width()] : spare;
        kept.readExact(first, count, values, 0);
        return values;
    }
}
