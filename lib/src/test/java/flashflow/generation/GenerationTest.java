package flashflow.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowTables;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.flow.FlowModel;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** Samples as files. */
class GenerationTest {
    private static final FlowModel MODEL = SmallModel.model();
    private static final int EVENTS = 700;

    @TempDir
    private Path folder;

    private Path in;
    private Path out;

    @AfterAll
    static void close() {
        MODEL.close();
    }

    @BeforeEach
    void writeContext() {
        in = folder.resolve("gen.h5");
        out = folder.resolve("sample.h5");
        Hdf5Writer.write(in, RowTables.table(SmallModel.LAYOUT.columns(), SmallModel.rows(EVENTS), EVENTS));
    }

    private static Generation quiet() {
        return Generation.of(MODEL).seed(42).listener(new GenerationListener() {});
    }

    private static Table read(ColumnLayout layout, Path... files) {
        try (var rows = Hdf5Dataset.of(layout, files).open()) {
            return rows.table();
        }
    }

    @Test
    void batchesThatFitNoArrayAreRefused() {
        var many = InMemoryDataset.of(SmallModel.LAYOUT, SmallModel.rows(1000));
        var large = quiet().folds(1_000_000).batchRows(1000);
        String message = assertThrows(FlashFlowException.class, () -> large.toHdf5(many, folder.resolve("no.h5")))
                .getMessage();
        assertTrue(message.contains("fewer batchRows"), message);
        assertFalse(Files.exists(folder.resolve("no.h5")));
    }

    /** Written in pieces of folds, which are one sample all the same. */
    @Test
    void manyFoldsOfOneEventAreExactAndInOrder() {
        int folds = 70_000;
        var one = InMemoryDataset.of(SmallModel.LAYOUT, SmallModel.rows(1));
        Path out = folder.resolve("many.h5");
        quiet().folds(folds).toHdf5(one, out);
        var layout = new ColumnLayout(SmallModel.LAYOUT.context(), List.of("a", "b", "id", "event", "fold"));
        var written = read(layout, out);
        float[] expected = MODEL.sampler(42).generate(0, 1, new float[] {20, 0}, folds);
        assertEquals(folds, written.rowCount());
        for (int i = 0; i < folds; i++) {
            assertEquals(i, written.floatColumn("fold").get(i));
            assertEquals(expected[3 * i], written.floatColumn("a").get(i));
        }
    }

    @Test
    void theFileHoldsTheSampleOfTheTable() {
        var report = quiet().toHdf5(in, out);
        assertEquals(EVENTS, report.rows());
        assertTrue(report.redrawn() > 0 && report.rowsPerSecond() > 0);
        assertEquals(List.of(out), report.files());
        var file = read(SmallModel.LAYOUT, out);
        assertEquals(SmallModel.LAYOUT.columns(), file.columnNames());
        var table = MODEL.generate(SmallModel.context(EVENTS), 42);
        for (String name : table.columnNames()) {
            assertEquals(
                    table.floatColumn(name).asList(), file.floatColumn(name).asList());
        }
        assertEquals(
                SmallModel.context(EVENTS).floatColumn("pt").asList(),
                file.floatColumn("pt").asList());
    }

    @Test
    void theFileIsTheSameWhateverTheBatchSize() throws IOException {
        quiet().toHdf5(in, out);
        byte[] expected = Files.readAllBytes(out);
        for (int rows : new int[] {77, 256, 699}) {
            quiet().batchRows(rows).toHdf5(in, out);
            assertArrayEquals(expected, Files.readAllBytes(out), rows + " rows");
        }
    }

    @Test
    void foldsGoToTheFileWithTheirIndices() {
        var names = new ArrayList<>(SmallModel.LAYOUT.columns());
        names.addAll(List.of("event", "fold"));
        var report = quiet().folds(3).batchRows(111).toHdf5(in, out);
        assertEquals(3 * EVENTS, report.rows());
        var file = read(new ColumnLayout(List.of(), names), out);
        var table = MODEL.oversample(SmallModel.context(EVENTS), 3, 42);
        assertEquals(table.columnNames(), file.columnNames());
        assertEquals(
                RowTables.table(names, RowTables.rows(table, names), table.rowCount())
                        .printAll(),
                file.printAll());
    }

    @Test
    void theFileSaysWhereItComesFrom() {
        quiet().folds(2).output(w -> w.attribute("sample", "test")).toHdf5(in, out);
        try (var file = new HdfFile(out)) {
            var data = file.getDatasetByPath("data");
            assertEquals(MODEL.hash(), data.getAttribute("model_hash").getData());
            assertEquals(42L, ((Number) data.getAttribute("seed").getData()).longValue());
            assertEquals(2L, ((Number) data.getAttribute("folds").getData()).longValue());
            assertEquals("gen.h5", data.getAttribute("source").getData());
            assertEquals("test", data.getAttribute("sample").getData());
            assertTrue(data.getAttribute("created_by").getData().toString().startsWith("FlashFlow"));
        }
    }

