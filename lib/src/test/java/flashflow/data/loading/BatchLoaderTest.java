package flashflow.data.loading;

import static flashflow.data.hdf5.Hdf5Files.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.data.hdf5.Hdf5Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchLoaderTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("row"), List.of("half"));
    private static final int ROWS = 1003;

    private static InMemoryDataset source() {
        float[] rows = new float[2 * ROWS];
        for (int i = 0; i < ROWS; i++) {
            rows[2 * i] = i;
            rows[2 * i + 1] = i / 2f;
        }
        return InMemoryDataset.of(LAYOUT, rows);
    }

    private static LoaderConfig config() {
        return LoaderConfig.of(64, 5).window(30, 4).threads(2, 3).cacheBytes(0);
    }

    /** The rows of an epoch in their order, each checked against its values. */
    private static long[] order(LoaderConfig config, int epoch, int firstBatch) {
        var seen = LongStream.builder();
        try (var loader = BatchLoader.of(source(), config);
                var batches = loader.epoch(epoch, firstBatch)) {
            for (RowBatch batch = batches.next(); batch != null; batch = batches.next()) {
                long[] indices = batch.rowIndices();
                var values = batch.rows();
                assertEquals(2 * batch.size(), values.remaining());
                assertTrue(values.isDirect());
                for (int i = 0; i < batch.size(); i++) {
                    assertEquals(indices[i], values.get(2 * i));
                    assertEquals(indices[i] / 2f, values.get(2 * i + 1));
                    seen.add(indices[i]);
                }
                batch.close();
            }
            assertNull(batches.next());
        }
        return seen.build().toArray();
    }

    private static long[] sorted(long[] values) {
        long[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }

    @ParameterizedTest
    @CsvSource({
        "64, 30, 4",
        "1, 30, 4",
        "1003, 30, 4",
        "2000, 7, 1",
        "100, 1003, 1",
        "64, 5000, 2",
        "64, 1, 1",
        "64, 0, 32"
    })
    void givesEveryRowOnce(int batchSize, int blockRows, int windowBlocks) {
        var config = LoaderConfig.of(batchSize, 5).window(blockRows, windowBlocks);
        long[] all = LongStream.range(0, ROWS).toArray();
        for (int epoch = 0; epoch < 3; epoch++) {
            assertArrayEquals(all, sorted(order(config, epoch, 0)));
        }
    }

    @Test
    void dependsOnSeedAndEpochOnly() {
        long[] order = order(config(), 3, 0);
        assertArrayEquals(order, order(config().threads(1, 1), 3, 0));
        assertArrayEquals(order, order(config().threads(4, 9).cacheBytes(1 << 20), 3, 0));
        assertFalse(Arrays.equals(order, order(config(), 4, 0)));
        assertFalse(Arrays.equals(order, order(LoaderConfig.of(64, 6).window(30, 4), 3, 0)));
    }

    /** The order is part of what a checkpoint relies on; it must not change with a release. */
    @Test
    void keepsTheOrderOfThisRelease() {
        assertEquals("[119, 945, 227, 953, 941]", Arrays.toString(Arrays.copyOf(order(config(), 0, 0), 5)));
    }

    @Test
    void startsAnywhere() {
        long[] whole = order(config(), 2, 0);
        for (int batch = 0; batch <= 16; batch++) {
            long[] expected = Arrays.copyOfRange(whole, Math.min(ROWS, 64 * batch), ROWS);
            assertArrayEquals(expected, order(config(), 2, batch), "from batch " + batch);
        }
    }

    @Test
    void keepsOrDropsTheLastBatch() {
        try (var loader = BatchLoader.of(source(), config())) {
            assertEquals(16, loader.batchesPerEpoch());
            assertEquals(ROWS, loader.rowsPerEpoch());
        }
        try (var loader = BatchLoader.of(source(), config().dropLast(true))) {
            assertEquals(15, loader.batchesPerEpoch());
        }
        assertEquals(15 * 64, order(config().dropLast(true), 0, 0).length);
    }

    @Test
    void keepsTheSourcesOrderWithoutShuffling() {
        assertArrayEquals(LongStream.range(0, ROWS).toArray(), order(config().shuffle(false), 7, 0));
    }

    /** Rows of a window are spread evenly: neighbours in the source are neighbours in the order no more often than by chance. */
    @Test
    void mixesWell() {
        var config = LoaderConfig.of(64, 5).window(100, 1000);
        long[] order = order(config, 0, 0);
        int neighbours = 0;
        double distance = 0;
        for (int i = 0; i + 1 < order.length; i++) {
            neighbours += Math.abs(order[i] - order[i + 1]) == 1 ? 1 : 0;
            distance += Math.abs(order[i] - order[i + 1]);
        }
        assertTrue(neighbours < 12, "neighbours: " + neighbours);
        assertEquals(ROWS / 3.0, distance / (ROWS - 1), 25);
    }

    /** Rows in the order of their index, stored in chunks. */
    private record Ordered(long rowCount, int blockRows) implements RowSource {
        @Override
        public ColumnLayout layout() {
            return LAYOUT;
        }

        @Override
        public void read(long firstRow, int rows, float[] into, int offset) {
            for (int i = 0; i < rows; i++) {
                into[offset + 2 * i] = firstRow + i;
            }
        }
    }

    /** The first rows of an ordered file differ from the last, and each batch has to be like all of them. */
    @ParameterizedTest
    @CsvSource({
        "500000, 100000",
        "524288, 500000",
        "524289, 1000",
        "2000000, 100000",
        "2000000, 24575",
        "2000000, 600000",
        "3000000, 0"
    })
    void mixesBothHalvesOfAnOrderedFile(long rows, int chunk) {
        var config = LoaderConfig.of(4096, 5).dropLast(true);
        var seen = new java.util.BitSet();
        long oneSided = 0;
        try (var loader = BatchLoader.of(new Ordered(rows, chunk), config);
                var batches = loader.epoch(1, 0)) {
            for (RowBatch batch = batches.next(); batch != null; batch = batches.next()) {
                long[] indices = batch.rowIndices();
                long lower = LongStream.of(indices).filter(i -> i < rows / 2).count();
                oneSided += lower < indices.length / 10 || lower > indices.length * 9 / 10 ? 1 : 0;
                LongStream.of(indices).forEach(i -> seen.set((int) i));
                batch.close();
            }
        }
        assertEquals(0, oneSided);
        assertEquals(rows / 4096 * 4096, seen.cardinality());
    }

    @Test
    void piecesAreTheSameWithAndWithoutACache() {
        var source = new Ordered(1_300_000, 100_003);
        for (int first : new int[] {0, 200}) {
            try (var kept = BatchLoader.of(source, LoaderConfig.of(4096, 5).cacheBytes(1 << 30));
                    var read = BatchLoader.of(source, LoaderConfig.of(4096, 5).cacheBytes(0));
                    var one = kept.epoch(2, first);
                    var other = read.epoch(2, first)) {
                for (int n = first; n < kept.batchesPerEpoch(); n++) {
                    try (var batch = one.next();
                            var same = other.next()) {
                        assertArrayEquals(same.rowIndices(), batch.rowIndices());
                        assertEquals(
                                (float) batch.rowIndices()[17], batch.rows().get(2 * 17));
                        assertEquals(same.rows(), batch.rows());
                    }
                }
                assertNull(one.next());
                assertNull(other.next());
            }
        }
    }

    @Test
    void transformsRowsByTheirIndex() {
        var transform = new RowTransform() {
            @Override
            public ColumnLayout outputLayout() {
                return new ColumnLayout(List.of(), List.of("sum", "index", "one"));
            }

            @Override
            public void apply(long firstRow, int rows, float[] in, float[] out) {
                for (int i = 0; i < rows; i++) {
                    out[3 * i] = in[2 * i] + in[2 * i + 1];
                    out[3 * i + 1] = firstRow + i;
                    out[3 * i + 2] = 1;
                }
            }
        };
        for (long cache : new long[] {0, 1 << 20}) {
            try (var loader = BatchLoader.of(source(), config().cacheBytes(cache), transform)) {
                assertEquals(3, loader.layout().width());
                for (int epoch = 0; epoch < 2; epoch++) {
                    try (var batches = loader.epoch(epoch, 3);
                            var batch = batches.next()) {
                        float index = batch.rowIndices()[10];
                        assertEquals(index * 1.5f, batch.rows().get(30));
                        assertEquals(index, batch.rows().get(31));
                    }
                }
            }
        }
    }

    @Test
    void readsOnceWhereTheRowsFitTheCache() {
        var reads = new ArrayList<Long>();
        var counting = new Counting(source(), reads);
        try (var loader = BatchLoader.of(counting, config().cacheBytes(8 * ROWS))) {
            drain(loader, 0);
            int once = reads.size();
            drain(loader, 1);
            assertEquals(34, once);
            assertEquals(once, reads.size());
        }
        try (var loader = BatchLoader.of(counting, config().cacheBytes(8 * ROWS - 1))) {
            reads.clear();
            drain(loader, 0);
            drain(loader, 1);
            assertEquals(68, reads.size());
        }
    }

    private static int drain(BatchLoader loader, int epoch) {
        int count = 0;
        try (var batches = loader.epoch(epoch, 0)) {
            for (RowBatch batch = batches.next(); batch != null; batch = batches.next()) {
                count++;
                batch.close();
            }
            assertTrue(batches.waitingShare() >= 0 && batches.waitingShare() <= 1);
        }
        return count;
    }

    private record Counting(RowSource source, List<Long> reads) implements RowSource {
        @Override
        public ColumnLayout layout() {
            return source.layout();
        }

        @Override
        public long rowCount() {
            return source.rowCount();
        }

        @Override
        public void read(long firstRow, int rows, float[] into, int offset) {
            synchronized (reads) {
                reads.add(firstRow);
            }
            source.read(firstRow, rows, into, offset);
        }
    }

    @Test
    void handsOnWhatReadingFound() {
        try (var dataset = Hdf5Files.open("bad-nan.h5");
                var loader = BatchLoader.of(dataset, LoaderConfig.of(8, 1));
                var batches = loader.epoch(0, 0)) {
            assertRefused(batches::next, "bad-nan.h5", "row 17, column 'y'");
        }
    }

    /** What a last stage makes of a batch; counts how many are open. */
    private record Staged(long[] rows, AtomicInteger open) implements LoadedBatch {
        static Staged of(RowBatch batch, AtomicInteger open) {
            open.incrementAndGet();
            try (batch) {
                return new Staged(batch.rowIndices(), open);
            }
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }

    @Test
    void batchesPassThroughALastStageAheadOfTheirUse() throws InterruptedException {
        var open = new AtomicInteger();
        try (var loader = BatchLoader.of(source(), config());
                var other = BatchLoader.of(source(), config());
                var plain = other.epoch(0, 0);
                var staged = loader.epoch(0, 0, batch -> Staged.of(batch, open))) {
            for (int i = 0; i < 5; i++) {
                try (var batch = staged.next();
                        var expected = plain.next()) {
                    assertArrayEquals(expected.rowIndices(), batch.rows());
                }
            }
            for (int tries = 0; open.get() == 0 && tries < 1000; tries++) {
                Thread.sleep(10);
            }
            assertTrue(open.get() > 0, "none is ready ahead");
        }
        assertEquals(0, open.get(), "left open by an epoch that was left early");
    }

    /** A thread that runs out of memory while it completes a batch leaves the batch as it is for ever. */
    @Test
    void nobodyWaitsForADeadThread() {
        var neverDone = new java.util.concurrent.CompletableFuture<RowBatch>();
        try (var workers = new Workers(2)) {
            workers.readers().execute(() -> {
                throw new StackOverflowError("too deep");
            });
            assertRefused(() -> awaited(workers, neverDone), "A thread of the loader died", "too deep");
        }
        var workers = new Workers(2);
        assertRefused(() -> awaited(workers, neverDone), "threads have ended without a batch");
        workers.close();
        assertRefused(() -> awaited(workers, neverDone), "was closed");
    }

    private static void awaited(Workers workers, java.util.concurrent.CompletableFuture<RowBatch> batch) {
        try {
            workers.await(batch);
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static RowSource failingWith(java.util.function.Supplier<Error> error) {
        return new RowSource() {
            @Override
            public ColumnLayout layout() {
                return LAYOUT;
            }

            @Override
            public long rowCount() {
                return ROWS;
            }

            @Override
            public void read(long firstRow, int rows, float[] into, int offset) {
                throw error.get();
            }
        };
    }

    @Test
    void anErrorOfTheSourceIsHandedOn() {
        var broken = failingWith(() -> new AssertionError("of the source"));
        try (var loader = BatchLoader.of(broken, config());
                var epoch = loader.epoch(0, 0)) {
            assertRefused(epoch::next, "Loading a batch failed", "of the source");
            assertRefused(epoch::next, "of the source");
        }
    }

    @Test
    void handsOnWhatTheLastStageFound() {
        try (var loader = BatchLoader.of(source(), config());
                var epoch = loader.<RowBatch>epoch(0, 0, batch -> {
                    throw new FlashFlowException("The device is full.");
                })) {
            assertRefused(epoch::next, "The device is full.");
        }
    }

    @Test
    void survivesInterrupts() {
        try (var loader = BatchLoader.of(source(), config());
                var batches = loader.epoch(0, 0)) {
            int count = 0;
            for (int tries = 0; tries < 1000; tries++) {
                Thread.currentThread().interrupt();
                try (var batch = batches.next()) {
                    if (batch == null) {
                        break;
                    }
                    count++;
                } catch (FlashFlowException e) {
                    assertTrue(e.getMessage().contains("interrupted"));
                }
                Thread.interrupted();
            }
            while (batches.next() != null) {
                count++;
            }
            assertEquals(16, count);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void refusesWhatCannotBe() {
        assertRefused(() -> LoaderConfig.of(0, 1), "batchSize is 0");
        try (var loader = BatchLoader.of(source(), config())) {
            assertRefused(() -> loader.epoch(0, 17), "batch 17", "16");
        }
    }

    @Test
    void aClosedBatchIsNotReadAgain() {
        try (var loader = BatchLoader.of(source(), config());
                var batches = loader.epoch(0, 0)) {
            var batch = batches.next();
            batch.close();
            assertNotEquals(
                    null, org.junit.jupiter.api.Assertions.assertThrows(IllegalStateException.class, batch::rows));
        }
    }

    @Test
    void saysThatMemoryDoesNotSuffice() {
        var full = failingWith(() -> new OutOfMemoryError("full"));
        try (var loader = BatchLoader.of(full, config());
                var epoch = loader.epoch(0, 0)) {
            assertRefused(epoch::next, "memory does not suffice", "-Xmx");
        }
    }

    @Test
    void moreRowsThanATableHoldsAreRefused() {
        var many = new RowSource() {
            @Override
            public ColumnLayout layout() {
                return LAYOUT;
            }

            @Override
            public long rowCount() {
                return 1L << 33;
            }

            @Override
            public void read(long firstRow, int rows, float[] into, int offset) {}
        };
        assertRefused(many::table, (1L << 33) + " rows", "head(n)");
        assertRefused(
                () -> BatchLoader.of(many, LoaderConfig.of(1, 1).window(1 << 16, 1))
                        .epoch(0, 0),
                "larger batchSize");
    }
}
