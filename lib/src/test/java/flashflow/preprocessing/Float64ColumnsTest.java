package flashflow.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.ChosenColumns;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnStatistics;
import flashflow.data.ConcatenatedRows;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.data.SelectedRows;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.preprocessing.transforms.Affine;
import io.jhdf.HdfFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/** Columns far from zero, or beyond float32, go through a fitted preprocessing and come back. */
class Float64ColumnsTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("y"), List.of("x"));
    private static final int ROWS = 4000;

    @TempDir
    Path folder;

    private int files;

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1e3, 1",
        "1.5e9, 1",
        "-7e12, 1",
        "-7e12, 1e6",
        "1.5e9, 1e-3",
        "0, 1e300",
        "1e300, 1e297",
        "0, 1e-300",
        "0, 1e39"
    })
    void realNumbersComeBack(double offset, double scale) {
        double[][] rows = rows(offset, scale);
        var table = Table.create(column("y", rows, 0), column("x", rows, 1));
        comesBack(InMemoryDataset.of(LAYOUT, table), scale);
        try (var file = file(rows)) {
            comesBack(file, scale);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1e6", "1e3, 1e6", "1.5e9, 1e6", "-7e12, 1e6", "-7e12, 1e9", "1e15, 1e12"})
    void wholeNumbersComeBack(double offset, double scale) {
        double[][] reals = rows(offset, scale);
        long[][] rows = new long[ROWS][2];
        for (int i = 0; i < ROWS; i++) {
            rows[i] = new long[] {Math.round(reals[i][0]), Math.round(reals[i][1])};
        }
        var table = Table.create(whole("y", rows, 0), whole("x", rows, 1));
        comesBack(InMemoryDataset.of(LAYOUT, table), scale);
        try (var file = file(rows)) {
            comesBack(file, scale);
        }
    }

    private Hdf5Dataset file(Object rows) {
        var path = folder.resolve("far" + files++ + ".h5");
        try (var file = HdfFile.write(path)) {
            file.putDataset("data", rows);
        }
        return Hdf5Dataset.of(LAYOUT, path).open();
    }

    private static double[][] rows(double offset, double scale) {
        var random = new Random(5);
        double[][] rows = new double[ROWS][2];
        for (int i = 0; i < ROWS; i++) {
            rows[i] = new double[] {offset + scale * random.nextDouble(), offset + scale * random.nextDouble()};
        }
        return rows;
    }

    private static DoubleColumn column(String name, double[][] rows, int column) {
        return DoubleColumn.create(
                name,
                java.util.Arrays.stream(rows).mapToDouble(row -> row[column]).toArray());
    }

    private static LongColumn whole(String name, long[][] rows, int column) {
        return LongColumn.create(
                name,
                java.util.Arrays.stream(rows).mapToLong(row -> row[column]).toArray());
    }

    /** By chains of each kind, also through the views of a source. */
    private static void comesBack(RowSource source, double spread) {
        for (var unfitted : List.of(
                Preprocessing.standardise(LAYOUT),
                Preprocessing.none(LAYOUT),
                Preprocessing.none(LAYOUT).with("x", new Affine(-2, 0)).with("y", new Affine(0.5, 0)))) {
            var fitted = Preprocessing.fromJson(unfitted.fit(source).toJson());
            check(fitted, source, spread);
            check(fitted, SelectedRows.without(source, 0, 7, 8, ROWS - 1), spread);
            check(fitted, ConcatenatedRows.of(List.of(source, source), ROWS + 10), spread);
            var turned = ChosenColumns.of(source, new ColumnLayout(List.of("x"), List.of("y")));
            assertArrayEquals(transformed(fitted, source), transformed(fitted, turned));
        }
    }

    private static void check(Preprocessing fitted, RowSource source, double spread) {
        int rows = (int) source.rowCount();
        double[] raw = new double[2 * rows];
        source.readExact(0, rows, raw, 0);
        float[] back = new float[2 * rows];
        int width = fitted.exactContext().size() + fitted.exactTargets().size();
        double[] exact = new double[width * rows];
        fitted.inverse(rows, transformed(fitted, source), back, exact);
        for (int i = 0; i < 2 * rows; i++) {
            boolean both = width == 2;
            double value = both ? exact[i] : back[i];
            assertTrue(width != 1, "both columns are of a kind");
            assertEquals(raw[i], value, 1e-6 * spread, () -> fitted.toString());
        }
    }

    private static float[] transformed(Preprocessing fitted, RowSource source) {
        float[] transformed = new float[2 * (int) source.rowCount()];
        fitted.rows(source).read(0, (int) source.rowCount(), transformed, 0);
        return transformed;
    }

    @Test
    void standardisedIsTheSameWhereverTheOriginLies() {
        var near = InMemoryDataset.of(LAYOUT, table(0, 1));
        float[] expected = transformed(Preprocessing.standardise(LAYOUT).fit(near), near);
        for (double[] far : new double[][] {{1.5e9, 1}, {-7e12, 1024}, {0, 0x1p1000}}) {
            var source = InMemoryDataset.of(LAYOUT, table(far[0], far[1]));
            assertArrayEquals(
                    expected, transformed(Preprocessing.standardise(LAYOUT).fit(source), source), 1e-5f);
        }
    }

    private static Table table(double offset, double scale) {
        double[][] rows = rows(offset, scale);
        return Table.create(column("y", rows, 0), column("x", rows, 1));
    }

    @Test
    void tellsItOnceAndShowsIt() {
        var source = InMemoryDataset.of(LAYOUT, table(1.5e9, 1));
        var fitted = Preprocessing.none(LAYOUT).fit(source);
        assertEquals(
                2,
                fitted.warnings().stream()
                        .filter(line -> line.contains("is taken in float64"))
                        .count(),
                fitted.warnings()::toString);
        String chain = fitted.table().stringColumn("chain").get(0);
        assertTrue(chain.startsWith("in float64; then 1 x - 1.5"), chain);
        assertEquals(0.2887, fitted.table().doubleColumn("deviation").get(0), 0.01);
        assertEquals(List.of("y"), fitted.exactContext());
        assertEquals(List.of("x"), fitted.exactTargets());
        assertTrue(fitted.toJson().contains("\"version\": 2"));
        assertFalse(Preprocessing.none(LAYOUT)
                .fit(InMemoryDataset.of(LAYOUT, table(0, 1)))
                .toJson()
                .contains("exact"));
    }

    @Test
    void refusesRowsThatAreRoundedAlready() {
        var source = InMemoryDataset.of(LAYOUT, table(1.5e9, 1));
        var fitted = Preprocessing.standardise(LAYOUT).fit(source);
        float[] out = new float[2 * ROWS];
        for (Runnable work : List.<Runnable>of(
                () -> fitted.apply(0, ROWS, new float[2 * ROWS], out),
                () -> fitted.applyContext(0, ROWS, new float[ROWS], out),
                () -> fitted.inverse(ROWS, out, new float[2 * ROWS]),
                () -> fitted.inverseTargets(out, ROWS))) {
            String message = assertThrows(FlashFlowException.class, work::run).getMessage();
            assertTrue(message.contains("are taken in float64"), message);
        }
    }

    /** A float64 file whose columns lose nothing is read as float32, to the same bits as ever. */
    @Test
    void leavesOtherColumnsAlone() {
        try (var file = file(rows(0, 1))) {
            var fitted = Preprocessing.standardise(LAYOUT).fit(file);
            assertFalse(fitted.isExact());
            var copy = InMemoryDataset.of(LAYOUT, floats(file));
            assertEquals(Preprocessing.standardise(LAYOUT).fit(copy).toJson(), fitted.toJson());
            assertArrayEquals(transformed(fitted, copy), transformed(fitted, file));
        }
        double[][] mixed = rows(0, 1);
        for (double[] row : mixed) {
            row[1] += 1.5e9;
        }
        try (var file = file(mixed);
                var near = file(rows(0, 1))) {
            float[] expected = transformed(Preprocessing.standardise(LAYOUT).fit(near), near);
            float[] found = transformed(Preprocessing.standardise(LAYOUT).fit(file), file);
            for (int i = 0; i < expected.length; i += 2) {
                assertEquals(expected[i], found[i]);
            }
        }
    }

    private static float[] floats(RowSource source) {
        float[] rows = new float[(int) source.rowCount() * source.width()];
        source.read(0, (int) source.rowCount(), rows, 0);
        return rows;
    }

    @Test
    void tablesGoThereAndBack() {
        var table = table(-7e12, 1);
        var fitted = Preprocessing.standardise(LAYOUT).fit(InMemoryDataset.of(LAYOUT, table));
        var back = fitted.tables().physical(table);
        assertArrayEquals(
                table.doubleColumn("x").asDoubleArray(), back.doubleColumn("x").asDoubleArray(), 1e-3);
        var targets = fitted.tables().inverseTargets(fitted.tables().apply(table));
        assertArrayEquals(
                back.doubleColumn("x").asDoubleArray(),
                targets.doubleColumn("x").asDoubleArray());
        assertEquals(List.of(), fitted.tables().contextWarnings(table));
        assertEquals(Math.log(1 / 0.2887), fitted.meanLogDerivative(InMemoryDataset.of(LAYOUT, table)), 0.02);
    }

    @Test
    void statisticsAreThoseOfTheExactValues() {
        for (double[] far : new double[][] {{1.5e9, 1}, {-7e12, 1}, {0, 1e300}, {0, 1e-300}}) {
            var statistics = ColumnStatistics.of(InMemoryDataset.of(LAYOUT, table(far[0], far[1])));
            assertEquals(0.2887, statistics.deviation(0) / far[1], 0.01);
            assertEquals(0.5, (statistics.mean(0) - far[0]) / far[1], 0.02);
        }
    }
}
