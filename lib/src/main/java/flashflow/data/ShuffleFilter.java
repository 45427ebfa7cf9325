package flashflow.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** HDF5's byte shuffle: first the first bytes of all elements, then the second bytes, and so on. */
record ShuffleFilter(int elementBytes) implements ChunkFilter {
    @Override
    public byte[] decode(byte[] stored, int size) {
        byte[] out = new byte[stored.length];
        int elements = stored.length / elementBytes;
        if (elementBytes == 4) {
            unshuffleWords(stored, elements, ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN));
        } else {
            unshuffle(stored, elements, out);
        }
        int rest = elements * elementBytes;
        System.arraycopy(stored, rest, out, rest, stored.length - rest);
        return out;
    }

    private static void unshuffleWords(byte[] stored, int elements, ByteBuffer out) {
        for (int i = 0; i < elements; i++) {
            int word = stored[i] & 0xff
                    | (stored[elements + i] & 0xff) << 8
                    | (stored[2 * elements + i] & 0xff) << 16
                    | stored[3 * elements + i] << 24;
            out.putInt(4 * i, word);
        }
    }

    private void unshuffle(byte[] stored, int elements, byte[] out) {
        for (int b = 0; b < elementBytes; b++) {
            for (int i = 0; i < elements; i++) {
                out[i * elementBytes + b] = stored[b * elements + i];
            }
        }
    }
}
