package flashflow.preprocessing;

import flashflow.preprocessing.transforms.Discrete;
import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each value of a column occurs, as long as they are no more than {@link Discrete#MOST}.
 *
 * @param counts by value; empty where there are too many
 * @param many whether there are too many
 */
record ValueCounts(SortedMap<Double, Long> counts, boolean many) implements Serializable {
    static final ValueCounts NONE = new ValueCounts(new TreeMap<>(), false);

    /** Of those of the values that are not NaN. */
    static ValueCounts of(double[] values) {
        var counts = new TreeMap<Double, Long>();
        for (double value : values) {
            if (!Double.isNaN(value)) {
                // Of the two zeros there is one.
                counts.merge(value + 0.0, 1L, Long::sum);
            }
        }
        return bounded(counts, false);
    }

    ValueCounts plus(ValueCounts other) {
        var all = new TreeMap<>(counts);
        other.counts.forEach((value, count) -> all.merge(value, count, Long::sum));
        return bounded(all, many || other.many);
    }

    private static ValueCounts bounded(SortedMap<Double, Long> counts, boolean many) {
        boolean tooMany = many || counts.size() > Discrete.MOST;
        return new ValueCounts(tooMany ? new TreeMap<>() : counts, tooMany);
    }

    Discrete discrete() {
        return Discrete.of(
                counts.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                counts.values().stream().mapToLong(Long::longValue).toArray());
    }
}
