package flashflow.data.parquet;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import flashflow.data.columns.ColumnStore;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** The committed files of src/test/resources/parquet and what is in them; see src/test/python/make_parquet_files.py. */
final class ParquetFiles {
    static final int ROWS = 260;

    private ParquetFiles() {}

    static Path path(String name) {
        try {
            return Path.of(ParquetFiles.class.getResource("/parquet/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static long number(long i) {
        long z = i * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L;
        return (z ^ (z >>> 31)) * 0xBF58476D1CE4E5B9L;
    }

    static long signed(long i, int bits) {
        return number(i) >> (64 - bits);
    }

    static float float32(long i) {
        return signed(i, 24) / 1024f;
    }

    static boolean isMissing(long i) {
        return i % 7 == 0 || 100 <= i && i < 130;
    }

    /** The value of a column in words, as {@link ExactColumn#textAt} says it. */
    static String text(String column, long i) {
        return switch (column.replace("_null", "")) {
            case "bool" -> number(i) < 0 ? "true" : "false";
            case "int8" -> Long.toString(signed(i, 8));
            case "int16" -> Long.toString(signed(i, 16));
            case "int32" -> Long.toString(signed(i, 32));
            case "int64" -> Long.toString(signed(i, 64));
            case "uint8" -> Long.toString(number(i) >>> 56);
            case "uint16" -> Long.toString(number(i) >>> 48);
            case "uint32" -> Long.toString(number(i) >>> 32);
            case "uint64" -> Long.toUnsignedString(number(i));
            case "float16" -> Float.toString(signed(i, 11) / 8f);
            case "float32" -> Float.toString(float32(i));
            case "float64" -> Double.toString(signed(i, 53) / 1024.0);
            case "text", "binary" -> i % 5 == 0 ? "" : "§" + Long.remainderUnsigned(number(i), 11) + " é";
            case "decimal32" -> new BigDecimal(BigInteger.valueOf(signed(i, 20)), 2).toPlainString();
            case "decimal64" -> new BigDecimal(BigInteger.valueOf(signed(i, 40)), 3).toPlainString();
            case "decimal128" -> new BigDecimal(BigInteger.valueOf(signed(i, 64)), 4).toPlainString();
            case "date" -> Long.toString(signed(i, 14));
            case "time" -> Long.toString((number(i) >>> 40) % 86_400_000);
            case "stamp_ms" -> Long.toString(signed(i, 40));
            case "stamp_us" -> Long.toString(signed(i, 50));
            case "stamp_ns", "stamp" -> Long.toString(signed(i, 60));
            default -> throw new IllegalArgumentException(column);
        };
    }

    /** The value as a number. */
    static double value(String column, long i) {
        String text = text(column, i);
        return switch (text) {
            case "true" -> 1;
            case "false" -> 0;
            default -> column.startsWith("float32") ? float32(i) : new BigDecimal(text).doubleValue();
        };
    }

    /** Some columns as rows, which needs a target. */
    static RowSource rows(ColumnStore store, String... columns) {
        return store.rows(new ColumnLayout(List.of(), List.of(columns)), List.of());
    }

    static RowSource carrying(ColumnStore store, String target, String... columns) {
        return store.rows(new ColumnLayout(List.of(), List.of(target)), List.of(columns));
    }

    static float[] readAll(RowSource source) {
        float[] rows = new float[(int) source.rowCount() * source.width()];
        source.read(0, (int) source.rowCount(), rows, 0);
        return rows;
    }

    static double[] readAllExact(RowSource source) {
        double[] rows = new double[(int) source.rowCount() * source.width()];
        source.readExact(0, (int) source.rowCount(), rows, 0);
        return rows;
    }

    static List<String> names(ColumnStore store) {
        return store.columns().stream().map(CarriedColumn::name).toList();
    }
}
