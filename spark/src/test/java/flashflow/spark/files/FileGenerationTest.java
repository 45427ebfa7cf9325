package flashflow.spark.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.InMemoryDataset;
import flashflow.data.NonFinite;
import flashflow.data.RowSource;
import flashflow.data.WorkInterrupted;
import flashflow.flow.FlowModel;
import flashflow.generation.Generation;
import flashflow.generation.GenerationListener;
import flashflow.generation.GenerationProgress;
import flashflow.generation.GenerationReport;
import flashflow.spark.BentModel;
import flashflow.spark.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many files become many files, each row once and with where it comes from, the same bits as on one machine. */
class FileGenerationTest {
    private static final long SEED = 42;
    private static final int[] ROWS = {70, 1, 130};
    private static final long ALL = 201;
    /** Beyond what float64 holds. */
    private static final long FAR = (1L << 53) + 1;

    private static final CarriedColumn ID = new CarriedColumn("id", ColumnType.INT64);
    private static final FlowModel MODEL = BentModel.model();

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        MODEL.close();
    }

    @BeforeEach
    void writeContext() throws IOException {
        Files.createDirectory(in());
        long first = 0;
        for (int i = 0; i < ROWS.length; i++) {
            write(in().resolve("gen-" + i + (i == 1 ? ".parquet" : ".h5")), first, ROWS[i]);
            first += ROWS[i];
        }
    }

    private Path in() {
        return folder.resolve("in");
    }

    private Path out() {
        return folder.resolve("out");
    }

    private static float[] context(long first, int count) {
        float[] rows = BentModel.rows((int) ALL);
        float[] context = new float[2 * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows, 4 * (int) (first + i), context, 2 * i, 2);
        }
        return context;
    }

    private static void write(Path file, long first, int count) {
        var format = ContextFile.isParquet(file) ? FileFormat.PARQUET : FileFormat.HDF5;
        var ids = ExactColumn.of(
                ID, LongStream.range(FAR + first, FAR + first + count).toArray());
        try (var sink = format.open(file, BentModel.LAYOUT.context(), List.of(ID), Map.of())) {
            sink.write(context(first, count), 0, count, List.of(ids));
            sink.finish();
        }
    }

    private static FileGeneration generation() {
        return FileGeneration.of(LocalSpark.session(), MODEL).seed(SEED).carry("id");
    }

    private FileReport generate(FileGeneration generation) {
        return generation.generate(List.of(in()), out());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(out())) {
            return files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .sorted()
                    .toList();
        }
    }

    /** Of all files one after the other. */
    private float[] targets() throws IOException {
        float[] values = new float[0];
        for (Path file : files()) {
            try (var rows = ContextFile.open(file, BentModel.LAYOUT.targets(), List.of(), NonFinite.REFUSE)) {
                float[] some = new float[(int) rows.rowCount() * 2];
                rows.read(0, (int) rows.rowCount(), some, 0);
                int at = values.length;
                values = Arrays.copyOf(values, at + some.length);
                System.arraycopy(some, 0, values, at, some.length);
            }
        }
        return values;
    }

    private long[] column(String name) throws IOException {
        var all = LongStream.empty();
        for (Path file : files()) {
            try (var rows = ContextFile.open(file, List.of("a"), List.of(name), NonFinite.REFUSE)) {
                var column = rows.readCarried(0, (int) rows.rowCount()).get(0);
                long[] values = IntStream.range(0, column.size())
                        .mapToLong(column::longAt)
                        .toArray();
                all = LongStream.concat(all, Arrays.stream(values));
            }
        }
        return all.toArray();
    }

    private static float[] onOneMachine(int folds) {
        RowSource all = InMemoryDataset.of(
                new flashflow.data.ColumnLayout(List.of(), BentModel.LAYOUT.context()), context(0, (int) ALL));
        var table = Generation.of(MODEL)
                .seed(SEED)
                .folds(folds)
                .listener(new GenerationListener() {})
                .toTable(all);
        float[] values = new float[table.rowCount() * 2];
        for (int i = 0; i < table.rowCount(); i++) {
            values[2 * i] = table.floatColumn("a").getFloat(i);
            values[2 * i + 1] = table.floatColumn("b").getFloat(i);
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"HDF5, 1, 0", "HDF5, 3, 50", "PARQUET, 1, 33", "PARQUET, 3, 0"})
    void aSampleIsThatOfOneMachineAndSaysWhereItComesFrom(FileFormat format, int folds, long rangeRows)
            throws IOException {
        var report = generate(generation().folds(folds).format(format).rangeRows(rangeRows));
        assertEquals(ALL * folds, report.rows());
        assertArrayEquals(onOneMachine(folds), targets());
        var origins = new long[3][(int) ALL * folds];
        int at = 0;
        for (int file = 0; file < ROWS.length; file++) {
            for (int i = 0; i < ROWS[file] * folds; i++, at++) {
                origins[0][at] = file;
                origins[1][at] = i / folds;
                origins[2][at] = i % folds;
            }
        }
        assertArrayEquals(origins[0], column("file"));
        assertArrayEquals(origins[1], column("row"));
        assertArrayEquals(origins[2], column("fold"));
        int draws = folds;
        assertArrayEquals(
                IntStream.range(0, (int) ALL * draws)
                        .mapToLong(i -> FAR + i / draws)
                        .toArray(),
                column("id"));
    }

    @Test
    void whoListensHearsOfEveryRowAndAnInterruptLeavesWhatIsComplete() throws IOException {
        var told = new ArrayList<Long>();
        var caller = Thread.currentThread();
        var stop = new GenerationListener() {
            @Override
            public void started(long rows) {
                told.add(rows);
            }

            @Override
            public void progressed(GenerationProgress progress) {
                caller.interrupt();
            }
        };
        var one = generation().rangeRows(10);
        var failure = assertThrows(WorkInterrupted.class, () -> generate(one.listener(stop)));
        assertTrue(failure.getMessage().contains("of 21 files"), failure.getMessage());
        assertTrue(
                failure.getMessage().contains("files are complete, and the job goes on from there"),
                failure.getMessage());
        var listener = new GenerationListener() {
            @Override
            public void progressed(GenerationProgress progress) {
                told.add(progress.rows());
            }

            @Override
            public void ended(GenerationReport report) {
                told.add(report.rows());
            }
        };
        var report = generate(one.listener(listener));
        assertTrue(report.resumed() > 0 && report.resumed() < 21, report.toString());
        assertEquals(ALL, told.get(0));
        assertEquals(told.get(told.size() - 2), told.get(told.size() - 1));
        assertArrayEquals(onOneMachine(1), targets());
    }

    @ParameterizedTest
    @CsvSource({"130, 50, 44", "100, 50, 50", "101, 50, 34", "1, 50, 1", "131072, 262144, 131072"})
    void aFileIsCutEvenly(long rows, long most, long size) {
        var ranges = FileRange.all(new InputFile(0, "a", 0, 0, rows, 7), most).toList();
        assertEquals(size, ranges.get(0).count());
        assertEquals((rows - 1) / most + 1, ranges.size());
        assertEquals(rows, ranges.stream().mapToLong(FileRange::count).sum());
    }

    private Map<String, String> sums() throws IOException {
        var sums = new TreeMap<String, String>();
        for (Path file : files()) {
            sums.put(file.getFileName().toString(), CommittedRange.sha256(file));
        }
        return sums;
    }

    @Test
    void aJobStartedAgainMakesOnlyWhatIsMissingAndTheSameBytes() throws IOException {
        generate(generation().rangeRows(50));
        var before = sums();
        assertEquals(6, before.size());
        Files.delete(out().resolve("_flashflow/committed/part-000002-000000000044.json"));
        Files.writeString(files().get(3), "torn");
        Files.delete(files().get(1));
        var untouched = Files.getLastModifiedTime(files().get(0));
        var report = generate(generation().rangeRows(50));
        assertEquals(3, report.resumed());
        assertEquals(before, sums());
        assertEquals(untouched, Files.getLastModifiedTime(files().get(0)));
    }

    @Test
    void aFileThatIsNotWhatWasWrittenIsFoundInTheEndAndMadeAgain() throws IOException {
        generate(generation().rangeRows(50));
        var before = sums();
        byte[] content = Files.readAllBytes(files().get(2));
        content[content.length - 1] ^= 1;
        Files.write(files().get(2), content);
        var failure = assertThrows(
                FlashFlowException.class, () -> generate(generation().rangeRows(50)));
        assertTrue(failure.getMessage().contains("1 of 6 files"), failure.getMessage());
        assertEquals(5, generate(generation().rangeRows(50)).resumed());
        assertEquals(before, sums());
    }

    @Test
    void anAttemptThatIsRepeatedLeavesOneFile() throws IOException {
        generate(generation().rangeRows(50));
        var before = sums();
        try (Stream<Path> records = Files.list(out().resolve("_flashflow/committed"))) {
            for (Path record : records.toList()) {
                Files.delete(record);
            }
        }
        assertEquals(0, generate(generation().rangeRows(50)).resumed());
        assertEquals(before, sums());
        try (Stream<Path> left = Files.list(out().resolve("_flashflow/attempts"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aFolderOfAnotherJobOrOfOtherFilesIsRefused() throws IOException {
        generate(generation());
        var others = List.of(
                generation().seed(1),
                generation().folds(2),
                generation().rangeRows(7),
                generation().carry());
        for (FileGeneration other : others) {
            var failure = assertThrows(FlashFlowException.class, () -> generate(other));
            assertTrue(failure.getMessage().contains("another job"), failure.getMessage());
        }
        write(in().resolve("gen-9.h5"), 0, 5);
        assertThrows(FlashFlowException.class, () -> generate(generation()));
        Files.createDirectory(folder.resolve("full"));
        Files.writeString(folder.resolve("full/notes.txt"), "mine");
        var failure = assertThrows(
                FlashFlowException.class, () -> generation().generate(List.of(in()), folder.resolve("full")));
        assertTrue(failure.getMessage().contains("not empty"), failure.getMessage());
    }

    @Test
    void aFileThatHasChangedIsNotMixedWithWhatWas() throws IOException {
        generate(generation());
        write(in().resolve("gen-2.h5"), 0, 131);
        var failure = assertThrows(FlashFlowException.class, () -> generate(generation()));
        assertTrue(failure.getMessage().contains("gen-2.h5 as it was"), failure.getMessage());
    }

    @Test
    void aFolderThatCannotBeIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        for (Path out : List.of(file, file.resolve("out"))) {
            var failure =
                    assertThrows(FlashFlowException.class, () -> generation().generate(List.of(in()), out));
            assertTrue(failure.getMessage().contains("cannot be written"), failure.getMessage());
        }
    }

    @Test
    void aJobWhoseFolderAnotherOneTookDoesNotEndWell() throws IOException {
        generation().seed(7).generate(List.of(in()), folder.resolve("other"));
        var taking = new GenerationListener() {
            @Override
            public void progressed(GenerationProgress progress) {
                try {
                    String plan = "_flashflow/job.json";
                    Files.copy(
                            folder.resolve("other").resolve(plan),
                            out().resolve(plan),
                            StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        var failure = assertThrows(
                FlashFlowException.class, () -> generate(generation().listener(taking)));
        assertTrue(failure.getMessage().contains("seed 7 and 1 folds"), failure.getMessage());
        assertFalse(Files.exists(out().resolve("_SUCCESS")));
    }

    @Test
    void filesThatCannotBeReadAreAllNamedBeforeTheFirstTask() throws IOException {
        Files.writeString(in().resolve("gen-3.h5"), "no HDF5");
        Files.writeString(in().resolve("gen-4.parquet"), "no Parquet");
        var failure = assertThrows(FlashFlowException.class, () -> generate(generation()));
        assertTrue(failure.getMessage().contains("2 of 5 files"), failure.getMessage());
        assertTrue(failure.getMessage().contains("gen-3.h5"), failure.getMessage());
        assertTrue(failure.getMessage().contains("gen-4.parquet"), failure.getMessage());
        assertFalse(Files.exists(out()));
        var report = generate(generation().skipUnreadable());
        assertEquals(2, report.unreadable().size());
        assertArrayEquals(onOneMachine(1), targets());
    }

    @Test
    void aValueThatIsNoNumberIsNamedAndTheJobGoesOnWhenItIsMended() throws IOException {
        var bad = in().resolve("gen-2.h5");
        byte[] good = Files.readAllBytes(bad);
        float[] values = context(71, 130);
        Files.write(bad, with(good, values[2 * 76], values[2 * 76 + 1], Float.NaN));
        var time = Files.getLastModifiedTime(bad);
        var failure = assertThrows(
                FlashFlowException.class, () -> generate(generation().rangeRows(50)));
        assertTrue(failure.getMessage().contains("gen-2.h5"), failure.getMessage());
        assertTrue(failure.getMessage().contains("row 77, column 'pt'"), failure.getMessage());
        assertTrue(failure.getMessage().contains("dropNonFinite()"), failure.getMessage());
        var without =
                generation().rangeRows(50).folds(2).dropNonFinite().generate(List.of(in()), folder.resolve("kept"));
        assertEquals(1, without.dropped());
        assertEquals(2 * (ALL - 1), without.rows());
        Files.write(bad, good);
        Files.setLastModifiedTime(bad, time);
        assertTrue(generate(generation().rangeRows(50)).resumed() > 0);
        assertArrayEquals(onOneMachine(1), targets());
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "3, 50"})
    void otherRowsAreTheSameWithoutThoseThatAreLeftOut(int folds, long rangeRows) throws IOException {
        var bad = in().resolve("gen-0.h5");
        float[] values = context(0, 70);
        Files.write(bad, with(Files.readAllBytes(bad), values[4], values[5], Float.NEGATIVE_INFINITY));
        generate(generation().folds(folds).rangeRows(rangeRows).dropNonFinite());
        float[] whole = onOneMachine(folds);
        float[] kept = Arrays.copyOf(whole, whole.length - 2 * folds);
        System.arraycopy(whole, 8 * folds, kept, 6 * folds, kept.length - 6 * folds);
        assertArrayEquals(kept, targets());
        assertEquals(4, column("row")[3 * folds]);
    }

    /** Another number after two that are there. */
    private static byte[] with(byte[] file, float before, float beside, float other) {
        var bytes = java.nio.ByteBuffer.wrap(file.clone()).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (bytes.getFloat(at) != before || bytes.getFloat(at + 4) != beside) {
            at++;
        }
        return bytes.putFloat(at + 8, other).array();
    }

    @Test
    void contextThatIsMissingIsRefusedBeforeTheFirstTask() {
        var failure = assertThrows(
                FlashFlowException.class, () -> generate(generation().carry("nothing")));
        assertTrue(failure.getMessage().contains("'nothing'"), failure.getMessage());
        assertFalse(Files.exists(out()));
    }

    @Test
    void aFileNamedTwiceIsRefused() {
        var failure = assertThrows(
                FlashFlowException.class, () -> generation().generate(List.of(in(), in().resolve("gen-*.h5")), out()));
        assertTrue(failure.getMessage().contains("named twice"), failure.getMessage());
    }
}
