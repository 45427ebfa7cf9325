package flashflow.events;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a generation into events did for the objects of one kind, all folds counted.
 *
 * @param kind jets or muons
 * @param generated generator objects, each of them once a fold
 * @param found those of them that were found, and drawn
 * @param unmatched objects without a generator object that were drawn
 * @param redrawn draws thrown away because they were not finite or outside a physical range
 * @param held by column, values that were brought to the range of the full simulation
 * @param rounded by column, values of flags, ids and counts that were brought to one that occurs
 */
public record ObjectReport(
        String kind,
        long generated,
        long found,
        long unmatched,
        long redrawn,
        Map<String, Long> held,
        Map<String, Long> rounded) {
    /** Copies the maps. */
    public ObjectReport {
        held = Collections.unmodifiableMap(new LinkedHashMap<>(held));
        rounded = Collections.unmodifiableMap(new LinkedHashMap<>(rounded));
    }

    /** Both counted together. */
    ObjectReport plus(ObjectReport other) {
        return new ObjectReport(
                kind,
                generated + other.generated,
                found + other.found,
                unmatched + other.unmatched,
                redrawn + other.redrawn,
                sum(held, other.held),
                sum(rounded, other.rounded));
    }

    private static Map<String, Long> sum(Map<String, Long> some, Map<String, Long> others) {
        var sum = new LinkedHashMap<>(some);
        others.forEach((column, count) -> sum.merge(column, count, Long::sum));
        return sum;
    }

    /** Objects written. */
    public long written() {
        return found + unmatched;
    }
}
