package flashflow.spark.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How a generation of many files went.
 *
 * @param out the folder
 * @param inputs files of context that were read
 * @param files files that were written
 * @param resumed how many of them were there from an earlier start of the job
 * @param events rows of context
 * @param rows rows of the sample
 * @param dropped rows of context that were left out, since they hold NaN or infinity
 * @param redrawn draws that were thrown away
 * @param seconds of this start
 * @param unreadable a sentence of each file of context that was left out
 * @param warnings what a user should know
 */
public record FileReport(
        Path out,
        int inputs,
        int files,
        int resumed,
        long events,
        long rows,
        long dropped,
        long redrawn,
        double seconds,
        List<String> unreadable,
        List<String> warnings) {
    /** Numbers, files left out and warnings, in lines. */
    @Override
    public String toString() {
        String sizes = String.format(
                Locale.ROOT,
                "%,d rows for %,d of context from %,d files, in %,d files in %s, in %.1f s; counts and checksums are right",
                rows,
                events,
                inputs,
                files,
                out,
                seconds);
        String earlier =
                resumed == 0 ? "" : String.format(Locale.ROOT, "; %,d files were there from an earlier start", resumed);
        String left = dropped == 0
                ? ""
                : String.format(Locale.ROOT, "; %,d rows of context hold NaN or infinity and were left out", dropped);
        var lines = new StringBuilder(sizes + earlier + left);
        unreadable.forEach(sentence -> lines.append("\nLeft out: ").append(sentence));
        warnings.forEach(sentence -> lines.append("\nWarning: ").append(sentence));
        return lines.toString();
    }
}
