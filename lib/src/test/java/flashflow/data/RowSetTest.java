package flashflow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowSetTest {
    /** Kept rows come in runs of the mean length, so that there are full, empty and mixed pieces. */
    static BitSet random(int rows, double share, int run, long seed) {
        var random = new Random(seed);
        var bits = new BitSet(rows);
        for (int row = 0; row < rows; ) {
            int length = 1 + random.nextInt(2 * run - 1);
            if (random.nextDouble() < share) {
                bits.set(row, Math.min(rows, row + length));
            }
            row += length;
        }
        return bits;
    }

    static RowSet of(BitSet bits, int rows) {
        var builder = new RowSet.Builder(rows);
        for (int row = 0; row < rows; row++) {
            builder.append(bits.get(row));
        }
        return builder.build();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "64, 0.5, 1",
        "65, 0.5, 1",
        "65536, 0.5, 3",
        "65537, 1, 1",
        "200000, 0.01, 1",
        "200000, 0.99, 1",
        "700000, 0.5, 100000",
        "700000, 0.2, 70000",
        "131072, 0, 1",
        "131072, 1, 1"
    })
    void answersAsABitSet(int rows, double share, int run) {
        var bits = random(rows, share, run, rows);
        var set = of(bits, rows);
        assertEquals(rows, set.rows());
        assertEquals(bits.cardinality(), set.count());
        long kept = bits.cardinality();
        for (int row = rows - 1, next = rows, gap = rows; row >= 0; row--) {
            next = bits.get(row) ? row : next;
            gap = bits.get(row) ? gap : row;
            assertEquals(bits.get(row), set.contains(row));
            assertEquals(next, set.next(row));
            assertEquals(gap, set.nextGap(row));
            if (bits.get(row)) {
                assertEquals(row, set.row(--kept));
            }
        }
    }

    @Test
    void someOfSome() {
        int rows = 300_000;
        var outer = random(rows, 0.4, 30_000, 1);
        int count = outer.cardinality();
        var inner = random(count, 0.3, 2, 2);
        var both = of(outer, rows).some(of(inner, count));
        assertEquals(inner.cardinality(), both.count());
        int place = 0;
        for (int row = outer.nextSetBit(0); row >= 0; row = outer.nextSetBit(row + 1)) {
            assertEquals(inner.get(place++), both.contains(row));
        }
        assertEquals(both.count(), RowSet.all(rows).some(both).count());
    }

    /** Rows beyond what an int counts, and hardly any memory where nothing is chosen. */
    @Test
    void holdsManyRows() {
        long rows = 10_000_000_000L;
        var set = RowSet.without(rows, 3, 4_000_000_000L, rows - 1);
        assertEquals(rows - 3, set.count());
        assertEquals(4_000_000_001L, set.row(3_999_999_999L));
        assertEquals(4_000_000_001L, set.next(4_000_000_000L));
        assertEquals(4_000_000_000L, set.nextGap(4));
        assertEquals(rows, set.next(rows - 1));
    }

    @Test
    void refusesWhatIsNoSelection() {
        for (long[] wrong : new long[][] {{3, 3}, {4, 3}, {-1}, {10}}) {
            String told = assertThrows(FlashFlowException.class, () -> RowSet.without(10, wrong))
                    .getMessage();
            assertTrue(told.contains("rising"), told);
        }
        assertThrows(
                FlashFlowException.class,
                () -> new RowSet.Builder(10).append(true, 9).build());
        assertThrows(FlashFlowException.class, () -> RowSet.all(10).some(RowSet.all(9)));
        assertThrows(FlashFlowException.class, () -> RowSet.all(10).row(10));
    }
}
