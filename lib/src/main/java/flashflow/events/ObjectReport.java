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

    /** Objects written. */
    public long written() {
        return found + unmatched;
    }
}
