package flashflow.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.RowTables;
import flashflow.data.WorkInterrupted;
import flashflow.flow.FlowModel;
import flashflow.flow.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Generation by several threads: what one would make, and nothing left when it fails. */
class WorkersTest {
    private static final FlowModel MODEL = SmallModel.model();
    private static final int EVENTS = 700;

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        MODEL.close();
    }

    private static Generation quiet(int workers, int batchRows) {
        return Generation.of(MODEL)
                .seed(42)
                .batchRows(batchRows)
                .workers(workers)
                .listener(new GenerationListener() {});
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 700", "2, 1, 77", "3, 1, 256", "5, 1, 9", "2, 3, 77", "3, 10, 100", "5, 3, 699"})
    void theFileIsThatOfOneWorker(int workers, int folds, int batchRows) throws IOException {
        var source = new CarryingSource(EVENTS);
        Path alone = folder.resolve("alone.h5");
        Path together = folder.resolve("together.h5");
        var expected = quiet(1, EVENTS).folds(folds).toHdf5(source, alone);
        var report = quiet(workers, batchRows).folds(folds).toHdf5(source, together);
        assertArrayEquals(Files.readAllBytes(alone), Files.readAllBytes(together));
        assertTrue(report.redrawn() > 0);
        assertEquals(expected.redrawn(), report.redrawn());
        assertEquals(expected.warnings(), report.warnings());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void tablesAreWhatOneThreadDraws(int workers) {
        int events = 1500;
        float[] context = RowTables.rows(SmallModel.context(events), SmallModel.LAYOUT.context());
        for (int folds : new int[] {1, 3}) {
            var alone = MODEL.sampler(7);
            float[] expected = alone.generate(0, events, context, folds);
            var sampler = MODEL.sampler(7).workers(workers);
            var table = folds == 1
                    ? sampler.generate(SmallModel.context(events))
                    : sampler.oversample(SmallModel.context(events), folds);
            assertArrayEquals(expected, RowTables.rows(table, SmallModel.LAYOUT.targets()), 0);
            assertCounts(alone, sampler);
        }
    }

    private static void assertCounts(Sampler expected, Sampler actual) {
        assertEquals(expected.drawn(), actual.drawn());
        assertEquals(expected.redrawn(), actual.redrawn());
        assertEquals(expected.warnings(), actual.warnings());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void theFirstRowThatFailsIsNamed(int workers) throws IOException {
        Path out = folder.resolve("out.h5");
        for (int folds : new int[] {1, 4}) {
            var generation = quiet(workers, 50).folds(folds);
            var bad = new BadSource(List.of(333L, 120L, 620L));
            String message = assertThrows(FlashFlowException.class, () -> generation.toHdf5(bad, out))
                    .getMessage();
            assertTrue(message.contains("'pt' holds NaN in row 120;"), message);
            String ofCarried = assertThrows(
                            FlashFlowException.class, () -> generation.toHdf5(new CarryingSource(EVENTS, 444), out))
                    .getMessage();
            assertEquals("Row 444 cannot be read.", ofCarried);
        }
        assertEquals(List.of(), names());
    }

    private static void fill(int rows, float[] into, int offset) {
        for (int i = 0; i < rows; i++) {
            into[offset + 2 * i] = 30;
            into[offset + 2 * i + 1] = 0.5f;
        }
    }

    /** Context that is NaN in some rows, which no reader has refused. */
    private record BadSource(List<Long> bad) implements RowSource {
        @Override
        public ColumnLayout layout() {
            return new ColumnLayout(List.of(), SmallModel.LAYOUT.context());
        }

        @Override
        public long rowCount() {
            return EVENTS;
        }

        @Override
        public void read(long firstRow, int rows, float[] into, int offset) {
            fill(rows, into, offset);
            for (long row : bad) {
                if (row >= firstRow && row < firstRow + rows) {
                    into[offset + 2 * (int) (row - firstRow)] = Float.NaN;
                }
            }
        }
    }

    /** The stop button while this thread waits for the others. */
    @Test
    void anInterruptInTheMiddleLeavesNothing() throws IOException {
        var generating = Thread.currentThread();
        var source = new WatchedSource(() -> generating.interrupt());
        assertThrows(WorkInterrupted.class, () -> quiet(3, 10).toHdf5(source, folder.resolve("out.h5")));
        assertFalse(Thread.currentThread().isInterrupted());
        assertEquals(List.of(), names());
        long read = source.read.get();
        assertTrue(read < source.rowCount() / 10, read + " rows were read");
    }

    /** However many rows there are, a few batches are ahead of what is written. */
    @Test
    void readingKeepsCloseToWriting() {
        var source = new WatchedSource(() -> {});
        var written = new AtomicInteger();
        var most = new AtomicLong();
        var listener = new GenerationListener() {
            @Override
            public void progressed(GenerationProgress progress) {
                written.set((int) progress.rows());
                most.accumulateAndGet(source.read.get() - progress.rows(), Math::max);
            }
        };
        quiet(3, 10).listener(listener).to(source, (columns, exact, origin) -> new TableSink(columns, exact, 20_000));
        assertEquals(20_000, written.get());
        assertTrue(most.get() <= 2 * 3 * 10, most + " rows ahead");
    }

    /** Counts its rows, and does something at the first beyond 500. */
    private static final class WatchedSource implements RowSource {
        private final Runnable then;
        private final AtomicLong read = new AtomicLong();

        WatchedSource(Runnable then) {
            this.then = then;
        }

        @Override
        public ColumnLayout layout() {
            return new ColumnLayout(List.of(), SmallModel.LAYOUT.context());
        }

        @Override
        public long rowCount() {
            return 20_000;
        }

        @Override
        public void read(long firstRow, int rows, float[] into, int offset) {
            fill(rows, into, offset);
            if (read.addAndGet(rows) == 500) {
                then.run();
            }
        }
    }

    /** Rows of a block are 1024 here. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 1024",
        "5, 1, 1024",
        "100000, 1, 3072",
        "10000000, 1, 16384",
        "10000000, 10, 1024",
        "307, 10, 256",
        "1, 1000000, 1",
        "1000, 1000, 16"
    })
    void piecesFillTheBlocksOfTheFlow(long events, int folds, int expected) {
        assertEquals(expected, MODEL.sampler(1).batchRows(events, folds));
    }

    @Test
    void aGenerationNeedsAWorker() {
        assertThrows(FlashFlowException.class, () -> quiet(-1, 5));
        assertThrows(FlashFlowException.class, () -> MODEL.sampler(1).workers(0));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
