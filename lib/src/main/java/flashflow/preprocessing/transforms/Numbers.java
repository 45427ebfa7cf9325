package flashflow.preprocessing.transforms;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** How numbers are written in tables and sentences. */
public final class Numbers {
    private Numbers() {}

    /** The shortest exact form: 7, 0.001, 1.0E-5. */
    public static String shortest(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e9 ? Long.toString((long) x) : Double.toString(x);
    }

    /** Four digits. */
    public static String rounded(double x) {
        return String.format(Locale.ROOT, "%.4g", x);
    }

    /** The number as a term of a sum, " + 2" or " - 2". */
    public static String term(double x, DoubleFunction<String> text) {
        return (x < 0 ? " - " : " + ") + text.apply(Math.abs(x));
    }

    /** The shortest forms with commas between them. */
    public static String join(List<Double> values) {
        return values.stream().map(Numbers::shortest).collect(Collectors.joining(", "));
    }

    /** Numbers as a list. */
    public static List<Double> list(double... values) {
        return Arrays.stream(values).boxed().toList();
    }
}
