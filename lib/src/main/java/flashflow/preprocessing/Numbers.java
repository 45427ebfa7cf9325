package flashflow.preprocessing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How numbers are written in tables and sentences. */
final class Numbers {
    private Numbers() {}

    /** The shortest exact form: 7, 0.001, 1.0E-5. */
    static String shortest(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e9 ? Long.toString((long) x) : Double.toString(x);
    }

    /** Four digits. */
    static String rounded(double x) {
        return String.format(Locale.ROOT, "%.4g", x);
    }

    /** " + text", with the sign of the number: a term of a sum. */
    static String term(double x, String absolute) {
        return (x < 0 ? " - " : " + ") + absolute;
    }

    static String join(List<Double> values) {
        return values.stream().map(Numbers::shortest).collect(Collectors.joining(", "));
    }

    static List<Double> list(double... values) {
        return Arrays.stream(values).boxed().toList();
    }
}
