package flashflow.data.hdf5.filters.codecs;

/**
 * Bit shuffle (Masui et al. 2015, Astronomy and Computing 12): first the lowest bits of the first bytes of all elements, eight
 * elements a byte, then the next bits, and so on. The number of elements is a multiple of eight; what comes behind them stays.
 */
public final class BitShuffle {
    /** Elements that share a byte. */
    public static final int GROUP = 8;

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
        byte[] bytes = in.array();
        byte[] values = out.array();
        int from = in.from() + part * GROUP * groups;
        int to = out.from() + part;
        for (int group = 0; group < groups; group++) {
            long rows = 0;
            for (int bit = 0; bit < GROUP; bit++) {
                rows |= (bytes[from + bit * groups + group] & 0xffL) << 8 * bit;
            }
            long columns = transpose(rows);
            int at = to + group * GROUP * elementBytes;
            for (int i = 0; i < GROUP; i++) {
                values[at + i * elementBytes] = (byte) (columns >>> 8 * i);
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
