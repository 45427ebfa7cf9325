package flashflow.data.hdf5.filters;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;

/** HDF5's Fletcher-32: a checksum of big-endian 16-bit words behind the data, kept in little-endian order. */
final class Fletcher32Filter implements ChunkFilter {
    static final int BYTES = 4;

    @Override
    public ChunkBytes decode(ChunkBytes stored, ChunkBytes spare, int size, int most) throws DataFormatException {
        int length = stored.length() - BYTES;
        if (length < 0) {
            throw new DataFormatException("it is shorter than its checksum");
        }
        int expected =
                ByteBuffer.wrap(stored.array()).order(ByteOrder.LITTLE_ENDIAN).getInt(length);
        if (expected != checksum(stored.array(), length)) {
            throw new DataFormatException("its checksum does not fit its data");
        }
        return stored.shorten(BYTES);
    }

    /** Both sums are folded to 16 bits, as in the HDF5 library, and so never become 0 for non-zero data. */
    private static int checksum(byte[] bytes, int length) {
        long sum1 = 0;
        long sum2 = 0;
        for (int i = 0; i < length; i += 2) {
            int low = i + 1 < length ? bytes[i + 1] & 0xff : 0;
            sum1 = fold(sum1 + ((bytes[i] & 0xff) << 8 | low));
            sum2 = fold(sum2 + sum1);
        }
        return (int) (sum2 << 16 | sum1);
    }

    private static long fold(long sum) {
        return (sum & 0xffff) + (sum >>> 16);
    }
}
