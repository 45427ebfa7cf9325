package flashflow.data.hdf5.filters.codecs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Byte shuffle: first the first bytes of all elements, then the second bytes, and so on; what is no whole element stays at the
 * end.
 */
public final class ByteShuffle {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private ByteShuffle() {}

    /** Undoes it; {@code in} and {@code out} are of one length and lie apart. */
    public static void undo(Span in, Span out, int elementBytes) {
        int elements = in.length() / elementBytes;
        if (elementBytes % Integer.BYTES == 0) {
            for (int word = 0; word < elementBytes; word += Integer.BYTES) {
                unshuffleWords(in, out, elements, elementBytes, word);
            }
        } else {
            for (int part = 0; part < elementBytes; part++) {
                unshuffle(in, out, elements, elementBytes, part);
            }
        }
        int rest = elements * elementBytes;
        System.arraycopy(in.array(), in.from() + rest, out.array(), out.from() + rest, in.length() - rest);
    }

    /** Four bytes of each element at once. */
    private static void unshuffleWords(Span in, Span out, int elements, int elementBytes, int part) {
        byte[] bytes = in.array();
        byte[] values = out.array();
        int first = in.from() + part * elements;
        int second = first + elements;
        int third = second + elements;
        int fourth = third + elements;
        int to = out.from() + part;
        for (int i = 0; i < elements; i++) {
            int word = bytes[first + i] & 0xff
                    | (bytes[second + i] & 0xff) << 8
                    | (bytes[third + i] & 0xff) << 16
                    | bytes[fourth + i] << 24;
            WORD.set(values, to + i * elementBytes, word);
        }
    }

    private static void unshuffle(Span in, Span out, int elements, int elementBytes, int part) {
        byte[] bytes = in.array();
        byte[] values = out.array();
        int from = in.from() + part * elements;
        int to = out.from() + part;
        for (int i = 0; i < elements; i++) {
            values[to + i * elementBytes] = bytes[from + i];
        }
    }
}
