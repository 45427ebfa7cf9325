package flashflow.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.RowSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every sink of rows. */
class SinksTest {
    private static final CarriedColumn EVENT = new CarriedColumn("event", ColumnType.INT32);
    private static final CarriedColumn TEXT = new CarriedColumn("text", ColumnType.TEXT);
    private static final List<CarriedColumn> EXACT = List.of(EVENT, TEXT);
    private static final List<String> NAMES = List.of("x", "y");

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("rows.out");
    }

    private int files() throws IOException {
        try (var files = Files.list(folder)) {
            return (int) files.count();
        }
    }

    private static List<ExactColumn> exact(int rows, long event, String text) {
        long[] events = new long[rows];
        String[] texts = new String[rows];
        java.util.Arrays.fill(events, event);
        java.util.Arrays.fill(texts, text);
        return List.of(ExactColumn.of(EVENT, events), ExactColumn.of(TEXT, texts));
    }

    private static void write(RowSink sink) {
        sink.write(new float[] {9, 1, 2, 3, 4}, 1, 2, exact(2, 7, "a"));
    }

    private static void refused(String said, Executable work) {
        String message = assertThrows(FlashFlowException.class, work).getMessage();
        assertTrue(message.contains(said) && message.contains("; ") && message.endsWith("."), message);
    }

    /** The sentences are alike, whatever is written, and nothing is left. */
    @ParameterizedTest
    @EnumSource
    void refusesWhatCannotBeRightAndStaysUsable(SinkKind kind) throws IOException {
        refused("not all different", () -> kind.open(file(), List.of("x", "x"), List.of()));
        refused("not all different", () -> kind.open(file(), List.of(), List.of()));
        assertEquals(0, files());
        try (var sink = kind.open(file(), NAMES, EXACT)) {
            refused("no row was written", sink::finish);
            var good = exact(1, 7, "a");
            var one = new float[2];
            refused("were announced", () -> sink.write(one, 0, 1, List.of()));
            refused("were announced", () -> sink.write(one, 0, 1, List.of(good.get(1), good.get(0))));
            refused("came with 2 values for 1 rows", () -> sink.write(one, 0, 1, exact(2, 7, "a")));
            refused("1 rows of 2 values", () -> sink.write(one, 1, 1, good));
            refused("row 0, column 'y' would be NaN", () -> sink.write(new float[] {1, Float.NaN}, 0, 1, good));
            refused("which no int32 is", () -> sink.write(one, 0, 1, exact(1, 1L << 31, "a")));
            refused("would be null", () -> sink.write(one, 0, 1, exact(1, 7, null)));
            refused("half a character", () -> sink.write(one, 0, 1, exact(1, 7, "\ud800")));
            write(sink);
            refused("row 2, column 'x' would be Infinity", () -> sink.write(new float[] {1 / 0f, 1}, 0, 1, good));
            sink.finish();
            refused("already finished", () -> write(sink));
            refused("already finished", sink::finish);
        }
        assertEquals(kind.isFile() ? 1 : 0, files());
    }

    /** A model of which float32 holds no column writes exact ones alone. */
    @ParameterizedTest
    @EnumSource(names = {"PARQUET", "CSV", "TABLE"})
    void exactColumnsMayStandAlone(SinkKind kind) {
        try (var sink = kind.open(file(), List.of(), EXACT)) {
            sink.write(new float[0], 0, 2, exact(2, 7, "a"));
            sink.finish();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotFinishedLeavesNothingAndTakesNoMore(SinkKind kind) throws IOException {
        Stream.<Consumer<RowSink>>of(sink -> {}, SinksTest::write).forEach(begin -> {
            var sink = kind.open(file(), NAMES, EXACT);
            begin.accept(sink);
            sink.close();
            sink.close();
            refused("closed without being finished", () -> write(sink));
            refused("closed without being finished", sink::finish);
        });
        assertEquals(0, files());
    }

    /** A limit on the size of files makes writes fail in their middle, as a full disk does. */
    @ParameterizedTest
    @EnumSource(names = "TABLE", mode = EnumSource.Mode.EXCLUDE)
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsOneSentenceAndHalfABlockIsNeverFinished(SinkKind kind) throws Exception {
        try (var limited = new SinkProcess(kind, file(), "bash", "-c", "ulimit -f 128; exec \"$@\"", "limited")) {
            assertEquals("open", limited.says());
            limited.goOn();
            String told = limited.says();
            assertTrue(told.contains("it cannot be written (File too large); check that"), told);
            String finish = limited.says();
            assertTrue(finish.contains("an earlier writing to it has failed"), finish);
            assertEquals("closed", limited.says());
            assertEquals(0, limited.process.waitFor());
        }
        assertEquals(0, files());
    }

    @ParameterizedTest
    @EnumSource(names = "TABLE", mode = EnumSource.Mode.EXCLUDE)
    void aKilledProcessLeavesTheEarlierFileAndItsPartsAreRemovedByTheNext(SinkKind kind) throws Exception {
        Files.writeString(file(), "earlier");
        try (var killed = new SinkProcess(kind, file())) {
            assertEquals("open", killed.says());
            killed.process.destroyForcibly().waitFor();
        }
        assertEquals("earlier", Files.readString(file()));
        assertTrue(files() > 1);
        try (var sink = SinkProcess.open(kind, file())) {
            SinkProcess.write(sink, 0);
            sink.finish();
        }
        assertEquals(1, files());
        assertTrue(Files.size(file()) > 1000);
    }
}
