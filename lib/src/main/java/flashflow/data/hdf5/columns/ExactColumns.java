package flashflow.data.hdf5.columns;

import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.hdf5.reading.ElementType;
import flashflow.data.hdf5.reading.Hdf5Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Columns of several datasets as they are stored; opened once, since that lists the chunks of each. */
final class ExactColumns {
    private final Hdf5Storage storage;
    private final List<StoredColumn> columns;
    private final FloatColumns halves;
    private final int values;
    private final Map<StoredColumn, TextRows> texts = new LinkedHashMap<>();

    /** Opens columns of numbers and texts. */
    ExactColumns(ColumnReader reader, List<StoredColumn> columns) {
        var numbers = columns.stream().filter(column -> !column.isText()).toList();
        this.storage = reader.storage();
        this.columns = columns;
        this.values = 2 * numbers.size();
        this.halves = numbers.isEmpty() ? null : FloatColumns.of(numbers, 2, reader::bits);
        if (halves != null) {
            reader.cache().atLeast(halves.chunkBytes());
        }
        columns.stream().filter(StoredColumn::isText).forEach(column -> texts.put(column, reader.texts(column)));
    }

    /** Consecutive rows of each column. */
    List<ExactColumn> read(long firstRow, int rows) {
        float[] bits = bits(firstRow, rows);
        var exact = new ArrayList<ExactColumn>();
        int at = 0;
        for (StoredColumn column : columns) {
            exact.add(column.isText() ? texts.get(column).read(firstRow, rows) : exact(column, bits, 2 * at++, values));
        }
        return exact;
    }

    private float[] bits(long firstRow, int rows) {
        float[] bits = new float[Math.multiplyExact(rows, values)];
        if (bits.length > 0) {
            storage.reading(() -> {
                halves.read(firstRow, rows, bits, 0);
                return null;
            });
        }
        return bits;
    }

    private static ExactColumn exact(StoredColumn column, float[] bits, int at, int step) {
        long[] values = new long[bits.length / step];
        for (int row = 0; row < values.length; row++) {
            values[row] = ElementType.joined(bits[row * step + at], bits[row * step + at + 1]);
        }
        if (column.type().kind() != ColumnType.Kind.FLOAT) {
            return ExactColumn.of(column.carried(), values);
        }
        double[] reals = new double[values.length];
        for (int row = 0; row < reals.length; row++) {
            reals[row] = Double.longBitsToDouble(values[row]);
        }
        return ExactColumn.of(column.carried(), reals);
    }
}
