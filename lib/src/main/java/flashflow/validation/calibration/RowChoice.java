package flashflow.validation.calibration;

import flashflow.data.RowSet;
import flashflow.data.RowSource;
import flashflow.data.SelectedRows;
import flashflow.random.Purpose;

/** Some rows of a source, at random and in its order. */
final class RowChoice {
    private RowChoice() {}

    /** All rows, or exactly so many of them, each set with the same probability (Knuth, TAOCP 2, 3.4.2, algorithm S). */
    static RowSource atMost(RowSource source, int most, long seed) {
        long rows = source.rowCount();
        if (rows <= most) {
            return source;
        }
        var random = Purpose.VALIDATION.stream(seed);
        var kept = new RowSet.Builder(rows);
        long left = most;
        for (long row = 0; row < rows; row++) {
            boolean take = (rows - row) * random.uniform() < left;
            kept.append(take);
            left -= take ? 1 : 0;
        }
        return SelectedRows.of(source, kept.build());
    }
}
