package flashflow.data.columns;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDatasetTest {
    @TempDir
    Path folder;

    private ColumnStore store(String text) throws Exception {
        return CsvFile.open(Files.writeString(folder.resolve("x.csv"), text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 2 -3|int64",
                "9223372036854775807 -9223372036854775808|int64",
                "18446744073709551615 0|uint64",
                "18446744073709551615 -1|str",
                "18446744073709551616 1|str",
                "1 2.5|float64",
                "1e300 -inf|float64",
                "1 NA|float64",
                "NaN null|float64",
                "9007199254740993 NA|str",
                "true False|bool",
                "true NA|float64",
                "1 a|str",
                "5% 6%|str",
                "0x10 1|str",
                "1d 2d|str",
                "NA a|str"
            })
    void typesAreThoseOfAllValues(String values, String type) throws Exception {
        String rows = values.replace(" ", ",1\n") + ",1\n";
        assertEquals(type, store("v,w\n" + rows).columns().get(0).type().toString());
    }

    @Test
    void everythingIsReadAsWritten() throws Exception {
        store("x,id,who,ok\n0.1,9007199254740993,\"a,\"\"b\"\"\n\",true\n,7,NA,FALSE\n");
        try (var rows = CsvDataset.columns(folder.resolve("x.csv"))
                .targets("x")
                .carry("*")
                .nonFinite(flashflow.data.NonFinite.KEEP)
                .open()) {
            var exact = rows.readCarried(0, 2);
            assertEquals(0.1, exact.get(0).doubleAt(0));
            assertTrue(Double.isNaN(exact.get(0).doubleAt(1)));
            assertEquals(9007199254740993L, exact.get(1).longAt(0));
            assertEquals("a,\"b\"\n", exact.get(2).textAt(0));
            assertEquals("NA", exact.get(2).textAt(1));
            assertEquals(0, exact.get(3).longAt(1));
            assertEquals(1, rows.warnings().size());
            assertTrue(rows.warnings().get(0).endsWith("column 'x': 1 of 2 values are missing, and are NaN."));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void separatorsAreFound(String separator) throws Exception {
        var store = store("\ufeff#a,b,c\r\n1,2,3\r\n\r\n4,5,6".replace(",", separator));
        assertEquals(
                List.of("a", "b", "c"),
                store.columns().stream().map(CarriedColumn::name).toList());
        assertEquals(2, store.rowCount());
        assertEquals(
                ";|".contains(separator), store.warnings().toString().contains("separated by '" + separator + "'"));
    }

    @Test
    void decimalCommasAreSaidToBeSome() throws Exception {
        store("x;y\n1,5;2\n2,5;3\n");
        var file = folder.resolve("x.csv");
        refused(
                "its numbers have decimal commas, such as '1,5'",
                () -> CsvDataset.columns(file).targets("x").open());
        try (var rows = CsvDataset.columns(file).targets("y").carry("x").open()) {
            assertEquals("2,5", rows.readCarried(1, 1).get(0).textAt(0));
        }
        try (var rows = CsvDataset.columns(';', file).targets("y").open()) {
            assertEquals(2, rows.rowCount());
        }
    }

    private static void refused(String part, org.junit.jupiter.api.function.Executable work) {
        String told = assertThrows(FlashFlowException.class, work).getMessage();
        assertTrue(told.contains(part) && told.endsWith("."), told);
    }

    @Test
    void whatIsNoTableIsRefusedWithItsLine() throws Exception {
        refused("x.csv, line 4: it has 3 values, and the first line names 2", () -> store("a,b\n1,2\n\n1,2,3\n"));
        refused("line 2: it has 1 values", () -> store("a,b\n1\n"));
        refused("line 2: a quote is opened and never closed", () -> store("a,b\n1,\"2\n3,4\n"));
        refused("several columns are called 'a'", () -> store("a,a\n1,2\n"));
        refused("holds the numbers [1.5, 2.5] and no names", () -> store("1.5,2.5\n3,4\n"));
        refused("x.csv", () -> store(""));
        refused("no line of names", () -> store("\n\n"));
        store("a,b\n");
        refused(
                "it has no rows",
                () -> CsvDataset.columns(folder.resolve("x.csv")).targets("a").open());
        refused(
                "does not exist",
                () -> CsvDataset.columns(folder.resolve("y.csv")).targets("a").open());
        Files.write(folder.resolve("x.csv"), "a,b\n1,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        refused(
                "no UTF-8",
                () -> CsvDataset.columns(folder.resolve("x.csv")).targets("a").open());
        assertEquals("column 0", store(",b\n1,2\n").columns().get(0).name());
    }

    @Test
    void gzipIsText() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write("a\n1\n2\n".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(
                2,
                CsvFile.open(Files.write(folder.resolve("a.csv.gz"), bytes.toByteArray()))
                        .rowCount());
    }

    @Test
    void whatIsWrittenComesBackToTheBit() {
        var random = new SplittableRandom(3);
        int n = 20_000;
        float[] floats = new float[n];
        double[] reals = new double[n];
        long[] wholes = new long[n];
        String[] texts = new String[n];
        for (int i = 0; i < n; i++) {
            floats[i] = finite(Float.intBitsToFloat(random.nextInt()));
            reals[i] = random.nextDouble() * Math.pow(10, random.nextInt(-300, 300));
            wholes[i] = random.nextLong();
            texts[i] = i % 3 == 0 ? "a\"b,\n" + i : i % 3 == 1 ? "" : "\u00fc; #" + i;
        }
        var columns = List.of(
                ExactColumn.of(new CarriedColumn("r", ColumnType.FLOAT64), reals),
                ExactColumn.of(new CarriedColumn("w", ColumnType.INT64), wholes),
                ExactColumn.of(new CarriedColumn("t", ColumnType.TEXT), texts));
        var file = folder.resolve("out.csv");
        try (var writer = CsvWriter.to(
                file, List.of("x"), columns.stream().map(ExactColumn::column).toList())) {
            writer.write(floats, 0, n, columns);
            assertFalse(Files.exists(file));
            assertEquals(List.of(file), writer.finish());
        }
        try (var rows =
                CsvDataset.columns(file).targets("x").carry("r", "w", "t").open()) {
            float[] back = new float[n];
            rows.read(0, n, back, 0);
            assertArrayEquals(floats, back);
            var exact = rows.readCarried(0, n);
            for (int i = 0; i < n; i++) {
                assertEquals(reals[i], exact.get(0).doubleAt(i));
                assertEquals(wholes[i], exact.get(1).longAt(i));
                assertEquals(texts[i], exact.get(2).textAt(i));
            }
        }
    }

    private static float finite(float value) {
        return Float.isFinite(value) ? value : 1;
    }

    @Test
    void aWriterRefusesWhatItWasNotMadeFor() {
        var file = folder.resolve("out.csv");
        refused("not all different", () -> CsvWriter.to(file, List.of("x", "x"), List.of()));
        refused("cannot be written", () -> CsvWriter.to(folder.resolve("no/out.csv"), List.of("x"), List.of()));
        var event = new CarriedColumn("event", ColumnType.INT64);
        try (var writer = CsvWriter.to(file, List.of("x"), List.of(event))) {
            refused("others were given", () -> writer.write(new float[1], 0, 1, List.of()));
            writer.write(new float[1], 0, 1, List.of(ExactColumn.of(event, new long[1])));
            writer.finish();
            refused("already finished", writer::finish);
        }
    }
}
