package flashflow.reporting;

import java.util.Locale;

/** Amounts of memory as people say them: 42 MB, 1.5 GB. */
public final class Bytes {
    private Bytes() {}

    /** The text for so many bytes. */
    public static String text(long bytes) {
        return bytes < 1 << 30
                ? String.format(Locale.ROOT, "%.0f MB", Math.ceil(bytes / 1e6))
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
