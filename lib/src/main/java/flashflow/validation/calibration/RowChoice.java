package flashflow.validation.calibration;

import flashflow.data.RowSet;
import flashflow.data.RowSource;
import flashflow.data.SelectedRows;
import flashflow.random.Purpose;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Arrays;

/** Some rows of a source, at random and in its order. */
final class RowChoice {
    private RowChoice() {}

    /** All rows, or exactly so many of them, any with the same probability; the time does not grow with the others. */
    static RowSource atMost(RowSource source, int most, long seed) {
        long rows = source.rowCount();
        if (rows <= most) {
            return source;
        }
        var kept = new RowSet.Builder(rows);
        long next = 0;
        for (long row : chosen(rows, most, seed)) {
            kept.append(false, row - next).append(true);
            next = row + 1;
        }
        return SelectedRows.of(source, kept.append(false, rows - next).build());
    }

    /** Rising. */
    private static long[] chosen(long rows, int count, long seed) {
        var random = Purpose.VALIDATION.stream(seed);
        var chosen = new LongOpenHashSet(count);
        while (chosen.size() < count) {
            chosen.add((long) (random.uniform() * rows));
        }
        long[] rising = chosen.toLongArray();
        Arrays.sort(rising);
        return rising;
    }
}
