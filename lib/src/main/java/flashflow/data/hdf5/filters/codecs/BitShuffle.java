package flashflow.data.hdf5.filters.codecs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Bit shuffle (Masui et al. 2015, Astronomy and Computing 12): first the lowest bits of the first bytes of all elements, eight
 * elements a byte, then the next bits, and so on. The number of elements is a multiple of eight; what comes behind them stays.
 */
public final class BitShuffle {
    /** Elements that share a byte. */
    public static final int GROUP = 8;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private BitShuffle() {}

    /** Undoes it; {@code in} and {@code out} are of one length and lie apart. */
    public static void undo(Span in, Span out, int elements, int elementBytes) {
        int groups = elements / GROUP;
        for (int part = 0; part < elementBytes; part++) {
            unshuffle(in, out, groups, elementBytes, part);
        }
        int rest = groups * GROUP * elementBytes;
        System.arraycopy(in.array(), in.from() + rest, out.array(), out.from() + rest, in.length() - rest);
    }

    /** One byte of all elements. */
    private static void unshuffle(Span in, Span out, int groups, int elementBytes, int part) {
        int from = in.from() + part * GROUP * groups;
        int to = out.from() + part;
        int group = 0;
        long[] rows = new long[GROUP];
        for (; group + Long.BYTES <= groups; group += Long.BYTES) {
            for (int bit = 0; bit < GROUP; bit++) {
                rows[bit] = (long) LONG.get(in.array(), from + bit * groups + group);
            }
            transpose(rows);
            scatter(rows, out.array(), to + group * GROUP * elementBytes, elementBytes);
        }
        for (; group < groups; group++) {
            unshuffleGroup(
                    in.array(), from + group, groups, out.array(), to + group * GROUP * elementBytes, elementBytes);
        }
    }

    /** Byte g of row i belongs to element i of group g. */
    private static void scatter(long[] rows, byte[] out, int to, int elementBytes) {
        for (int i = 0; i < GROUP; i++) {
            int at = to + i * elementBytes;
            for (int group = 0; group < Long.BYTES; group++) {
                out[at + group * GROUP * elementBytes] = (byte) (rows[i] >>> 8 * group);
            }
        }
    }

    private static void unshuffleGroup(byte[] in, int from, int groups, byte[] out, int to, int elementBytes) {
        long rows = 0;
        for (int bit = 0; bit < GROUP; bit++) {
            rows |= (in[from + bit * groups] & 0xffL) << 8 * bit;
        }
        long columns = transpose(rows);
        for (int i = 0; i < GROUP; i++) {
            out[to + i * elementBytes] = (byte) (columns >>> 8 * i);
        }
    }

    /** The same for eight groups at once, each a byte of all rows. */
    private static void transpose(long[] rows) {
        swap(rows, 1, 0x5555555555555555L);
        swap(rows, 2, 0x3333333333333333L);
        swap(rows, 4, 0x0F0F0F0F0F0F0F0FL);
    }

    private static void swap(long[] rows, int distance, long mask) {
        for (int i = 0; i < GROUP; i++) {
            if ((i & distance) == 0) {
                long swap = (rows[i] >>> distance ^ rows[i + distance]) & mask;
                rows[i + distance] ^= swap;
                rows[i] ^= swap << distance;
            }
        }
    }

    /** Swaps rows and columns of 8 x 8 bits (Warren, Hacker's Delight, 7-3). */
    private static long transpose(long bits) {
        long swap = (bits ^ bits >>> 7) & 0x00AA00AA00AA00AAL;
        long x = bits ^ swap ^ swap << 7;
        swap = (x ^ x >>> 14) & 0x0000CCCC0000CCCCL;
        x = x ^ swap ^ swap << 14;
        swap = (x ^ x >>> 28) & 0x00000000F0F0F0F0L;
        return x ^ swap ^ swap << 28;
    }
}
