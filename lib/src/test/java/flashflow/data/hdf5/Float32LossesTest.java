package flashflow.data.hdf5;

import static flashflow.data.hdf5.Hdf5Files.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.NonFinite;
import flashflow.data.hdf5.reading.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/** What float32 cannot hold is counted and told, and what does not fit at all is refused as what it is. */
class Float32LossesTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("key"), List.of("other"));

    @TempDir
    Path folder;

    private static Hdf5Dataset.Builder wide(String path) {
        return Hdf5Dataset.of(LAYOUT, Hdf5Files.path("wide.h5")).dataset(path);
    }

    /** Rounded rows, and distinct values that are left of 61. */
    @ParameterizedTest
    @CsvSource({"ids, 30, 31", "long, 61, 31", "unsigned, 61, 1", "times, 60, 1"})
    void tellsColumnCountAndDistinctValues(String path, int rounded, int left) {
        try (var dataset = wide(path).open()) {
            var told = Hdf5Files.toldBesidesPositions(dataset);
            assertEquals(1, told.size(), dataset::toString);
            String sentence = told.get(0);
            assertTrue(sentence.startsWith("Column 'key': " + rounded + " of 61 "), sentence);
            assertTrue(sentence.contains((61 - left) + " of 61 distinct values fall together"), sentence);
            assertTrue(dataset.toString().contains(sentence), dataset::toString);
        }
    }

    @Test
    void saysNothingWhereNothingIsLost() {
        for (String name : List.of("float-f8-little", "int-i8-big", "int-u8-little", "gzip", "float-f2-big")) {
            try (var dataset = Hdf5Files.open(name + ".h5")) {
                assertEquals(List.of(), Hdf5Files.toldBesidesPositions(dataset), name);
                assertFalse(dataset.toString().contains("float32"), name);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "large, '-1.0E300, which does not fit float32'",
        "large-gzip, '-1.0E300, which does not fit float32'",
        "infinite, Infinity"
    })
    void namesTheValueThatDoesNotFit(String path, String value) {
        try (var dataset = wide(path).open()) {
            assertRefused(() -> Hdf5Files.readAll(dataset), "row 30, column 'key' is " + value, "2 of all 61 rows");
        }
        try (var dataset = wide(path).nonFinite(NonFinite.DROP).open()) {
            assertEquals(59, dataset.rowCount());
        }
    }

    /** At the borders of float32 and of the 64-bit integers. */
    @ParameterizedTest
    @CsvSource({
        "SIGNED, 16777216, true",
        "SIGNED, 16777217, false",
        "SIGNED, -16777217, false",
        "SIGNED, 9223372036854775807, false",
        "SIGNED, -9223372036854775808, true",
        "UNSIGNED, 9223372036854775807, false",
        "UNSIGNED, -9223372036854775808, true",
        "UNSIGNED, -1, false",
        "UNSIGNED, -2, false",
        "UNSIGNED, -1099511627776, true"
    })
    void knowsWhichIntegersAreHeld(ElementType.Kind kind, long value, boolean held) {
        var type = new ElementType(kind, 8, ByteOrder.BIG_ENDIAN, ElementType.View.VALUE);
        var column = new CarriedColumn("c", new ColumnType(ColumnType.Kind.valueOf(kind.name()), 64));
        assertEquals(held, ExactColumn.of(column, new long[] {value}).fitsFloat32(0));
        float[] halves = new float[2];
        var bytes = ByteBuffer.allocate(8).putLong(0, value);
        type.halves().decode(bytes, 1, halves, 0);
        assertEquals(value, ElementType.joined(halves[0], halves[1]));
        assertEquals(value >>> 32, Float.floatToRawIntBits(halves[0]) & 0xffffffffL);
        assertEquals((int) value, Float.floatToRawIntBits(halves[1]));
    }

    @Test
    void theWriterCountsWhatItRounds() {
        var table = Table.create(
                IntColumn.create("id", 123456789, 123456790, 5),
                LongColumn.create("long", 1L << 60, (1L << 60) + 1, (1L << 60) + 2),
                DoubleColumn.create("x", 0.1, 0.2, 0.3));
        try (var writer = Hdf5Writer.to(folder.resolve("ids.h5"))
                .columns(table.columnNames())
                .open()) {
            writer.write(table);
            writer.write(table);
            writer.finish();
            assertEquals(2, writer.warnings().size(), writer.warnings()::toString);
            String ids = writer.warnings().get(0);
            assertTrue(ids.startsWith("Column 'id': 4 of 6 whole numbers"), ids);
            assertTrue(ids.contains("123456789 to 123456792"), ids);
            assertTrue(writer.warnings().get(1).startsWith("Column 'long': 4 of 6"), writer.warnings()::toString);
        }
        var large = Table.create(DoubleColumn.create("x", 1, 1e300));
        assertRefused(
                () -> Hdf5Writer.write(folder.resolve("x.h5"), large),
                "row 1, column 'x' is 1.0E300, which does not fit");
    }
}
