package flashflow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlocksTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("y"), List.of("x"));

    private static RowSource source(int rows) {
        float[] values = new float[2 * rows];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return InMemoryDataset.of(LAYOUT, values);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 10", "10, 10", "11, 10", "1000, 7", "9, 3"})
    void everyRowComesOnceAndInOrder(int rows, int size) {
        var blocks = new Blocks(rows, size);
        var firsts = new ArrayList<Long>();
        blocks.inOrder((first, count) -> {
            assertEquals((long) firsts.size() * size, first);
            assertEquals(Math.min(size, rows - first), count);
            firsts.add(first);
        });
        assertEquals(blocks.count(), firsts.size());
        var seen = new AtomicIntegerArray(rows);
        blocks.inParallel((first, count) -> {
            for (int i = 0; i < count; i++) {
                seen.incrementAndGet((int) first + i);
            }
        });
        for (int i = 0; i < rows; i++) {
            assertEquals(1, seen.get(i));
        }
    }

    @Test
    void readsWhatTheSourceHolds() {
        float[] all = new float[2 * 23];
        new Blocks(23, 5).read(source(23), (values, first, count) -> {
            assertEquals(10, values.length);
            System.arraycopy(values, 0, all, 2 * (int) first, 2 * count);
        });
        float[] expected = new float[all.length];
        source(23).read(0, 23, expected, 0);
        assertArrayEquals(expected, all);
    }

    @Test
    void thereIsNothingInNoRows() {
        var none = new Blocks(0, 5);
        assertEquals(0, none.count());
        none.inOrder((first, count) -> assertEquals(0, count));
        none.inParallel((first, count) -> assertEquals(0, count));
        assertThrows(FlashFlowException.class, () -> new Blocks(5, 0));
        assertThrows(FlashFlowException.class, () -> new Blocks(-1, 5));
    }

    @Test
    void anInterruptEndsThePassBeforeTheNextBlock() {
        var seen = new ArrayList<Long>();
        String told = assertThrows(FlashFlowException.class, () -> new Blocks(100, 10).inOrder((first, count) -> {
                    seen.add(first);
                    if (first == 30) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .getMessage();
        assertEquals(List.of(0L, 10L, 20L, 30L), seen);
        assertTrue(told.contains("interrupted at row 40 of 100") && told.endsWith("."), told);
        assertFalse(Thread.interrupted());
    }

    /** What decodes a file or transforms a batch is finished, whoever waits for it. */
    @Test
    void anInterruptDoesNotEndParallelWork() {
        var seen = new AtomicIntegerArray(10);
        Thread.currentThread().interrupt();
        new Blocks(100, 10).inParallel((first, count) -> seen.incrementAndGet((int) first / 10));
        assertTrue(Thread.interrupted());
        for (int i = 0; i < 10; i++) {
            assertEquals(1, seen.get(i));
        }
    }

    @Test
    void aFailureComesThrough() {
        var failure = new IllegalStateException("on purpose");
        Blocks.Work work = (first, count) -> {
            if (first == 50) {
                throw failure;
            }
        };
        for (boolean parallel : new boolean[] {false, true}) {
            var found = assertThrows(IllegalStateException.class, () -> {
                if (parallel) {
                    new Blocks(100, 10).inParallel(work);
                } else {
                    new Blocks(100, 10).inOrder(work);
                }
            });
            assertEquals(failure.getMessage(), rootMessage(found));
        }
    }

    /** The pool rebuilds the exception and keeps the first as its cause. */
    private static String rootMessage(Throwable found) {
        return found.getCause() == null ? found.getMessage() : rootMessage(found.getCause());
    }
}
