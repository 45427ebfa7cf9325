package flashflow.data;

import java.util.Arrays;
import java.util.List;

/** Where each of several sources begins in the common count of rows. */
final class RowOffsets {
    private final long[] ends;

    RowOffsets(List<RowSource> parts) {
        ends = parts.stream().mapToLong(RowSource::rowCount).toArray();
        Arrays.parallelPrefix(ends, Math::addExact);
    }

    long total() {
        return ends[ends.length - 1];
    }

    /** The part that holds a row: the first one that ends behind it, by binary search. */
    int part(long row) {
        int found = Arrays.binarySearch(ends, row);
        return found >= 0 ? found + 1 : -found - 1;
    }

    long start(int part) {
        return part == 0 ? 0 : ends[part - 1];
    }

    long end(int part) {
        return ends[part];
    }
}
