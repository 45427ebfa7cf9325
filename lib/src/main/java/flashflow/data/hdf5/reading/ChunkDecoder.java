package flashflow.data.hdf5.reading;

import flashflow.data.Place;
import flashflow.data.Pool;
import flashflow.data.hdf5.filters.ChunkBytes;
import flashflow.data.hdf5.filters.ChunkFilters;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/** Reads single chunks and undoes their filters, in memory that is used again. */
final class ChunkDecoder {
    private record Scratch(ChunkBytes one, ChunkBytes other) {}

    /** For all files: each thread works on one chunk at a time. */
    private static final Pool<Scratch> SPARES = Pool.ofThreads(() -> new Scratch(new ChunkBytes(), new ChunkBytes()));

    private final OpenFile file;
    private final ChunkShape shape;
    private final ChunkTable table;
    private final ChunkFilters filters;
    private final ElementCodec codec;
    private final float[] fill;
    private final Place place;

    /** @param fill what stands for an element that was never written */
    ChunkDecoder(
            OpenFile file,
            ChunkShape shape,
            ChunkTable table,
            ChunkFilters filters,
            ElementCodec codec,
            float[] fill,
            Place place) {
        this.file = file;
        this.shape = shape;
        this.table = table;
        this.filters = filters;
        this.codec = codec;
        this.fill = fill;
        this.place = place;
    }

    /** All values of a chunk. */
    float[] values(int index) {
        try {
            float[] values = new float[(int) shape.chunkElements() * shape.values()];
            decode(index, 0, values.length, values, 0);
            return values;
        } catch (OutOfMemoryError e) {
            throw tooLarge(e);
        }
    }

    /**
     * Some values of a chunk.
     *
     * @param index of the chunk
     * @param first of its values that is wanted, the first one of an element
     * @param count how many, of whole elements
     * @param into receives them from {@code offset} on
     * @throws flashflow.FlashFlowException naming the chunk, if it cannot be read
     */
    void decode(int index, int first, int count, float[] into, int offset) {
        if (!table.isWritten(index)) {
            fill(into, offset, count);
            return;
        }
        var scratch = SPARES.take();
        byte[] stored = scratch.one.resize(table.size(index));
        file.read(table.address(index), ByteBuffer.wrap(stored, 0, scratch.one.length()));
        try {
            int size = (int) shape.chunkElements() * codec.bytes();
            var raw = table.isBare(index)
                    ? scratch.one.expect(size)
                    : filters.decode(scratch.one, scratch.other, table.skipped(index), size);
            int values = codec.values();
            var elements = ByteBuffer.wrap(raw.array(), first / values * codec.bytes(), count / values * codec.bytes());
            codec.decode(elements, count / values, into, offset);
        } catch (DataFormatException | RuntimeException e) {
            throw unreadable(index, e);
        } catch (OutOfMemoryError e) {
            throw tooLarge(e);
        } finally {
            scratch.one.release();
            scratch.other.release();
            SPARES.give(scratch);
        }
    }

    private void fill(float[] into, int offset, int count) {
        if (fill.length == 1) {
            Arrays.fill(into, offset, offset + count, fill[0]);
            return;
        }
        for (int i = 0; i < count; i++) {
            into[offset + i] = fill[i % fill.length];
        }
    }

    private RuntimeException tooLarge(OutOfMemoryError cause) {
        return place.refuse(
                "one of its chunks takes " + shape.chunkElements() * codec.bytes()
                        + " bytes, more memory than there is",
                "give the JVM more with -Xmx, or write the file with chunks of some thousand rows",
                cause);
    }

    private RuntimeException unreadable(int index, Exception cause) {
        long row = (long) (index / shape.gridColumns()) * shape.chunkRows();
        int column = shape.firstColumn(index % shape.gridColumns());
        return place.refuse(
                "the chunk at row " + row + ", column " + column + " cannot be read (" + cause.getMessage() + ")",
                "the file is damaged: copy it or write it again",
                cause);
    }
}
