package flashflow.data;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A carried column of every type, with the ends of its range; {@link #PYTHON} says the same to numpy. */
public final class EachType {
    /** Defines {@code columns(n)}: name to array, or to a list of texts. */
    public static final String PYTHON =
            """
            import sys, h5py, numpy as np
            def whole(kind, n):
                ends = np.iinfo(kind)
                return np.array([[ends.min, ends.max, r % 100][r % 3] for r in range(n)], kind)
            def real(kind, tiny, large, n):
                return np.array([[np.nan, tiny, large, r % 1000 / 8][r % 4] for r in range(n)], kind)
            def columns(n):
                kinds = [s + "int" + str(b) for b in (8, 16, 32, 64) for s in ("", "u")]
                made = {k: whole(k, n) for k in kinds}
                made["float16"] = real("f2", 2.0**-24, -np.inf, n)
                made["float32"] = real("f4", 2.0**-149, -np.inf, n)
                made["float64"] = real("f8", 5e-324, 1e300, n)
                made["bool"] = np.arange(n) % 2 == 1
                made["event number"] = 2**53 + 1 + np.arange(n)
                made["µ text"] = [["", "plain", "日本 𝄞 " + str(r)][r % 3] for r in range(n)]
                return made
            def check(file, made, rows):
                assert sorted(k for k in file if k != "data") == sorted(made), list(file)
                for name, values in made.items():
                    d = file[name]
                    assert d.shape == (len(rows),), (name, d.shape)
                    if name == "µ text":
                        assert h5py.check_string_dtype(d.dtype).encoding == "utf-8", d.dtype
                        assert list(d.asstr()[:]) == [values[r] for r in rows], name
                    else:
                        assert d.dtype == values.dtype and d[:].dtype == values.dtype, (name, d.dtype)
                        np.testing.assert_array_equal(d[:], values[rows], name)
            """;

    private EachType() {}

    /** Names and types. */
    public static List<CarriedColumn> columns() {
        return rows(0, 0).stream().map(ExactColumn::column).toList();
    }

    /** Rows {@code first} to {@code first + count - 1} of each. */
    public static List<ExactColumn> rows(long first, int count) {
        var whole = IntStream.of(8, 16, 32, 64)
                .boxed()
                .flatMap(bits -> List.of(signed(first, count, bits), unsigned(first, count, bits)).stream());
        var others = List.of(
                real(first, count, 16, 0x1p-24, Double.NEGATIVE_INFINITY),
                real(first, count, 32, 0x1p-149, Double.NEGATIVE_INFINITY),
                real(first, count, 64, Double.MIN_VALUE, 1e300),
                ExactColumn.of(
                        new CarriedColumn("bool", ColumnType.BOOLEAN),
                        range(first, count).map(r -> r % 2).toArray()),
                ExactColumn.of(
                        new CarriedColumn("event number", ColumnType.INT64),
                        range(first, count).map(r -> (1L << 53) + 1 + r).toArray()),
                ExactColumn.of(
                        new CarriedColumn("µ text", ColumnType.TEXT),
                        range(first, count).mapToObj(EachType::text).toArray(String[]::new)));
        return java.util.stream.Stream.concat(whole, others.stream()).toList();
    }

    private static LongStream range(long first, int count) {
        return LongStream.range(first, first + count);
    }

    private static String text(long row) {
        return row % 3 == 0 ? "" : row % 3 == 1 ? "plain" : "日本 𝄞 " + row;
    }

    private static ExactColumn signed(long first, int count, int bits) {
        long least = -1L << bits - 1;
        return whole(new ColumnType(ColumnType.Kind.SIGNED, bits), first, count, least, ~least);
    }

    private static ExactColumn unsigned(long first, int count, int bits) {
        return whole(new ColumnType(ColumnType.Kind.UNSIGNED, bits), first, count, 0, -1L >>> 64 - bits);
    }

    private static ExactColumn whole(ColumnType type, long first, int count, long least, long most) {
        var values = range(first, count).map(r -> r % 3 == 0 ? least : r % 3 == 1 ? most : r % 100);
        return ExactColumn.of(new CarriedColumn(type.toString(), type), values.toArray());
    }

    private static ExactColumn real(long first, int count, int bits, double tiny, double large) {
        var type = new ColumnType(ColumnType.Kind.FLOAT, bits);
        var values = range(first, count).mapToDouble(r -> switch ((int) (r % 4)) {
            case 0 -> Double.NaN;
            case 1 -> tiny;
            case 2 -> large;
            default -> r % 1000 / 8.0;
        });
        return ExactColumn.of(new CarriedColumn(type.toString(), type), values.toArray());
    }
}
