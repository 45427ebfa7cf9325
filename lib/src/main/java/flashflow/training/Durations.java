package flashflow.training;

import java.util.Locale;

/** Times as people say them. */
final class Durations {
    private Durations() {}

    static String text(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
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
