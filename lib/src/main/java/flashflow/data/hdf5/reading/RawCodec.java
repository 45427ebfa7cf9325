package flashflow.data.hdf5.reading;

import java.nio.ByteBuffer;

/**
 * Some bytes of each element as they are, four of them in the bits of a float, the last ones filled up with zeros: for what is
 * no float32, such as identifiers and texts.
 *
 * @param bytes of an element in the file
 * @param offset of the first wanted byte
 * @param count how many bytes are wanted
 */
public record RawCodec(int bytes, int offset, int count) implements ElementCodec {
    @Override
    public int values() {
        return (count + 3) / 4;
    }

    @Override
    public void decode(ByteBuffer from, int elements, float[] into, int at) {
        int start = from.position() + offset;
        int whole = count / 4;
        for (int i = 0; i < elements; i++) {
            int first = start + i * bytes;
            int target = at + i * values();
            for (int j = 0; j < whole; j++) {
                into[target + j] = Float.intBitsToFloat(bits(from, first + 4 * j, 4));
            }
            if (whole < values()) {
                into[target + whole] = Float.intBitsToFloat(bits(from, first + 4 * whole, count - 4 * whole));
            }
        }
    }

    /** The first byte is the lowest one. */
    private static int bits(ByteBuffer from, int first, int count) {
        int bits = 0;
        for (int k = 0; k < count; k++) {
            bits |= (from.get(first + k) & 0xff) << 8 * k;
        }
        return bits;
    }

    /** The bytes again, {@code count} of each element, from floats that were decoded. */
    public byte[] bytesOf(float[] values, int elements) {
        byte[] raw = new byte[Math.multiplyExact(elements, count)];
        for (int i = 0; i < raw.length; i++) {
            int element = i / count;
            int k = i % count;
            raw[i] = (byte) (Float.floatToRawIntBits(values[element * values() + k / 4]) >> 8 * (k % 4));
        }
        return raw;
    }
}
