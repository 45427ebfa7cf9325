package flashflow.data.hdf5.look;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.data.hdf5.reading.PythonLine;
import flashflow.data.hdf5.reading.Unsuitable;
import java.util.Comparator;
import java.util.List;

/** Points from a dataset that is not there, or cannot be data, to what its file has instead. */
public final class Nearest {
    private static final int MOST = 2;
    /** More edits than a path has. */
    private static final int NEAR = 10_000;

    private static final int FAR = Integer.MAX_VALUE - 1;
    /** A sentence that is longer is not read. */
    private static final int LONGEST = 450;

    private final Unsuitable failure;
    private final String wanted;

    private Nearest(Unsuitable failure) {
        this.failure = failure;
        this.wanted = Look.bare(failure.place().dataset());
    }

    /** The same failure, whose sentence goes on with what can be opened and how to look at the file. */
    public static FlashFlowException pointedOut(Unsuitable failure) {
        try {
            return new Nearest(failure).pointed(Look.at(failure.place().file(), "/"));
        } catch (FlashFlowException e) {
            failure.addSuppressed(e);
            return failure;
        }
    }

    private FlashFlowException pointed(Look look) {
        String see =
                "see Hdf5.look(Path.of(" + Shown.literal(failure.place().file().toString()) + "))";
        var opening = look.rows().stream().filter(row -> row.opening().opens()).toList();
        var own = opening.stream().filter(row -> row.path().equals(wanted)).findFirst();
        if (own.isPresent() && failure.opensOtherwise()) {
            return failure.instead("open it with " + line(own.get()) + ", " + see);
        }
        String others = lines(opening);
        String remedy = failure.remedy();
        // A line that is to be copied stands at the end.
        return remedy.startsWith(PythonLine.BEGINNING)
                ? failure.instead((others.isEmpty() ? "" : "open " + others + ", ") + see + ", or " + remedy)
                : failure.instead(remedy + (others.isEmpty() ? "" : ", or open " + others) + ", " + see);
    }

    private static String line(LookRow row) {
        return row.opening().text().replaceFirst(" // .*", "");
    }

    private String lines(List<LookRow> opening) {
        int room = LONGEST
                - failure.getMessage().length()
                - 2 * failure.place().file().toString().length();
        var lines = opening.stream()
                .filter(row -> !row.path().equals(wanted))
                .sorted(Comparator.comparingInt(this::distance))
                .limit(MOST)
                .map(Nearest::line)
                .toList();
        String all = String.join(" or ", lines);
        return all.length() <= room
                ? all
                : lines.stream()
                        .limit(1)
                        .filter(line -> line.length() <= room)
                        .findFirst()
                        .orElse("");
    }

    /** Names that are alike by likeness; after them tables, and then single columns, in the order of the file. */
    private int distance(LookRow row) {
        String name = last(row.path());
        int edits = ColumnFinder.edits(last(wanted), name);
        if (2 * edits > Math.max(name.length(), last(wanted).length())) {
            return row.isSingleColumn() ? Integer.MAX_VALUE : FAR;
        }
        return edits * NEAR + Math.min(NEAR - 1, ColumnFinder.edits(wanted, row.path()));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
