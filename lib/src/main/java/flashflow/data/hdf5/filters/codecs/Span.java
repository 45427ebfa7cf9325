package flashflow.data.hdf5.filters.codecs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * Some bytes of an array. Whatever a file says of places in them is checked here.
 *
 * @param array holds the bytes, not copied
 * @param from where they begin
 * @param length how many there are
 */
public record Span(byte[] array, int from, int length) {
    private static final VarHandle LITTLE_INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LITTLE_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle BIG_LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** @throws DataFormatException if it reaches out of these bytes */
    public Span part(int offset, int count) throws DataFormatException {
        return new Span(array, index(offset, count), count);
    }

    /** @throws DataFormatException if {@code offset} lies outside */
    public Span after(int offset) throws DataFormatException {
        return part(offset, length - offset);
    }

    /** Place in the array. */
    private int index(int offset, int count) throws DataFormatException {
        if (offset < 0 || count < 0 || count > length - offset) {
            throw new DataFormatException("it refers to bytes that it does not have");
        }
        return from + offset;
    }

    public int unsignedByte(int offset) throws DataFormatException {
        return array[index(offset, 1)] & 0xff;
    }

    public int littleInt(int offset) throws DataFormatException {
        return (int) LITTLE_INT.get(array, index(offset, Integer.BYTES));
    }

    public long littleLong(int offset) throws DataFormatException {
        return (long) LITTLE_LONG.get(array, index(offset, Long.BYTES));
    }

    public int bigInt(int offset) throws DataFormatException {
        return (int) BIG_INT.get(array, index(offset, Integer.BYTES));
    }

    public long bigLong(int offset) throws DataFormatException {
        return (long) BIG_LONG.get(array, index(offset, Long.BYTES));
    }

    /** @throws DataFormatException unless there are as many */
    public void copyTo(Span other) throws DataFormatException {
        if (length != other.length) {
            throw new DataFormatException("it holds " + length + " bytes and not " + other.length);
        }
        System.arraycopy(array, from, other.array, other.from, length);
    }

    public void fill(int value) {
        Arrays.fill(array, from, from + length, (byte) value);
    }
}