    @Test
    void aLargeSampleIsSplit() {
        var report = quiet().output(w -> w.splitAbove(20 * 300)).toHdf5(in, out);
        assertEquals(3, report.files().size());
        quiet().toHdf5(in, out);
        assertEquals(
                read(SmallModel.LAYOUT, out).printAll(),
                read(SmallModel.LAYOUT, report.files().toArray(Path[]::new)).printAll());
    }

    @Test
    void contextIsFoundByNameAndInAnySource() {
        quiet().toHdf5(in, out);
        var expected = read(SmallModel.LAYOUT, out).printAll();
        var context = SmallModel.context(EVENTS).selectColumns("eta", "pt");
        Hdf5Writer.write(in, context);
        quiet().toHdf5(in, out);
        assertEquals(expected, read(SmallModel.LAYOUT, out).printAll());
        var source = InMemoryDataset.of(new ColumnLayout(List.of("eta"), List.of("pt")), context);
        quiet().toHdf5(source, out);
        assertEquals(expected, read(SmallModel.LAYOUT, out).printAll());
    }

    @Test
    void listenersHearOfEverything() {
        var heard = new ArrayList<String>();
        float[] far = SmallModel.rows(EVENTS);
        far[5] = 1e4f;
        Hdf5Writer.write(in, RowTables.table(SmallModel.LAYOUT.columns(), far, EVENTS));
        var report =
                quiet().batchRows(400).folds(2).listener(new Recorder(heard)).toHdf5(in, out);
        assertEquals("1400 rows", heard.get(0));
        assertEquals(List.of("800 of 1400", "1400 of 1400"), heard.subList(1, 3));
        assertEquals("Context column 'pt': 1 of 700 values", heard.get(3).substring(0, 36));
        assertEquals(report.warnings().get(0), heard.get(3));
        assertEquals(report.toString(), heard.get(heard.size() - 1));
        assertTrue(report.toString().startsWith("1,400 rows (700 events in 2 folds) written to "));
    }

    private record Recorder(List<String> heard) implements GenerationListener {
        @Override
        public void started(long rows) {
            heard.add(rows + " rows");
        }

        @Override
        public void progressed(GenerationProgress progress) {
            heard.add(progress.rows() + " of " + progress.total());
        }

        @Override
        public void warned(String sentence) {
            heard.add(sentence);
        }

        @Override
        public void ended(GenerationReport report) {
            heard.add(report.toString());
        }
    }

    @Test
    void aListenerThatFailsIsLeftOut() {
        var broken = new GenerationListener() {
            @Override
            public void started(long rows) {
                throw new IllegalStateException("on purpose");
            }
        };
        assertEquals(EVENTS, quiet().listener(broken).toHdf5(in, out).rows());
    }

    @Test
    void anInterruptLeavesNothingBehind() throws IOException {
        var interrupting = new GenerationListener() {
            @Override
            public void progressed(GenerationProgress progress) {
                Thread.currentThread().interrupt();
            }
        };
        refused("interrupted at row 100", quiet().batchRows(100).listener(interrupting), in);
        assertEquals(List.of("gen.h5"), names());
    }

    @Test
    void mistakesAreNamed() throws IOException {
        refused("both read and written", quiet(), in, in);
        Hdf5Writer.write(in, SmallModel.context(9).selectColumns("pt"));
        refused("1 columns and the layout needs 2", quiet(), in);
        Hdf5Writer.write(in, SmallModel.context(9).selectColumns("pt").addColumns(column("x")));
        refused("none is 'eta'", quiet(), in);
        Hdf5Writer.write(in, Table.create(column("x"), column("y")));
        refused("calls its first columns [x, y]", quiet(), in);
        refused("does not exist", quiet(), folder.resolve("absent.h5"));
        assertThrows(FlashFlowException.class, () -> quiet().folds(0));
        assertEquals(List.of("gen.h5"), names());
    }

    @Test
    void contextThatIsNotFiniteIsRefusedWithItsPlace() throws IOException {
        byte[] bytes = Files.readAllBytes(in);
        float pt = SmallModel.rows(EVENTS)[5 * 30];
        int at = indexOf(bytes, Float.floatToIntBits(pt));
        java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).putFloat(at, Float.NaN);
        Files.write(in, bytes);
        refused("row 30, column 'pt' is NaN", quiet(), in);
        assertEquals(List.of("gen.h5"), names());
    }

    private static int indexOf(byte[] bytes, int bits) {
        var buffer = java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (buffer.getInt(at) != bits) {
            at++;
        }
        return at;
    }

    private static tech.tablesaw.api.FloatColumn column(String name) {
        return tech.tablesaw.api.FloatColumn.create(name, new float[9]);
    }

    private void refused(String part, Generation generation, Path from) {
        refused(part, generation, from, out);
    }

    private static void refused(String part, Generation generation, Path from, Path to) {
        String message = assertThrows(FlashFlowException.class, () -> generation.toHdf5(from, to))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
