package flashflow.data.hdf5.filters;

import flashflow.data.hdf5.filters.codecs.Span;
import java.util.zip.DataFormatException;

/** Numbers of any number of bits, one after the other, the highest bit first. */
final class BitReader {
    private final Span bytes;
    private int next;

    /** Bits of the byte before {@code next} that were not read yet. */
    private int left;

    private int current;

    BitReader(Span bytes) {
        this.bytes = bytes;
    }

    /** @param bits 0 to 64 */
    long read(int bits) throws DataFormatException {
        long value = 0;
        int missing = bits;
        while (missing > 0) {
            if (left == 0) {
                current = bytes.unsignedByte(next++);
                left = Byte.SIZE;
            }
            int count = Math.min(missing, left);
            left -= count;
            missing -= count;
            value = value << count | current >> left & (1 << count) - 1;
        }
        return value;
    }
}
