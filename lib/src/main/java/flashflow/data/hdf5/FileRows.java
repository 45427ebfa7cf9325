package flashflow.data.hdf5;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of one file, and what they are before they become float32.
 *
 * @param part the file and its columns
 * @param floats the same rows as float32
 */
record FileRows(FilePart part, RowSource floats) implements RowSource {
    @Override
    public ColumnLayout layout() {
        return floats.layout();
    }

    @Override
    public int width() {
        return floats.width();
    }

    @Override
    public long rowCount() {
        return floats.rowCount();
    }

    @Override
    public int blockRows() {
        return floats.blockRows();
    }

    @Override
    public void read(long firstRow, int count, float[] into, int offset) {
        floats.read(firstRow, count, into, offset);
    }

    @Override
    public int readChecked(long firstRow, int count, float[] into, int offset) {
        return floats.readChecked(firstRow, count, into, offset);
    }

    @Override
    public List<ColumnType> types() {
        return Collections.nCopies(width(), type());
    }

    private ColumnType type() {
        var type = part.type();
        var kind =
                switch (type.kind()) {
                    case FLOAT -> ColumnType.Kind.FLOAT;
                    case SIGNED -> ColumnType.Kind.SIGNED;
                    case UNSIGNED -> ColumnType.Kind.UNSIGNED;
                };
        return new ColumnType(kind, 8 * type.bytes());
    }

    @Override
    public void readExact(long firstRow, int count, double[] into, int offset) {
        if (!part.type().isWide()) {
            RowSource.super.readExact(firstRow, count, into, offset);
            return;
        }
        long[] bits = part.exact(firstRow, count);
        if (part.type().isInteger()) {
            var whole = ExactColumn.of(new CarriedColumn("", type()), bits);
            Arrays.setAll(bits, i -> Double.doubleToRawLongBits(whole.doubleAt(i)));
        }
        for (int i = 0; i < bits.length; i++) {
            into[offset + i] = Double.longBitsToDouble(bits[i]);
        }
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int count) {
        if (!part.type().isInteger()) {
            return RowSource.super.readStored(firstRow, count);
        }
        long[] bits = part.exact(firstRow, count);
        return IntStream.range(0, width()).mapToObj(c -> column(bits, c)).toList();
    }

    private ExactColumn column(long[] bits, int column) {
        long[] values = IntStream.range(0, bits.length / width())
                .mapToLong(row -> bits[row * width() + column])
                .toArray();
        return ExactColumn.of(new CarriedColumn(layout().columns().get(column), type()), values);
    }
}
