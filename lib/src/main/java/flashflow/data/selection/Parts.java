package flashflow.data.selection;

import flashflow.FlashFlowException;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.data.RowSet;
import flashflow.data.SelectedRows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The parts of a {@link Split}; shows how large they are. */
public final class Parts implements Viewable {
    private static final List<String> NAMES = List.of("train", "validation", "test");

    private final String title;
    private final double[] shares;
    private final List<SelectedRows> parts;

    private Parts(String title, double[] shares, List<SelectedRows> parts) {
        this.title = title;
        this.shares = shares;
        this.parts = parts;
    }

    static Parts of(String title, RowsLeft rows, double[] shares, List<RowSet> parts) {
        for (int i = 0; i < shares.length; i++) {
            if (parts.get(i).count() == 0) {
                throw new FlashFlowException("Part " + (i + 1) + " of the split, '" + name(i, shares.length)
                        + "' with a share of " + shares[i] + ", has none of " + rows.count()
                        + " rows; give it a larger share, or split more rows or groups.");
            }
        }
        return new Parts(
                title,
                shares.clone(),
                parts.stream().map(part -> SelectedRows.of(rows.source(), part)).toList());
    }

    private static String name(int part, int parts) {
        return parts <= NAMES.size() ? NAMES.get(part) : "part " + part;
    }

    /** The first part. */
    public SelectedRows train() {
        return part(0);
    }

    /** The second part. */
    public SelectedRows validation() {
        return part(1);
    }

    /** The third part. */
    public SelectedRows test() {
        return part(2);
    }

    /**
     * One part.
     *
     * @param part from 0
     */
    public SelectedRows part(int part) {
        if (part < 0 || part >= parts.size()) {
            throw new FlashFlowException("The split has " + parts.size() + " parts and none of number " + part
                    + ", counted from 0; give parts(...) a share for it.");
        }
        return parts.get(part);
    }

    /** All parts. */
    public List<SelectedRows> all() {
        return parts;
    }

    /** One row for each part: {@code part, rows, share, wanted}; the share is that of all rows. */
    public Table table() {
        double all = parts.stream().mapToLong(SelectedRows::rowCount).sum();
        long[] rows = parts.stream().mapToLong(SelectedRows::rowCount).toArray();
        return Table.create(
                title,
                StringColumn.create("part", IntStream.range(0, rows.length).mapToObj(i -> name(i, rows.length))),
                LongColumn.create("rows", rows),
                DoubleColumn.create(
                        "share",
                        Arrays.stream(rows).mapToDouble(count -> count / all).toArray()),
                DoubleColumn.create("wanted", shares));
    }

    @Override
    public String toHtml() {
        return HtmlTable.whole(table());
    }

    /** The {@link #table}. */
    @Override
    public String toString() {
        return TextTable.of(table());
    }
}
