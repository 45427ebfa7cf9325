package flashflow.data.hdf5.filters.blosc;

import flashflow.data.hdf5.filters.codecs.BitShuffle;
import flashflow.data.hdf5.filters.codecs.BloscLz;
import flashflow.data.hdf5.filters.codecs.ByteShuffle;
import flashflow.data.hdf5.filters.codecs.Codec;
import flashflow.data.hdf5.filters.codecs.Lz4;
import flashflow.data.hdf5.filters.codecs.Memory;
import flashflow.data.hdf5.filters.codecs.Snappy;
import flashflow.data.hdf5.filters.codecs.Span;
import flashflow.data.hdf5.filters.codecs.Zlib;
import flashflow.data.hdf5.filters.codecs.Zstd;
import java.util.List;
import java.util.zip.DataFormatException;

/**
 * A chunk as Blosc writes it: a header, the places of the blocks, and the blocks, each one or several compressed streams with
 * their sizes, all little-endian (Blosc, README_CHUNK_FORMAT). Reads versions 1 and 2.
 */
public final class BloscChunk {
    private static final List<Codec> CODECS = List.of(BloscLz.CODEC, Lz4.CODEC, Snappy.CODEC, Zlib.CODEC, Zstd.CODEC);

    private final Span stored;
    private final BloscHeader header;

    /** Bytes of streams that were read; blocks that share theirs would take endless time. */
    private long read;

    /**
     * @param stored begins with the chunk
     * @throws DataFormatException if its header is damaged, or of a kind that is not read
     */
    public BloscChunk(Span stored) throws DataFormatException {
        this.header = BloscHeader.read(stored);
        this.stored = stored.part(0, header.storedBytes());
    }

    /** Bytes that come out. */
    public int size() {
        return header.size();
    }

    /**
     * Decodes everything.
     *
     * @param out of {@link #size} bytes
     * @throws DataFormatException if the chunk is damaged
     */
    public void decode(Span out) throws DataFormatException {
        if (out.length() != size()) {
            throw new DataFormatException("its blosc header states " + size() + " bytes and not " + out.length());
        }
        if (header.special() != BloscHeader.Special.NONE) {
            fill(out);
        } else if (header.isCopied()) {
            stored.after(header.headerBytes()).copyTo(out);
        } else {
            decodeBlocks(out);
        }
    }

    private void fill(Span out) throws DataFormatException {
        switch (header.special()) {
            case ZEROS -> out.fill(0);
            case REPEATED -> Values.repeat(stored.after(header.headerBytes()), out);
            case NANS -> Values.nans(header.elementBytes(), out);
            default -> throw new DataFormatException("its values were never set");
        }
    }

    private void decodeBlocks(Span out) throws DataFormatException {
        if (header.codec() >= CODECS.size()) {
            throw new DataFormatException("its blosc codec " + header.codec() + " is not supported");
        }
        for (int i = 0; i < header.blocks(); i++) {
            int first = i * header.blockBytes();
            var block = out.part(first, Math.min(header.blockBytes(), out.length() - first));
            decodeBlock(stored.littleInt(header.headerBytes() + Integer.BYTES * i), block);
        }
    }

    private void decodeBlock(int place, Span out) throws DataFormatException {
        int bytes = out.length();
        switch (header.shuffle()) {
            case NONE -> decodeStreams(place, out);
            case BYTES ->
                Memory.lend(bytes, shuffled -> {
                    decodeStreams(place, shuffled);
                    ByteShuffle.undo(shuffled, out, header.elementBytes());
                });
            case BITS ->
                Memory.lend(bytes, shuffled -> {
                    decodeStreams(place, shuffled);
                    BitShuffle.undo(shuffled, out, header.shuffledElements(bytes), header.elementBytes());
                });
        }
    }

    private void decodeStreams(int place, Span out) throws DataFormatException {
        int streams = header.streams(out.length());
        int bytes = out.length() / streams;
        if (bytes * streams != out.length()) {
            throw new DataFormatException("a block is no whole number of elements");
        }
        int next = place;
        for (int i = 0; i < streams; i++) {
            next = decodeStream(next, out.part(i * bytes, bytes));
        }
    }

    /** Returns where the next stream begins. */
    private int decodeStream(int place, Span out) throws DataFormatException {
        int size = stored.littleInt(place);
        int start = place + Integer.BYTES;
        if (size <= 0 && header.version() > 2) {
            return decodeRun(size, start, out);
        }
        read += Integer.BYTES + (long) size;
        if (read > stored.length()) {
            throw new DataFormatException("its blosc blocks are longer than the chunk");
        }
        var stream = stored.part(start, size);
        if (size == out.length()) {
            stream.copyTo(out);
        } else {
            CODECS.get(header.codec()).fill(stream, out);
        }
        return start + size;
    }

    /** Blosc 2 stores a run of zeros as the size 0, and one of another byte as its negative and a mark. */
    private int decodeRun(int size, int start, Span out) throws DataFormatException {
        if (size == 0) {
            out.fill(0);
            return start;
        }
        if (size < -255 || stored.unsignedByte(start) != 1) {
            throw new DataFormatException("a run of one byte is damaged");
        }
        out.fill(-size);
        return start + 1;
    }
}
