package flashflow.data.hdf5.filters.codecs;

import flashflow.data.Pool;
import java.util.zip.DataFormatException;

/** Memory for pieces on the way, used again by whatever thread needs some, if it is not unusually large. */
public final class Memory {
    private static final int KEPT = 1 << 22;

    private static final Pool<Memory> FREE = Pool.ofThreads(Memory::new);

    private byte[] kept = {};

    private Memory() {}

    /** Work on a piece of memory. */
    public interface Work {
        void on(Span memory) throws DataFormatException;
    }

    /** Lends so many bytes, whose values are left to chance, until {@code work} is done. */
    public static void lend(int bytes, Work work) throws DataFormatException {
        var memory = FREE.take();
        try {
            work.on(memory.span(bytes));
        } finally {
            FREE.give(memory);
        }
    }

    private Span span(int bytes) {
        if (bytes > KEPT) {
            return new Span(new byte[bytes], 0, bytes);
        }
        if (bytes > kept.length) {
            kept = new byte[bytes];
        }
        return new Span(kept, 0, bytes);
    }
}
