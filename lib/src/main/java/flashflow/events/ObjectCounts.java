package flashflow.events;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was counted while objects of one kind were made; those of a piece are added up in order. */
final class ObjectCounts {
    private final List<String> columns;
    private final long[] held;
    private final long[] rounded;
    private long generated;
    private long found;
    private long unmatched;

    ObjectCounts(List<String> columns) {
        this.columns = columns;
        this.held = new long[columns.size()];
        this.rounded = new long[columns.size()];
    }

    void generated(int objects) {
        generated += objects;
    }

    long generated() {
        return generated;
    }

    void found(int objects) {
        found += objects;
    }

    void unmatched(int objects) {
        unmatched += objects;
    }

    void held(String column) {
        held[columns.indexOf(column)]++;
    }

    void rounded(String column) {
        rounded[columns.indexOf(column)]++;
    }

    void add(ObjectCounts other) {
        generated += other.generated;
        found += other.found;
        unmatched += other.unmatched;
        Arrays.setAll(held, c -> held[c] + other.held[c]);
        Arrays.setAll(rounded, c -> rounded[c] + other.rounded[c]);
    }

    /** @param redrawn draws that were thrown away */
    ObjectReport report(String kind, long redrawn) {
        return new ObjectReport(kind, generated, found, unmatched, redrawn, some(held), some(rounded));
    }

    private Map<String, Long> some(long[] counts) {
        var some = new LinkedHashMap<String, Long>();
        for (int c = 0; c < counts.length; c++) {
            if (counts[c] > 0) {
                some.put(columns.get(c), counts[c]);
            }
        }
        return some;
    }
}
