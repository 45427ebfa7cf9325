package flashflow.data;

import flashflow.FlashFlowException;
import java.util.Arrays;

/**
 * Some of the rows 0 to N - 1: a bitmap in pieces, with the count of kept rows before each piece. At most one bit a row; pieces of
 * which all rows or none are kept take no memory. Immutable.
 */
public final class RowSet {
    /** Bits of a word. */
    private static final int WORD = Long.SIZE;

    private static final int PIECE_WORDS = 1024;
    private static final int PIECE = PIECE_WORDS * WORD;
    private static final long[] FULL = filled(-1);
    private static final long[] EMPTY = filled(0);

    private final long rows;
    private final long[][] pieces;
    /** Kept rows before each piece, and behind the last one all of them. */
    private final long[] before;

    private RowSet(long rows, long[][] pieces, long[] before) {
        this.rows = rows;
        this.pieces = pieces;
        this.before = before;
    }

    private static long[] filled(long word) {
        long[] piece = new long[PIECE_WORDS];
        Arrays.fill(piece, word);
        return piece;
    }

    /** All of so many rows. */
    public static RowSet all(long rows) {
        return new Builder(rows).append(true, rows).build();
    }

    /**
     * All rows but some.
     *
     * @param dropped rising
     * @throws FlashFlowException if they are not, or one is no row
     */
    public static RowSet without(long rows, long... dropped) {
        var builder = new Builder(rows);
        for (long row : dropped) {
            if (row < builder.next || row >= rows) {
                throw new FlashFlowException("Row " + row + " cannot be left out after row " + (builder.next - 1)
                        + " of " + rows + " rows; give different rows, rising.");
            }
            builder.append(true, row - builder.next).append(false, 1);
        }
        return builder.append(true, rows - builder.next).build();
    }

    /** Says of one row after the other, from the first to the last, whether it is kept. */
    public static final class Builder {
        private final long rows;
        private final long[][] pieces;
        private final long[] before;
        private long[] open = new long[PIECE_WORDS];
        private long next;

        /** Of so many rows. */
        public Builder(long rows) {
            this.rows = rows;
            int count = Math.toIntExact((rows + PIECE - 1) / PIECE);
            pieces = new long[count][];
            before = new long[count + 1];
        }

        /** The next row. */
        public Builder append(boolean keep) {
            int bit = (int) (next % PIECE);
            if (keep) {
                open[bit / WORD] |= 1L << bit;
            }
            next++;
            if (bit == PIECE - 1 || next == rows) {
                complete(bit + 1);
            }
            return this;
        }

        /** The next rows, all alike. */
        public Builder append(boolean keep, long count) {
            for (long end = next + count; next < end; ) {
                if (next % PIECE == 0 && end - next >= PIECE) {
                    next += PIECE;
                    put(keep ? FULL : EMPTY, keep ? PIECE : 0);
                } else {
                    append(keep);
                }
            }
            return this;
        }

        private void complete(int bits) {
            int kept = Arrays.stream(open).mapToInt(Long::bitCount).sum();
            if (kept == 0 || kept == PIECE) {
                put(kept == 0 ? EMPTY : FULL, kept);
            } else {
                put(Arrays.copyOf(open, (bits + WORD - 1) / WORD), kept);
            }
            Arrays.fill(open, 0);
        }

        private void put(long[] piece, int kept) {
            int at = (int) ((next - 1) / PIECE);
            pieces[at] = piece;
            before[at + 1] = before[at] + kept;
        }

        /** @throws FlashFlowException if not every row was spoken of */
        public RowSet build() {
            if (next != rows) {
                throw new FlashFlowException(
                        "It was said of " + next + " of " + rows + " rows whether they are kept; say it of every row.");
            }
            return new RowSet(rows, pieces, before);
        }
    }

    /** Number of all rows, N. */
    public long rows() {
        return rows;
    }

    /** Number of kept rows. */
    public long count() {
        return before[pieces.length];
    }

    /** Whether a row is kept. */
    public boolean contains(long row) {
        return (word(row / WORD) >>> row & 1) != 0;
    }

    private long word(long index) {
        return pieces[(int) (index / PIECE_WORDS)][(int) (index % PIECE_WORDS)];
    }

    /** The kept row that has {@code kept} kept rows before it; {@code kept} from 0 to count() - 1. */
    public long row(long kept) {
        RowRange.check(kept, 1, count());
        int piece = piece(kept);
        long[] words = pieces[piece];
        int left = (int) (kept - before[piece]);
        int at = 0;
        for (int ones = Long.bitCount(words[0]); left >= ones; ones = Long.bitCount(words[at])) {
            left -= ones;
            at++;
        }
        return (long) piece * PIECE + (long) at * WORD + bit(words[at], left);
    }

    /** The piece of a kept row; empty pieces before it have the same number. */
    private int piece(long kept) {
        int found = Arrays.binarySearch(before, kept);
        int piece = found < 0 ? -found - 2 : found;
        while (before[piece + 1] <= kept) {
            piece++;
        }
        return piece;
    }

    /** Place of the one with so many ones below it. */
    private static int bit(long word, int ones) {
        long rest = word;
        for (int i = 0; i < ones; i++) {
            rest &= rest - 1;
        }
        return Long.numberOfTrailingZeros(rest);
    }

    /** The first kept row from this one on; N if there is none. */
    public long next(long row) {
        return next(row, 0);
    }

    /** The first row from this one on that is not kept; N if there is none. */
    public long nextGap(long row) {
        return next(row, -1);
    }

    /** @param flip 0 to look for kept rows, -1 for the others */
    private long next(long row, long flip) {
        long[] without = flip == 0 ? EMPTY : FULL;
        long at = row;
        while (at < rows) {
            if (pieces[(int) (at / PIECE)] == without) {
                at = (at / PIECE + 1) * PIECE;
                continue;
            }
            long rest = (word(at / WORD) ^ flip) >>> at;
            if (rest != 0) {
                return Math.min(rows, at + Long.numberOfTrailingZeros(rest));
            }
            at = (at / WORD + 1) * WORD;
        }
        return rows;
    }

    /**
     * Some of the kept rows, as rows of the whole.
     *
     * @param of which of the kept rows, of count() rows
     */
    public RowSet some(RowSet of) {
        if (of.rows != count()) {
            throw new FlashFlowException(
                    of.rows + " rows cannot be chosen from, where there are " + count() + "; give as many.");
        }
        if (count() == rows) {
            return of;
        }
        var builder = new Builder(rows);
        long kept = 0;
        for (long row = next(0); row < rows; row = next(row + 1)) {
            builder.append(false, row - builder.next).append(of.contains(kept++));
        }
        return builder.append(false, rows - builder.next).build();
    }
}
