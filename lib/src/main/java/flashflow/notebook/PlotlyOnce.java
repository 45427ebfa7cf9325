package flashflow.notebook;

import flashflow.plots.Figure;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts plotly.js into one figure of a notebook only: 450 kB once, not with every figure or session. When the cell that holds it
 * runs again, its old output goes, so it brings plotly.js again.
 */
final class PlotlyOnce {
    private static Supplier<Optional<StoredNotebook>> notebook = StoredNotebook::current;
    private static String bringer;
    private static FileTime brought;

    private PlotlyOnce() {}

    /** @param source source of the running cell */
    static synchronized String html(Figure figure, String source) {
        boolean brings = brings(source);
        if (brings) {
            bringer = source;
            brought = FileTime.from(Instant.now());
        }
        return figure.cellHtml(brings);
    }

    private static boolean brings(String source) {
        var file = notebook.get();
        if (file.isPresent()) {
            if (file.get().bringers().stream().anyMatch(cell -> !cell.contains(source))) {
                return false;
            }
            // Saved since, and not in it: the output that brought it is gone.
            if (brought != null && brought.compareTo(file.get().saved()) < 0) {
                return true;
            }
        }
        return bringer == null || bringer.equals(source);
    }

    /** As in a fresh kernel. */
    static synchronized void reset() {
        reset(StoredNotebook::current);
    }

    /** As in a fresh kernel for that notebook. */
    static synchronized void reset(Supplier<Optional<StoredNotebook>> book) {
        notebook = book;
        bringer = null;
        brought = null;
    }
}
