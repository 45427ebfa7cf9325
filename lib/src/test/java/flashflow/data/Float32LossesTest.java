package flashflow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.hdf5.Hdf5Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.Table;

/** Every type of column whose numbers float32 does not hold, on every way of a table into the library. */
class Float32LossesTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of(), List.of("key"));
    private static final int FIRST = 1 << 24;

    @TempDir
    Path folder;

    /** A column, and how its sentence goes on; null where nothing is lost. */
    record Case(NumericColumn<?> column, String told) {}

    static Stream<Case> columns() {
        var ids = IntStream.rangeClosed(FIRST - 2, FIRST + 4);
        var longs = LongStream.rangeClosed(FIRST - 2, FIRST + 4);
        var doubles = LongStream.rangeClosed(FIRST - 2, FIRST + 4).asDoubleStream();
        String two =
                "2 of 7 whole numbers were rounded to float32 (16777217 to 16777216), by which 2 of 7 distinct values";
        var random = new Random(1);
        return Stream.of(
                new Case(IntColumn.create("key", ids.toArray()), two),
                new Case(LongColumn.create("key", longs.toArray()), two),
                new Case(DoubleColumn.create("key", doubles.toArray()), two),
                new Case(
                        LongColumn.create("key", Long.MAX_VALUE, 0, -1),
                        "1 of 3 whole numbers were rounded to float32 (9223372036854775807 to 9223372036854775808)"),
                new Case(
                        LongColumn.create("key", (1L << 53) + 1, 1L << 53),
                        "1 of 2 whole numbers were rounded to float32 (9007199254740993 to 9007199254740992)"),
                new Case(
                        DoubleColumn.create("key", random.doubles(1000).map(u -> 1.5e9 + u)),
                        "1,000 of 1,000 numbers were rounded to float32"),
                new Case(DoubleColumn.create("key", random.doubles(1000)), null),
                new Case(DoubleColumn.create("key", DoubleStream.of(0.1, 0.2, 1e-50, -3e38)), null),
                new Case(IntColumn.create("key", FIRST, FIRST + 2, -FIRST), null),
                new Case(ShortColumn.create("key", (short) 7, Short.MAX_VALUE), null),
                new Case(FloatColumn.create("key", 1e30f, 16777217f), null));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void aDatasetTells(Case c) {
        var dataset = InMemoryDataset.of(LAYOUT, Table.create(c.column));
        check(c, dataset.warnings());
        assertEquals(c.told != null, dataset.toString().contains("\nWarning: Column 'key': "));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void aFileTells(Case c) {
        try (var writer =
                Hdf5Writer.to(folder.resolve("out.h5")).columns(List.of("key")).open()) {
            writer.write(Table.create(c.column));
            writer.finish();
            check(c, writer.warnings());
        }
    }

    @Test
    void partsOfAFileAddUp() {
        var rounded = new Float32Losses();
        rounded.add(Table.create(IntColumn.create("key", 1, 2)), List.of("key"));
        rounded.add(Table.create(IntColumn.create("key", FIRST, FIRST + 1)), List.of("key"));
        rounded.add(Table.create(IntColumn.create("key", new int[] {FIRST + 3})), List.of("key"));
        assertTrue(
                rounded.sentences().get(0).startsWith("Column 'key': 2 of 5 whole numbers"), rounded.sentences() + "");
    }

    @Test
    void aNumberThatDoesNotFitIsNamed() {
        var table = Table.create("far", DoubleColumn.create("key", 1, 1e300));
        var dataset = InMemoryDataset.of(LAYOUT, table);
        assertTrue(
                dataset.warnings().get(0).contains("and 1 do not fit at all (at most 3.4e38)"),
                dataset.warnings().get(0));
        var failure = assertThrows(FlashFlowException.class, () -> dataset.read(0, 2, new float[2], 0));
        assertTrue(
                failure.getMessage().startsWith("Row 1, column 'key' is 1.0E300, which does not fit float32"),
                failure.getMessage());
        assertEquals(1e300, dataset.table().doubleColumn("key").get(1));
        var missing = Table.create("far", DoubleColumn.create("key", 1, Double.NaN));
        failure = assertThrows(FlashFlowException.class, () -> InMemoryDataset.of(LAYOUT, missing));
        assertTrue(failure.getMessage().contains("is missing or infinite"), failure.getMessage());
    }

    /** What is lost is kept: a table's numbers come back as they were. */
    @ParameterizedTest
    @MethodSource("columns")
    void aDatasetKeepsWhatItTells(Case c) {
        var dataset = InMemoryDataset.of(LAYOUT, Table.create(c.column));
        if (c.told != null) {
            double[] exact = new double[c.column.size()];
            dataset.readExact(0, exact.length, exact, 0);
            assertArrayEquals(c.column.asDoubleArray(), exact);
            assertArrayEquals(
                    c.column.asDoubleArray(), dataset.table().doubleColumn(0).asDoubleArray());
            assertEquals(c.told, told(InMemoryDataset.copyOf(dataset)).substring(0, c.told.length()));
        } else {
            assertTrue(dataset.fitsFloat32());
        }
        if (c.column instanceof LongColumn longs) {
            var stored = dataset.readStored(0, longs.size()).get(0);
            for (int i = 0; i < longs.size(); i++) {
                assertEquals(longs.getLong(i), stored.longAt(i));
            }
        }
    }

    private static String told(InMemoryDataset dataset) {
        return dataset.warnings().get(0).substring("Column 'key': ".length());
    }

    /** The sentence names what helps: times are kept apart by a fit, identifiers beyond float64 by nothing but carrying them. */
    @Test
    void theCureFitsTheColumn() {
        var random = new Random(2);
        assertEquals(
                1,
                cures(DoubleColumn.create("key", random.doubles(1000).map(u -> 1.5e9 + u)), "fitted")
                        .size());
        assertEquals(
                1,
                cures(IntColumn.create("key", FIRST, FIRST + 1), "carry(\"key\")")
                        .size());
        long far = 1L << 60;
        var sentences = cures(LongColumn.create("key", far, far + 1, far + 2), "carry(\"key\")");
        assertTrue(sentences.get(0).contains("float64 does not tell them apart either"), sentences.get(0));
        assertFalse(sentences.get(0).contains("fitted"), sentences.get(0));
    }

    private static List<String> cures(NumericColumn<?> column, String cure) {
        var sentences = InMemoryDataset.of(LAYOUT, Table.create(column)).warnings();
        assertTrue(sentences.get(0).contains(cure), sentences.get(0));
        return sentences;
    }

    /** In many rows some values share a float by chance, however near zero they are. */
    @Test
    void manyRowsNearZeroLoseNothing() {
        var many = DoubleColumn.create("key", new Random(3).doubles(1_500_000));
        assertEquals(List.of(), InMemoryDataset.of(LAYOUT, Table.create(many)).warnings());
    }

    private static void check(Case c, List<String> warnings) {
        assertEquals(c.told == null ? 0 : 1, warnings.size(), warnings.toString());
        if (c.told != null) {
            assertTrue(warnings.get(0).startsWith("Column 'key': " + c.told), warnings.get(0));
        }
    }
}
