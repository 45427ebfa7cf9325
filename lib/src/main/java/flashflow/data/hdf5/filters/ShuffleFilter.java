package flashflow.data.hdf5.filters;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** HDF5's byte shuffle: first the first bytes of all elements, then the second bytes, and so on. */
record ShuffleFilter(int elementBytes) implements ChunkFilter {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    @Override
    public ChunkBytes decode(ChunkBytes stored, ChunkBytes spare, int size, int most) {
        int length = stored.length();
        byte[] in = stored.array();
        byte[] out = spare.resize(length);
        int elements = length / elementBytes;
        if (elementBytes == 4) {
            unshuffleWords(in, elements, out);
        } else {
            unshuffle(in, elements, out);
        }
        int rest = elements * elementBytes;
        System.arraycopy(in, rest, out, rest, length - rest);
        return spare;
    }

    private static void unshuffleWords(byte[] in, int elements, byte[] out) {
        for (int i = 0; i < elements; i++) {
            int word = in[i] & 0xff
                    | (in[elements + i] & 0xff) << 8
                    | (in[2 * elements + i] & 0xff) << 16
                    | in[3 * elements + i] << 24;
            WORD.set(out, 4 * i, word);
        }
    }

    private void unshuffle(byte[] in, int elements, byte[] out) {
        for (int b = 0; b < elementBytes; b++) {
            for (int i = 0; i < elements; i++) {
                out[i * elementBytes + b] = in[b * elements + i];
            }
        }
    }
}
