package flashflow.data.hdf5;

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
    private final ElementType type;
    private final float fill;
    private final Place place;

    /** @param fill stands for what was never written */
    ChunkDecoder(
            OpenFile file,
            ChunkShape shape,
            ChunkTable table,
            ChunkFilters filters,
            ElementType type,
            float fill,
            Place place) {
        this.file = file;
        this.shape = shape;
        this.table = table;
        this.filters = filters;
        this.type = type;
        this.fill = fill;
        this.place = place;
    }

    /** All values of a chunk. */
    float[] values(int index) {
        try {
            float[] values = new float[(int) shape.chunkElements()];
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
     * @param first of its values that is wanted
     * @param count how many
     * @param into receives them from {@code offset} on
     * @throws flashflow.FlashFlowException naming the chunk, if it cannot be read
     */
    void decode(int index, int first, int count, float[] into, int offset) {
        if (!table.isWritten(index)) {
            Arrays.fill(into, offset, offset + count, fill);
            return;
        }
        var scratch = SPARES.take();
        byte[] stored = scratch.one.resize(table.size(index));
        file.read(table.address(index), ByteBuffer.wrap(stored, 0, scratch.one.length()));
        try {
            int size = (int) shape.chunkElements() * type.bytes();
            var raw = table.isBare(index)
                    ? scratch.one.expect(size)
                    : filters.decode(scratch.one, scratch.other, table.skipped(index), size);
            type.decode(ByteBuffer.wrap(raw.array(), first * type.bytes(), count * type.bytes()), count, into, offset);
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

    private RuntimeException tooLarge(OutOfMemoryError cause) {
        return place.refuse(
                "one of its chunks takes " + shape.chunkElements() * type.bytes() + " bytes, more memory than there is",
                "give the JVM more with -Xmx, or write the file with chunks of some thousand rows",
                cause);
    }

    private RuntimeException unreadable(int index, Exception cause) {
        long row = (long) (index / shape.gridColumns()) * shape.chunkRows();
        int column = index % shape.gridColumns() * shape.chunkColumns();
        return place.refuse(
                "the chunk at row " + row + ", column " + column + " cannot be read (" + cause.getMessage() + ")",
                "the file is damaged: copy it or write it again",
                cause);
    }
}
