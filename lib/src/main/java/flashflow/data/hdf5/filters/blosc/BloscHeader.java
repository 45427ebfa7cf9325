package flashflow.data.hdf5.filters.blosc;

import flashflow.data.hdf5.filters.codecs.Span;
import java.util.zip.DataFormatException;

/**
 * What the first 16 bytes of a chunk say, or the first 32 of a chunk of Blosc 2.
 *
 * @param version of the format: 2 is Blosc 1, from 3 on it is Blosc 2
 * @param flags how it is stored
 * @param elementBytes bytes of an element for shuffling
 * @param size bytes that come out
 * @param blockBytes bytes that come out of one block
 * @param storedBytes bytes of the chunk
 * @param headerBytes bytes of this header
 * @param special what stands for all bytes, where none are stored
 * @param shuffle how the bytes of a block were arranged
 */
record BloscHeader(
        int version,
        int flags,
        int elementBytes,
        int size,
        int blockBytes,
        int storedBytes,
        int headerBytes,
        Special special,
        Shuffle shuffle) {
    /** In the order of their numbers. */
    enum Special {
        NONE,
        ZEROS,
        NANS,
        REPEATED,
        UNSET
    }

    enum Shuffle {
        NONE,
        BYTES,
        BITS
    }

    static final int SHORT = 16;
    static final int LONG = 32;

    private static final int NEWEST = 6;
    private static final int BYTE_SHUFFLE = 1;
    private static final int COPIED = 2;
    private static final int BIT_SHUFFLE = 4;
    private static final int RESERVED = 8;
    private static final int WHOLE_BLOCKS = 16;

    private static final int FILTERS = 6;
    private static final int DELTA = 3;
    private static final int TRUNCATED = 4;

    /** Dictionaries, chunks without data and instrumented codecs. */
    private static final int UNREAD = 0x89;

    /** @throws DataFormatException if it is damaged, or of a kind that is not read */
    static BloscHeader read(Span chunk) throws DataFormatException {
        int version = chunk.unsignedByte(0);
        int flags = chunk.unsignedByte(2);
        boolean extended = version > 2 && (flags & BYTE_SHUFFLE) != 0 && (flags & BIT_SHUFFLE) != 0;
        refuse(version < 2 || version > NEWEST, "its blosc version " + version + " is not known");
        refuse((flags & RESERVED) != 0, "its blosc flags are not known");
        refuse(chunk.unsignedByte(1) != 1 && version < 3, "the version of its blosc codec is not known");
        int size = chunk.littleInt(4);
        var header = new BloscHeader(
                version,
                flags,
                chunk.unsignedByte(3),
                size,
                Math.min(chunk.littleInt(8), Math.max(size, 1)),
                chunk.littleInt(12),
                extended ? LONG : SHORT,
                extended ? special(chunk) : Special.NONE,
                extended ? shuffle(chunk) : shuffle(flags));
        header.refuseSizes(chunk.length());
        return header;
    }

    private static void refuse(boolean wrong, String words) throws DataFormatException {
        if (wrong) {
            throw new DataFormatException(words);
        }
    }

    private void refuseSizes(int length) throws DataFormatException {
        refuse(
                size < 0 || blockBytes < 1 || elementBytes < 1 || storedBytes < headerBytes || storedBytes > length,
                "its blosc header states impossible sizes");
    }

    private static Special special(Span chunk) throws DataFormatException {
        int flags = chunk.unsignedByte(31);
        int special = flags >> 4 & 7;
        refuse(
                special >= Special.values().length || (flags & UNREAD) != 0 || chunk.unsignedByte(30) != 0,
                "its kind of blosc2 chunk is not supported");
        return Special.values()[special];
    }

    private static Shuffle shuffle(int flags) {
        return (flags & BYTE_SHUFFLE) != 0 ? Shuffle.BYTES : (flags & BIT_SHUFFLE) != 0 ? Shuffle.BITS : Shuffle.NONE;
    }

    /** Of up to six filters one that has to be undone is read; truncated precision is not undone. */
    private static Shuffle shuffle(Span chunk) throws DataFormatException {
        var found = Shuffle.NONE;
        for (int i = 0; i < FILTERS; i++) {
            int filter = chunk.unsignedByte(SHORT + i);
            boolean second = found != Shuffle.NONE && filter != 0 && filter != TRUNCATED;
            boolean grouped = filter == 1 && chunk.unsignedByte(24 + i) != 0;
            refuse(filter == DELTA || filter > TRUNCATED || second || grouped, "its blosc2 filters are not supported");
            found = filter == 1 ? Shuffle.BYTES : filter == 2 ? Shuffle.BITS : found;
        }
        return found;
    }

    boolean isCopied() {
        return (flags & COPIED) != 0;
    }

    /** Number of the codec: blosclz, lz4, snappy, zlib, zstd. */
    int codec() {
        return flags >> 5;
    }

    int blocks() {
        return (int) (((long) size + blockBytes - 1) / blockBytes);
    }

    /**
     * How many streams a block consists of: one for each byte of an element, or one.
     *
     * @param bytes of the block; the last may have fewer than others
     */
    int streams(int bytes) {
        boolean isLast = bytes != blockBytes;
        return (flags & WHOLE_BLOCKS) != 0 || isLast || isSmall() ? 1 : elementBytes;
    }

    /** Before there was a flag for it, Blosc 1 split no blocks that are small or of large elements. */
    private boolean isSmall() {
        return version < 3 && (elementBytes > 16 || blockBytes / elementBytes < 128);
    }

    /** Elements of a block that take part in its bit shuffle; Blosc 1 left blocks alone whose number is no multiple of eight. */
    int shuffledElements(int bytes) {
        int elements = bytes / elementBytes;
        return version < 3 && elements % 8 != 0 ? 0 : elements;
    }
}
