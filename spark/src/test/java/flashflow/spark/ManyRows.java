package flashflow.spark;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.data.parquet.ParquetWriter;
import flashflow.random.Purpose;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * Rows of columns as they come: {@code pt} with a long tail, {@code eta} normal, {@code a} that depends on both, {@code n} a small
 * count, {@code spike} mostly zero, {@code time} far from zero in float64.
 */
public final class ManyRows {
    public static final List<String> COLUMNS = List.of("pt", "eta", "a", "n", "spike", "time");

    private static final int FLOATS = 5;

    private ManyRows() {}

    /** A row by its number; the shift moves {@code a}. */
    public static double[] row(long seed, long number, double shift) {
        var random = Purpose.TOY.stream(seed, number);
        double pt = (float) (20 * Math.exp(Math.abs(random.gaussian())));
        double eta = (float) random.gaussian();
        double a = (float) (0.5 * eta + Math.log(pt) + random.gaussian() + shift);
        double n = (int) (4 * random.uniform());
        double spike = random.uniform() < 0.7 ? 0 : (float) random.exponential();
        return new double[] {pt, eta, a, n, spike, 1e9 + random.uniform()};
    }

    public static double[][] rows(long seed, int count, double shift) {
        return IntStream.range(0, count).mapToObj(i -> row(seed, i, shift)).toArray(double[][]::new);
    }

    public static Table table(double[][] rows) {
        var table = Table.create();
        for (int c = 0; c < COLUMNS.size(); c++) {
            int column = c;
            table.addColumns(DoubleColumn.create(
                    COLUMNS.get(c), IntStream.range(0, rows.length).mapToDouble(i -> rows[i][column])));
        }
        return table;
    }

    /** Writes rows to several files, the second one of Parquet; {@code time} in float64. */
    public static List<Path> write(Path folder, String name, double[][] rows, int... counts) {
        var files = new ArrayList<Path>();
        int first = 0;
        for (int i = 0; i < counts.length; i++) {
            var file = folder.resolve(name + "-" + i + (i == 1 ? ".parquet" : ".h5"));
            write(file, rows, first, counts[i]);
            files.add(file);
            first += counts[i];
        }
        return files;
    }

    private static void write(Path file, double[][] rows, int first, int count) {
        var time = new CarriedColumn("time", ColumnType.FLOAT64);
        var names = COLUMNS.subList(0, FLOATS);
        float[] floats = new float[count * FLOATS];
        double[] times = new double[count];
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < FLOATS; c++) {
                floats[i * FLOATS + c] = (float) rows[first + i][c];
            }
            times[i] = rows[first + i][FLOATS];
        }
        try (var sink = file.toString().endsWith(".h5")
                ? Hdf5Writer.to(file).columns(names).exact(List.of(time)).open()
                : ParquetWriter.to(file).columns(names).exact(List.of(time)).open()) {
            sink.write(floats, 0, count, List.of(ExactColumn.of(time, times)));
            sink.finish();
        }
    }

    /** The same rows, numbered by {@code event}. */
    public static Dataset<Row> frame(double[][] rows) {
        var schema = new StructType().add("event", DataTypes.LongType, false);
        for (String name : COLUMNS) {
            schema = schema.add(name, DataTypes.DoubleType, true);
        }
        var all = new ArrayList<Row>();
        for (int i = 0; i < rows.length; i++) {
            Object[] values = new Object[COLUMNS.size() + 1];
            values[0] = (long) i;
            for (int c = 0; c < COLUMNS.size(); c++) {
                values[c + 1] = rows[i][c];
            }
            all.add(RowFactory.create(values));
        }
        return LocalSpark.session().createDataFrame(all, schema);
    }
}
