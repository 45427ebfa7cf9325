package flashflow.reporting;

import java.util.Locale;

/** Times as people say them: 4.2 s, 3 min 20 s, 2 h 05 min. */
public final class Durations {
    private Durations() {}

    /** The text for so many seconds. */
    public static String text(double seconds) {
        if (seconds < 59.5) {
            return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 600) {
            return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
        }
        long minutes = Math.round(seconds / 60);
        if (minutes < 60) {
            return minutes + " min";
        }
        return minutes < 48 * 60
                ? String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60)
                : String.format(Locale.ROOT, "%.1f days", minutes / (24 * 60.0));
    }
}
