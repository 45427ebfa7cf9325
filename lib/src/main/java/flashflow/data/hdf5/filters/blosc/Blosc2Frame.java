package flashflow.data.hdf5.filters.blosc;

import flashflow.data.hdf5.filters.codecs.Memory;
import flashflow.data.hdf5.filters.codecs.Span;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.DataFormatException;

/**
 * A contiguous frame of Blosc 2 around one chunk: a header in MessagePack, the chunk, a chunk with its place, and a trailer
 * (Blosc, README_CFRAME_FORMAT). The header's integers are big-endian.
 */
public final class Blosc2Frame {
    private static final String MAGIC = "b2frame\0";
    private static final int HEADER_LENGTH = 0x0b;
    private static final int LENGTH = 0x10;
    private static final int SIZE = 0x1e;
    private static final int STORED = 0x27;
    private static final int ELEMENT = 0x30;
    private static final int LAYERS = 0x57;

    private final Span frame;
    private final int headerLength;
    private final int elementBytes;
    private final Optional<BlockGrid> grid;

    /** @throws DataFormatException if the header is damaged */
    public Blosc2Frame(Span stored) throws DataFormatException {
        var magic = stored.part(2, MAGIC.length());
        if (!MAGIC.equals(new String(magic.array(), magic.from(), MAGIC.length(), StandardCharsets.ISO_8859_1))) {
            throw new DataFormatException("it does not begin like a frame of blosc2");
        }
        this.frame = stored.part(0, bounded(stored.bigLong(LENGTH)));
        this.headerLength = frame.bigInt(HEADER_LENGTH);
        this.elementBytes = frame.bigInt(ELEMENT);
        this.grid = grid();
        if (elementBytes < 1 || headerLength < LAYERS) {
            throw new DataFormatException("its blosc2 frame states impossible sizes");
        }
    }

    private static int bounded(long length) throws DataFormatException {
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw new DataFormatException("its blosc2 frame is longer than the chunk");
        }
        return (int) length;
    }

    /** The layer named b2nd, or caterva before it; the map of the layers has a name and a place for each. */
    private Optional<BlockGrid> grid() throws DataFormatException {
        int layers = frame.unsignedByte(LAYERS + 5) << 8 | frame.unsignedByte(LAYERS + 6);
        int at = LAYERS + 7;
        for (int i = 0; i < layers; i++) {
            var name = frame.part(at + 1, frame.unsignedByte(at) & 0x1f);
            at += 1 + name.length();
            if (isArray(new String(name.array(), name.from(), name.length(), StandardCharsets.ISO_8859_1))) {
                int place = frame.bigInt(at + 1);
                return Optional.of(BlockGrid.read(frame.after(place).part(5, frame.bigInt(place + 1))));
            }
            at += 5;
        }
        return Optional.empty();
    }

    private static boolean isArray(String layer) {
        return layer.equals("b2nd") || layer.equals("caterva");
    }

    /** Bytes that come out. */
    public long size() throws DataFormatException {
        return grid.isPresent() ? grid.get().bytes(elementBytes) : frame.bigLong(SIZE);
    }

    /**
     * Decodes everything.
     *
     * @param out of {@link #size} bytes
     * @throws DataFormatException if the frame is damaged, or holds other than one chunk
     */
    public void decode(Span out) throws DataFormatException {
        if (grid.isEmpty()) {
            decodeChunk(out);
            return;
        }
        var array = grid.get();
        Memory.lend((int) array.storedBytes(elementBytes), blocks -> {
            decodeChunk(blocks);
            array.order(blocks, out, elementBytes);
        });
    }

    /** The sign of the place marks a chunk that is not stored, since all its values are the same. */
    private void decodeChunk(Span out) throws DataFormatException {
        long place = place();
        if (place >= 0) {
            new BloscChunk(frame.after(headerLength).after(bounded(place))).decode(out);
        } else if ((place >>> 56 & 7) == 1) {
            out.fill(0);
        } else if ((place >>> 56 & 7) == 2) {
            Values.nans(elementBytes, out);
        } else {
            throw new DataFormatException("its values were never set");
        }
    }

    /** Of the chunk behind the header, kept in a chunk behind that. */
    private long place() throws DataFormatException {
        var index = new BloscChunk(frame.after(headerLength).after(bounded(frame.bigLong(STORED))));
        var place = new Span(new byte[Long.BYTES], 0, Long.BYTES);
        index.decode(place);
        return place.littleLong(0);
    }
}
