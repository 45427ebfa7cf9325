package flashflow.notebook;

import flashflow.FlashFlowException;
import flashflow.Html;
import flashflow.reporting.Durations;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * A bar that fills in its place in the cell, with what is done, how fast, and the time left; outside of a notebook a line
 * now and then. Used by one thread; calls more frequent than the eye can follow cost nothing.
 */
public final class Progress {
    private static final long REDRAW_NANOS = 200_000_000L;
    private static final long LINE_NANOS = 10_000_000_000L;

    private final String name;
    private final long total;
    private final Output output;
    private final LongSupplier clock;
    private final long start;
    private long begun;
    private long shownAt;
    private String id;

    private Progress(String name, long total, Output output, LongSupplier clock) {
        if (total < 1) {
            throw new FlashFlowException("Progress towards " + total + " has no meaning; give a total of at least 1.");
        }
        this.name = name;
        this.total = total;
        this.output = output;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.shownAt = start;
    }

    /**
     * Begins, and shows an empty bar.
     *
     * @param name what is being done
     * @param total how many of them there are, at least 1
     */
    public static Progress of(String name, long total) {
        return of(name, total, Output.current(), System::nanoTime);
    }

    /** Begins with so many done already, which do not count for the speed. */
    static Progress from(long done, String name, long total, Output output) {
        var progress = of(name, total, output, System::nanoTime);
        progress.begun = done;
        return progress;
    }

    static Progress of(String name, long total, Output output, LongSupplier clock) {
        var progress = new Progress(name, total, output, clock);
        if (output.redraws()) {
            progress.put(0, name);
        }
        return progress;
    }

    /** Says how many are done, 0 to the total. */
    public void update(long done) {
        update(done, "");
    }

    /**
     * Says how many are done.
     *
     * @param done 0 to the total
     * @param text more to show, such as the loss of the batch; may be empty
     */
    public void update(long done, String text) {
        long now = clock.getAsLong();
        if (now - shownAt >= (output.redraws() ? REDRAW_NANOS : LINE_NANOS)) {
            shownAt = now;
            put(done, line(done, now) + (text.isEmpty() ? "" : ", " + text));
        }
    }

    /**
     * Ends; the bar stays full, with the last word.
     *
     * @param text what to say in the end; empty for the time it took
     */
    public void finish(String text) {
        double seconds = (clock.getAsLong() - start) / 1e9;
        put(total, text.isEmpty() ? name + ": done in " + Durations.text(seconds) : text);
    }

    private String line(long done, long now) {
        double seconds = (now - start) / 1e9;
        String left = done == begun ? "" : ", " + Durations.text(seconds * (total - done) / (done - begun)) + " left";
        return String.format(Locale.ROOT, "%s: %,d of %,d (%d %%)%s", name, done, total, 100 * done / total, left);
    }

    private void put(long done, String text) {
        String html = String.format(
                Locale.ROOT,
                "<div><progress value=\"%d\" max=\"%d\" style=\"width:240px\"></progress> <code>%s</code></div>",
                done,
                total,
                Html.escape(text));
        if (id == null) {
            id = output.show(html, text);
        } else {
            output.update(id, html, text);
        }
    }
}
