package flashflow.data.hdf5.filters;

import flashflow.data.Place;
import flashflow.data.hdf5.filters.codecs.Span;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;

/**
 * HDF5's scale-offset, of integers or of floats scaled by a power of ten: the bits of a value (4 bytes), the size of the least
 * value (1) and that value (8), all little-endian, eight unused bytes, then the differences from the least value in as few bits as
 * they take. Where the dataset has a fill value, all bits set stand for it.
 */
final class ScaleOffsetFilter implements ChunkFilter {
    private static final int HEADER = 21;
    private static final int LEAST = 5;

    /** Places of the settings. */
    private static final int SCALE_TYPE = 0;

    private static final int SCALE = 1;
    private static final int ELEMENTS = 2;
    private static final int CLASS = 3;
    private static final int SIZE = 4;
    private static final int ORDER = 6;
    private static final int HAS_FILL = 7;
    private static final int FILL = 8;
    private static final int SETTINGS = 20;

    /** The other way of scaling floats, which the HDF5 library does not have either. */
    private static final int BINARY_SCALE = 1;

    private final int[] settings;
    private final int bytes;
    private final boolean isFloat;
    private final ByteOrder order;

    private ScaleOffsetFilter(int[] settings) {
        this.settings = settings;
        this.bytes = settings[SIZE];
        this.isFloat = settings[CLASS] == 1;
        this.order = settings[ORDER] == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    static ScaleOffsetFilter of(int[] settings, int elementBytes, Place place) {
        boolean plain = settings.length >= SETTINGS
                && settings[SIZE] == elementBytes
                && (elementBytes == 1 || elementBytes == 2 || elementBytes == 4 || elementBytes == 8)
                && settings[CLASS] >= 0
                && settings[CLASS] <= 1
                && (settings[CLASS] == 0 || elementBytes >= 4);
        if (!plain) {
            throw place.refuse(
                    "its scaleoffset filter is set for other elements", "the file is damaged: copy it again");
        }
        return new ScaleOffsetFilter(settings);
    }

    static boolean isRead(int[] settings) {
        return settings.length == 0 || settings[SCALE_TYPE] != BINARY_SCALE;
    }

    @Override
    public ChunkBytes decode(ChunkBytes stored, ChunkBytes spare, int expected, int most) throws DataFormatException {
        int full = Byte.SIZE * bytes;
        if (!isFloat && settings[SCALE] == full) {
            return stored;
        }
        var in = stored.span();
        int elements = settings[ELEMENTS];
        int bits = in.littleInt(0);
        if (bits < 0 || bits > full || in.unsignedByte(4) != Long.BYTES) {
            throw new DataFormatException("its values are of " + bits + " bits, which cannot be");
        }
        var out = ByteBuffer.wrap(
                        spare.resize(ChunkFilter.size(Integer.toUnsignedLong(elements) * bytes, expected, most)))
                .order(order);
        if (bits == full) {
            copy(in.part(HEADER, elements * bytes), out);
        } else {
            decode(in, bits, out);
        }
        return spare;
    }

    /** Values that need all their bits are stored as they are, but for the order of their bytes. */
    private void copy(Span in, ByteBuffer out) throws DataFormatException {
        for (int i = 0; i < in.length(); i += bytes) {
            long value = 0;
            for (int b = 0; b < bytes; b++) {
                value |= (long) in.unsignedByte(i + b) << Byte.SIZE * b;
            }
            put(out, i, value);
        }
    }

    private void decode(Span in, int bits, ByteBuffer out) throws DataFormatException {
        var reader = new BitReader(in.after(HEADER));
        var values = isFloat ? floats(in.littleLong(LEAST)) : integers(in.littleLong(LEAST));
        long mark = settings[HAS_FILL] == 1 ? (1L << bits) - 1 : -1;
        long fill = settings[FILL] & 0xffffffffL | (long) settings[FILL + 1] << Integer.SIZE;
        for (int i = 0; i < settings[ELEMENTS]; i++) {
            long difference = reader.read(bits);
            put(out, i * bytes, difference == mark ? fill : values.of(difference));
        }
    }

    /** Bits of the value that lies so far above the least. */
    private interface Values {
        long of(long difference);
    }

    private static Values integers(long least) {
        return difference -> difference + least;
    }

    /** With the arithmetic of the type itself, as the HDF5 library does it. */
    private Values floats(long least) {
        if (bytes == Float.BYTES) {
            float scale = (float) Math.pow(10, settings[SCALE]);
            float offset = Float.intBitsToFloat((int) least);
            return difference -> Float.floatToRawIntBits((int) difference / scale + offset);
        }
        double scale = Math.pow(10, settings[SCALE]);
        double offset = Double.longBitsToDouble(least);
        return difference -> Double.doubleToRawLongBits(difference / scale + offset);
    }

    private void put(ByteBuffer out, int at, long value) {
        switch (bytes) {
            case 1 -> out.put(at, (byte) value);
            case 2 -> out.putShort(at, (short) value);
            case 4 -> out.putInt(at, (int) value);
            default -> out.putLong(at, value);
        }
    }
}
