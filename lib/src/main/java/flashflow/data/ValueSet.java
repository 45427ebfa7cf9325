package flashflow.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The different values of a column as long as they are few.
 *
 * @param few in rising order; empty where there are more than {@link #MOST}, or none
 * @param many whether there are more
 * @param whole whether all values are whole numbers
 */
public record ValueSet(List<Double> few, boolean many, boolean whole) implements Serializable {
    /** So many values are few. */
    public static final int MOST = 16;
    /** Of no value at all. */
    public static final ValueSet NONE = new ValueSet(List.of(), false, true);

    /** Copies the list. */
    public ValueSet {
        few = List.copyOf(few);
    }

    /** Of those of the values that are not NaN. */
    public static ValueSet of(double[] values) {
        double[] found = new double[MOST];
        int count = 0;
        boolean many = false;
        boolean whole = true;
        for (int i = 0; i < values.length && (whole || !many); i++) {
            // Of the two zeros there is one.
            double value = values[i] + 0.0;
            if (!Double.isNaN(value)) {
                whole &= value == Math.rint(value);
                if (!many && !holds(found, count, value)) {
                    many = count == MOST;
                    found[many ? 0 : count++] = value;
                }
            }
        }
        return new ValueSet(many ? List.of() : sorted(found, count), many, whole);
    }

    private static boolean holds(double[] found, int count, double value) {
        for (int i = 0; i < count; i++) {
            if (found[i] == value) {
                return true;
            }
        }
        return false;
    }

    private static List<Double> sorted(double[] found, int count) {
        return Arrays.stream(found, 0, count).sorted().boxed().toList();
    }

    /** The values of both. */
    public ValueSet plus(ValueSet other) {
        var all = new TreeSet<>(few);
        all.addAll(other.few);
        boolean tooMany = many || other.many || all.size() > MOST;
        return new ValueSet(tooMany ? List.of() : List.copyOf(all), tooMany, whole && other.whole);
    }

    /** The smallest distance of two of the few values; infinity for one. */
    public double gap() {
        double gap = Double.POSITIVE_INFINITY;
        for (int i = 1; i < few.size(); i++) {
            gap = Math.min(gap, few.get(i) - few.get(i - 1));
        }
        return gap;
    }
}
