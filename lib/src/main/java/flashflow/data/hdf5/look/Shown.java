package flashflow.data.hdf5.look;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Texts from a file as they are shown, and sizes. */
final class Shown {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Shown() {}

    /** On one line: control characters as Java writes them. */
    static String plain(String text) {
        return text.codePoints()
                .mapToObj(point -> Character.isISOControl(point)
                        ? String.format(Locale.ROOT, "\\u%04x", point)
                        : Character.toString(point))
                .collect(Collectors.joining());
    }

    /** At most so many characters, the last of them an ellipsis where there are more. */
    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    /** As a literal of Java: {@code "sim/jets"}. */
    static String literal(String text) {
        return "\"" + plain(text.replace("\\", "\\\\").replace("\"", "\\\"")) + "\"";
    }

    /** An extent as Python shows it: {@code (1000, 40)}, {@code (7,)}. */
    static String shape(long[] extent) {
        String comma = extent.length == 1 ? ",)" : ")";
        return Arrays.stream(extent).mapToObj(Long::toString).collect(Collectors.joining(", ", "(", comma));
    }

    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        double size = bytes / 1e3;
        int unit = 0;
        while (size >= 999.95 && unit < UNITS.length - 1) {
            size /= 1e3;
            unit++;
        }
        return String.format(Locale.ROOT, size < 99.95 ? "%.1f %s" : "%.0f %s", size, UNITS[unit]);
    }
}
