package flashflow.generation;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a generation did.
 *
 * @param files the files written, in the order of the rows; none if they went to a table
 * @param events rows of context that came in
 * @param folds rows made of each
 * @param redrawn draws thrown away because they were not finite or outside a physical range
 * @param seconds that it took, reading and writing included
 * @param warnings what a user should know, one sentence each
 */
public record GenerationReport(
        List<Path> files, long events, int folds, long redrawn, double seconds, List<String> warnings) {
    /** Copies the lists. */
    public GenerationReport {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }

    /** Rows written, events x folds. */
    public long rows() {
        return events * folds;
    }

    /** Rows written in each second. */
    public double rowsPerSecond() {
        return seconds > 0 ? rows() / seconds : 0;
    }

    /** The whole in one line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d rows%s %s in %.1f s, %,.0f rows/s; %,d draws were thrown away",
                rows(),
                folds == 1 ? "" : String.format(Locale.ROOT, " (%,d events in %d folds)", events, folds),
                where(),
                seconds,
                rowsPerSecond(),
                redrawn);
    }

    private String where() {
        if (files.isEmpty()) {
            return "made";
        }
        String first = "written to " + files.get(0);
        return files.size() == 1
                ? first
                : first + " to " + files.get(files.size() - 1).getFileName();
    }
}
