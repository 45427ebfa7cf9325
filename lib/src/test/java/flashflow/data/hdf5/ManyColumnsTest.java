package flashflow.data.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** So many rows of so many datasets that several processors read them, in blocks that end anywhere. */
class ManyColumnsTest {
    private static final int ROWS = 50_000;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} columns, gzip {1}, chunks of {2} rows")
    @CsvSource({"1, 0, 0", "4, 0, 0", "7, 0, 0", "31, 0, 0", "7, 1, 1000", "31, 1, 1000", "7, 1, 60000", "9, 0, 7000"})
    void reads(int columns, int gzip, int chunkRows) {
        var file = write(columns, gzip, chunkRows);
        String[] names =
                IntStream.range(0, columns).mapToObj(ManyColumnsTest::name).toArray(String[]::new);
        try (var rows = Hdf5Dataset.columns(file, "/").targets(names).open()) {
            check(rows, 0, ROWS);
            check(rows, 999, 2);
            check(rows, 6_999, 40_003);
            check(rows, ROWS - 1, 1);
        }
    }

    private static void check(RowSource rows, int first, int count) {
        int width = rows.width();
        float[] read = new float[3 + count * width];
        double[] exact = new double[count * width];
        rows.read(first, count, read, 3);
        rows.readExact(first, count, exact, 0);
        for (int i = 0; i < count * width; i++) {
            float expected = value(first + i / width, i % width);
            assertEquals(expected, read[3 + i]);
            assertEquals(expected, exact[i]);
        }
    }

    private static String name(int column) {
        return "column" + column;
    }

    private static float value(int row, int column) {
        return 31 * row + column;
    }

    private Path write(int columns, int gzip, int chunkRows) {
        var file = folder.resolve("columns.h5");
        var exact = IntStream.range(0, columns)
                .mapToObj(column -> new CarriedColumn(name(column), ColumnType.FLOAT32))
                .toList();
        try (var writer = Hdf5Writer.to(file)
                .columns(List.of("other"))
                .exact(exact)
                .gzip(gzip)
                .chunkRows(chunkRows)
                .open()) {
            writer.write(
                    new float[ROWS],
                    0,
                    ROWS,
                    exact.stream().map(ManyColumnsTest::column).toList());
            writer.finish();
        }
        return file;
    }

    private static ExactColumn column(CarriedColumn column) {
        int number = Integer.parseInt(column.name().substring("column".length()));
        return ExactColumn.of(
                column,
                IntStream.range(0, ROWS).mapToDouble(row -> value(row, number)).toArray());
    }
}
