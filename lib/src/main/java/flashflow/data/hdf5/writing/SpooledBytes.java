package flashflow.data.hdf5.writing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes that are written one after the other and then read in the same order; all but the last of them lie in a spool. */
final class SpooledBytes extends OutputStream {
    private static final int BLOCK = 1 << 16;

    private final Spool spool;
    private final List<Long> blocks = new ArrayList<>();
    private byte[] last = new byte[0];
    private int filled;

    SpooledBytes(Spool spool) {
        this.spool = spool;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        for (int done = 0; done < count; ) {
            int some = Math.min(count - done, BLOCK - filled);
            makeRoom(filled + some);
            System.arraycopy(bytes, offset + done, last, filled, some);
            filled += some;
            done += some;
            if (filled == BLOCK) {
                blocks.add(spool.keep(last));
                filled = 0;
            }
        }
    }

    private void makeRoom(int bytes) {
        if (bytes > last.length) {
            last = Arrays.copyOf(last, Math.min(BLOCK, Math.max(bytes, 2 * last.length)));
        }
    }

    /** All bytes from the first on. */
    InputStream read() {
        return new Reading();
    }

    private final class Reading extends InputStream {
        private int next;
        private byte[] block = new byte[0];
        private int length;
        private int at;

        @Override
        public int read() throws IOException {
            return hasMore() ? block[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int most) throws IOException {
            if (most == 0) {
                return 0;
            }
            if (!hasMore()) {
                return -1;
            }
            int some = Math.min(most, length - at);
            System.arraycopy(block, at, into, offset, some);
            at += some;
            return some;
        }

        private boolean hasMore() throws IOException {
            if (at == length && next <= blocks.size()) {
                bringNext();
            }
            return at < length;
        }

        private void bringNext() throws IOException {
            at = 0;
            if (next < blocks.size()) {
                block = block.length == BLOCK ? block : new byte[BLOCK];
                spool.bring(blocks.get(next), block);
                length = BLOCK;
            } else {
                block = last;
                length = filled;
            }
            next++;
        }
    }
}
