package flashflow.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.Python;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.EachType;
import flashflow.data.ExactColumn;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSink;
import flashflow.data.RowSource;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.flow.FlowModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source carries comes out as it went in, whatever the output, the folds and the batches. */
class CarriedTest {
    private static final FlowModel MODEL = SmallModel.model();
    private static final int EVENTS = 50;
    private static final String CHECK =
            """
            events, folds = int(sys.argv[1]), int(sys.argv[2])
            made, rows = columns(events), np.arange(events * folds) // folds
            for name in sys.argv[3:]:
                with h5py.File(name) as f:
                    n = len(f["data"])
                    assert not f["data"].attrs["columns"].tolist().count(b"event number"), "carried within the matrix"
                    check(f, made, rows[:n])
                    rows = rows[n:]
            assert len(rows) == 0
            """;

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        MODEL.close();
    }

    private static Generation quiet() {
        return Generation.of(MODEL).seed(42).listener(new GenerationListener() {});
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1000000000",
        "1, 7, 1000000000",
        "1, 1000, 1000000000",
        "3, 1, 1000000000",
        "3, 7, 1000000000",
        "3, 1000, 1000000000",
        "1, 7, 2500",
        "3, 7, 7000"
    })
    void h5pyReadsThemBesideTheSample(int folds, int batchRows, long splitAbove) {
        Python.assumed("h5py");
        var out = folder.resolve("sample.h5");
        var generation = quiet().folds(folds).batchRows(batchRows);
        var report = generation.output(w -> w.splitAbove(splitAbove)).toHdf5(new CarryingSource(EVENTS), out);
        assertEquals(splitAbove > 10_000 ? 1 : 2, report.files().size());
        var arguments = Stream.concat(Stream.of(EVENTS, folds), report.files().stream());
        Python.run(EachType.PYTHON + CHECK, arguments.toArray());
        assertSameMatrix(folds, report.files());
    }

    /** The sample does not know of them. */
    private void assertSameMatrix(int folds, List<Path> files) {
        var plain = folder.resolve("plain.h5");
        var rows = InMemoryDataset.of(SmallModel.LAYOUT, SmallModel.rows(EVENTS));
        quiet().folds(folds).toHdf5(rows, plain);
        var names = new ArrayList<>(SmallModel.LAYOUT.columns());
        if (folds > 1) {
            names.addAll(List.of("event", "fold"));
        }
        var layout = new ColumnLayout(List.of(), names);
        assertEquals(read(layout, List.of(plain)), read(layout, files));
    }

    private static String read(ColumnLayout layout, List<Path> files) {
        try (var rows = Hdf5Dataset.of(layout, files).open()) {
            return rows.table().printAll();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "1, 1000", "3, 1", "3, 7", "3, 1000"})
    void anySinkGetsThem(int folds, int batchRows) {
        var sink = new Recorded();
        var report = quiet().folds(folds).batchRows(batchRows).to(new CarryingSource(EVENTS), sink);
        assertEquals(SmallModel.LAYOUT.columns(), sink.columns);
        assertEquals(Map.of("context_columns", 2, "model_hash", MODEL.hash(), "seed", 42L, "folds", folds), sink.told);
        assertEquals((long) EVENTS * folds, report.rows());
        assertTrue(sink.finished && sink.closed);
        assertCarried(folds, sink.exact.stream().limit(14).toList());
        var index = sink.exact.subList(14, sink.exact.size());
        assertEquals(folds == 1 ? 0 : 2, index.size());
        for (int i = 0; folds > 1 && i < EVENTS * folds; i++) {
            assertEquals(i / folds, index.get(0).longAt(i));
            assertEquals(i % folds, index.get(1).longAt(i));
        }
        var sample = MODEL.oversample(SmallModel.context(EVENTS), folds, 42);
        for (int i = 0; i < EVENTS * folds; i++) {
            assertEquals(sample.floatColumn("b").get(i), sink.rows.get(5 * i + 3));
        }
    }

    private static void assertCarried(int folds, List<ExactColumn> columns) {
        var expected = EachType.rows(0, EVENTS);
        assertEquals(
                EachType.columns(), columns.stream().map(ExactColumn::column).toList());
        for (int c = 0; c < columns.size(); c++) {
            assertEquals(EVENTS * folds, columns.get(c).size());
            for (int i = 0; i < EVENTS * folds; i++) {
                assertEquals(expected.get(c).textAt(i / folds), columns.get(c).textAt(i));
            }
        }
    }

    /** Keeps what it is given; fails after some rows if it is told to. */
    private static final class Recorded implements GenerationOutput, RowSink {
        final List<Float> rows = new ArrayList<>();
        List<String> columns;
        List<ExactColumn> exact;
        Map<String, Object> told;
        int failsAfter = Integer.MAX_VALUE;
        boolean finished;
        boolean closed;

        @Override
        public RowSink open(List<String> names, List<CarriedColumn> beside, Map<String, Object> attributes) {
            columns = names;
            told = attributes;
            return this;
        }

        @Override
        public void write(float[] values, int offset, int count, List<ExactColumn> beside) {
            if (rows.size() > failsAfter) {
                throw new FlashFlowException("The disk is full.");
            }
            IntStream.range(offset, offset + count * columns.size()).forEach(i -> rows.add(values[i]));
            exact = exact == null
                    ? beside
                    : IntStream.range(0, beside.size())
                            .mapToObj(c -> ExactColumn.join(List.of(exact.get(c), beside.get(c))))
                            .toList();
        }

        @Override
        public List<Path> finish() {
            finished = true;
            return List.of();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aTableHasThemInTheirTypes(int folds) {
        var heard = new ArrayList<String>();
        var listener = new GenerationListener() {
            @Override
            public void ended(GenerationReport report) {
                heard.add(report.toString());
            }
        };
        var table = quiet().folds(folds).listener(listener).toTable(new CarryingSource(EVENTS));
        assertTrue(heard.get(0).contains(" made in "), heard.get(0));
        var expected = EachType.rows(0, EVENTS);
        for (ExactColumn column : expected) {
            var made = table.column(column.name());
            var wanted = column.toTableColumn();
            assertEquals(wanted.type(), made.type());
            for (int i = 0; i < EVENTS * folds; i++) {
                assertEquals(wanted.get(i / folds), made.get(i), column.name());
            }
        }
        var sample = MODEL.oversample(SmallModel.context(EVENTS), folds, 42);
        assertEquals(sample.floatColumn("a").asList(), table.floatColumn("a").asList());
        assertEquals(folds > 1, table.columnNames().contains("event"));
        if (folds > 1) {
            assertArrayEquals(
                    sample.intColumn("fold").asIntArray(),
                    table.intColumn("fold").asIntArray());
        }
    }

    /** A carried column of the context is there once in a table, exactly, and twice in HDF5: in the matrix and beside it. */
    @Test
    void aContextColumnMayBeCarriedToo() throws IOException {
        var source = carrying(new CarriedColumn("pt", ColumnType.FLOAT64));
        var table = quiet().toTable(source);
        assertEquals(List.of("eta", "a", "b", "id", "pt"), table.columnNames());
        assertEquals(0.1, table.doubleColumn("pt").get(3));
        var out = folder.resolve("sample.h5");
        var report = quiet().toHdf5(source, out);
        assertEquals(
                1, report.warnings().stream().filter(s -> s.contains("exact")).count(), "" + report);
        assertTrue(
                report.warnings().get(report.warnings().size() - 1).contains("nearest float32 of [pt]"), "" + report);
        try (var back = Hdf5Dataset.columns(out, "data", "pt")
                .targets("data.pt", "eta", "a", "b", "id")
                .carry("pt")
                .open()) {
            float[] row = new float[5];
            back.read(3, 1, row, 0);
            assertEquals(SmallModel.rows(EVENTS)[3 * 5], row[0]);
            assertEquals(0.1, back.readCarried(3, 1).get(0).doubleAt(0));
        }
        try (var file = new io.jhdf.HdfFile(out)) {
            assertEquals(0.1, ((double[]) file.getDatasetByPath("pt").getData())[3]);
            assertArrayEquals(
                    new int[] {EVENTS, 5}, file.getDatasetByPath("data").getDimensions());
        }
    }

    /** Matrix, names and exact columns come back from one call. */
    @Test
    void theLibraryReadsWhatItWrites() {
        var out = folder.resolve("sample.h5");
        quiet().toHdf5(new CarryingSource(EVENTS), out);
        var wanted = EachType.rows(0, EVENTS);
        var names = wanted.stream().map(ExactColumn::name).toArray(String[]::new);
        var places = Stream.concat(Stream.of("data"), Stream.of(names)).toArray(String[]::new);
        var layout = SmallModel.LAYOUT;
        try (var back = Hdf5Dataset.columns(out, places)
                        .layout(layout)
                        .carry(names)
                        .open();
                var matrix = Hdf5Dataset.of(layout, out).open()) {
            assertEquals(matrix.table().printAll(), back.table().printAll());
            var found = back.readCarried(0, EVENTS);
            for (int c = 0; c < names.length; c++) {
                assertEquals(wanted.get(c).column(), found.get(c).column());
                for (int i = 0; i < EVENTS; i++) {
                    assertEquals(wanted.get(c).textAt(i), found.get(c).textAt(i), names[c]);
                }
            }
        }
    }

    /** Rows of the small model that carry 0.1 in each row of a column. */
    private static RowSource carrying(CarriedColumn column) {
        return new Mixed(InMemoryDataset.of(SmallModel.LAYOUT, SmallModel.rows(EVENTS)), column, column);
    }

    /** Says that it carries one column and gives another. */
    private record Mixed(RowSource rows, CarriedColumn said, CarriedColumn given) implements RowSource {
        @Override
        public ColumnLayout layout() {
            return rows.layout();
        }

        @Override
        public long rowCount() {
            return rows.rowCount();
        }

        @Override
        public void read(long firstRow, int count, float[] into, int offset) {
            rows.read(firstRow, count, into, offset);
        }

        @Override
        public List<CarriedColumn> carried() {
            return List.of(said);
        }

        @Override
        public List<ExactColumn> readCarried(long firstRow, int count) {
            double[] values = new double[count];
            Arrays.fill(values, 0.1);
            return List.of(ExactColumn.of(given, values));
        }
    }

    @ParameterizedTest
    @CsvSource({"a, 1", "event, 3", "fold, 3"})
    void namesOfTheSampleAreRefusedBeforeAnythingIsDrawn(String name, int folds) throws IOException {
        var source = carrying(new CarriedColumn(name, ColumnType.FLOAT64));
        var generation = quiet().folds(folds);
        assertRefused("'" + name + "' that is carried along", () -> generation.toTable(source));
        assertRefused("'" + name + "'", () -> generation.toHdf5(source, folder.resolve("x.h5")));
        assertEquals(0, files());
    }

    @Test
    void aSourceThatDisagreesWithItselfIsRefused() {
        var said = new CarriedColumn("w", ColumnType.FLOAT64);
        var rows = InMemoryDataset.of(SmallModel.LAYOUT, SmallModel.rows(EVENTS));
        var source = new Mixed(rows, said, new CarriedColumn("v", ColumnType.FLOAT64));
        assertRefused("have to agree", () -> quiet().toTable(source));
        assertRefused("capital letters", () -> quiet().toTable(carrying(new CarriedColumn("A", ColumnType.FLOAT64))));
    }

    private static void assertRefused(String part, Runnable work) {
        String message = assertThrows(FlashFlowException.class, work::run).getMessage();
        assertTrue(message.contains(part) && message.endsWith("."), message);
    }

    private long files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000_000, 1000})
    void aFailureInTheMiddleLeavesNothing(long splitAbove) throws IOException {
        var out = folder.resolve("sample.h5");
        var generation = quiet().batchRows(7).output(w -> w.splitAbove(splitAbove));
        assertRefused("Row 30", () -> generation.toHdf5(new CarryingSource(EVENTS, 30), out));
        assertEquals(0, files());
        var sink = new Recorded();
        sink.failsAfter = 100;
        assertRefused("disk is full", () -> generation.to(new CarryingSource(EVENTS), sink));
        assertTrue(sink.closed && !sink.finished);
    }

    @Test
    void anInterruptLeavesNothing() throws IOException {
        var interrupting = new GenerationListener() {
            @Override
            public void progressed(GenerationProgress progress) {
                Thread.currentThread().interrupt();
            }
        };
        var generation = quiet().batchRows(7).listener(interrupting);
        var source = new CarryingSource(EVENTS);
        assertRefused("interrupted", () -> generation.toHdf5(source, folder.resolve("sample.h5")));
        assertEquals(0, files());
        assertRefused("interrupted", () -> generation.toTable(source));
        var sink = new Recorded();
        assertRefused("interrupted", () -> generation.to(source, sink));
        assertTrue(sink.closed && !sink.finished);
        assertFalse(Thread.interrupted());
    }

    @Test
    void whatMemoryDoesNotHoldIsRefused() {
        var generation = quiet().folds(2_000_000_000);
        assertRefused("100,000,000,000 rows", () -> generation.toTable(new CarryingSource(EVENTS)));
    }
}
