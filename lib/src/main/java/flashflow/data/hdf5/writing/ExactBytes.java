package flashflow.data.hdf5.writing;

import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.storage.Float16;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers and truth values in the bytes of their own type, little-endian. */
final class ExactBytes {
    private ExactBytes() {}

    static byte[] of(ExactColumn column, int from, int count) {
        int size = column.type().bits() / 8;
        var bytes = ByteBuffer.allocate(Math.multiplyExact(count, size)).order(ByteOrder.LITTLE_ENDIAN);
        boolean real = column.type().kind() == ColumnType.Kind.FLOAT;
        for (int i = from; i < from + count; i++) {
            put(bytes, size, real ? bits(column.doubleAt(i), size) : column.longAt(i));
        }
        return bytes.array();
    }

    private static void put(ByteBuffer bytes, int size, long value) {
        switch (size) {
            case 1 -> bytes.put((byte) value);
            case 2 -> bytes.putShort((short) value);
            case 4 -> bytes.putInt((int) value);
            default -> bytes.putLong(value);
        }
    }

    private static long bits(double value, int size) {
        return switch (size) {
            case 2 -> Float16.bits(value);
            case 4 -> Float.floatToRawIntBits((float) value);
            default -> Double.doubleToRawLongBits(value);
        };
    }
}
