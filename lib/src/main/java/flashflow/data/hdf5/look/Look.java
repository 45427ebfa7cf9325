package flashflow.data.hdf5.look;

import flashflow.FlashFlowException;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.data.Place;
import flashflow.data.hdf5.reading.Hdf5Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What is in an HDF5 file: every group, dataset and link with shape, type, storage and attributes, and the line of Java that
 * opens it, in which {@code path} stands for the file; or why there is none. A notebook shows it as a table. Values of
 * datasets are not read.
 */
public final class Look implements Viewable {
    private static final String ROOT = "/";
    private static final int FEW_ATTRIBUTES = 6;
    /** Longer types push what matters off the screen, where it is of letters of one width. */
    private static final int WIDEST_TYPE = 60;

    private final String title;
    private final List<LookRow> rows;

    private Look(String title, List<LookRow> rows) {
        this.title = title;
        this.rows = rows;
    }

    /**
     * Looks at a part of a file.
     *
     * @param within path of a group or dataset in the file, {@code "/"} for all
     * @throws FlashFlowException if it is no HDF5 file, truncated or being written, or holds no such object
     */
    public static Look at(Path file, String within) {
        String bare = bare(within);
        var place = new Place(file, bare);
        try (var storage = Hdf5Storage.open(place)) {
            var walk = storage.headers(place, () -> Walk.from(storage, bare));
            return new Look(title(file, walk), List.copyOf(walk.rows()));
        }
    }

    /** A path as the rows have it. */
    static String bare(String path) {
        String bare = path.replaceAll("^/+|/+$", "");
        return bare.isEmpty() ? ROOT : bare;
    }

    private static String title(Path file, Walk walk) {
        long groups =
                walk.rows().stream().filter(row -> row.type().equals("group")).count();
        long datasets = walk.rows().stream()
                .filter(row -> row.shape().matches("\\(.*|empty"))
                .count();
        return file.getFileName() + ", " + size(file) + ": " + count(groups, "group") + ", "
                + count(datasets, "dataset") + left(walk.left());
    }

    private static String size(Path file) {
        try {
            return Shown.bytes(Files.size(file));
        } catch (IOException e) {
            throw new FlashFlowException("File " + file + " vanished while it was in use; check the path.", e);
        }
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String left(int left) {
        String least = left >= Walk.MOST_LEFT ? "at least " : "";
        return left == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " in the first %,d objects; %s%,d more are not shown, see those of one group with"
                                + " Hdf5.look(path, \"group\")",
                        Walk.MOST_ROWS,
                        least,
                        left);
    }

    List<LookRow> rows() {
        return rows;
    }

    /**
     * Columns {@code path, shape, type, open with, storage, attributes}, all of them text; a row for each object, and before
     * the rows of its members that of a group.
     */
    public Table table() {
        return table(Integer.MAX_VALUE);
    }

    private Table table(int widestType) {
        return Table.create(
                title,
                column("path", i -> Shown.plain(rows.get(i).path())),
                column("shape", i -> rows.get(i).shape()),
                column("type", i -> Shown.cut(rows.get(i).type(), widestType)),
                column("open with", i -> rows.get(i).opening().text()),
                column("storage", i -> rows.get(i).storage()),
                column("attributes", this::attributes));
    }

    private StringColumn column(String name, java.util.function.IntFunction<String> cell) {
        return StringColumn.create(name, IntStream.range(0, rows.size()).mapToObj(cell));
    }

    /** All of the object that was asked for, some of those below it. */
    private String attributes(int row) {
        var all = rows.get(row).attributes();
        int most = row == 0 ? all.size() : FEW_ATTRIBUTES;
        String more = all.size() > most ? ", … and " + (all.size() - most) + " more" : "";
        return all.stream().limit(most).collect(Collectors.joining(", ")) + more;
    }

    @Override
    public String toHtml() {
        return HtmlTable.whole(table());
    }

    @Override
    public String toString() {
        return TextTable.of(table(WIDEST_TYPE));
    }
}
