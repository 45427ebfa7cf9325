package flashflow.data.hdf5.format;

import java.nio.ByteBuffer;

/** Where the elements of a dataset lie. */
public sealed interface Layout {
    /** In the header itself. */
    record Compact(ByteBuffer data) implements Layout {}

    /**
     * One after the other.
     *
     * @param address of the first, {@link Storage#UNDEFINED} where nothing was written
     * @param bytes of all; -1 where the header does not tell
     */
    record Contiguous(long address, long bytes) implements Layout {}

    /**
     * In chunks.
     *
     * @param chunk extent of a chunk in elements
     * @param index how the chunks are found
     */
    record Chunked(long[] chunk, ChunkIndex index) implements Layout {}

    /** In other datasets. */
    record Virtual() implements Layout {}

    static Layout of(ObjectHeader header) {
        var fields = header.get(ObjectHeader.LAYOUT, "layout");
        int version = fields.version(1, 5, "a layout");
        return version < 3 ? old(fields) : recent(fields, version);
    }

    private static Layout old(Fields fields) {
        int rank = fields.u8();
        int kind = fields.u8();
        fields.skip(5);
        long address = kind == 0 ? Storage.UNDEFINED : fields.address();
        // A chunk's last side is the size of an element, which is no dimension of the dataset.
        long[] sides = sides(fields, rank - (kind == 2 ? 1 : 0), 4);
        fields.skip(kind == 2 ? 4 : 0);
        return switch (kind) {
            case 0 -> new Compact(fields.take(fields.u32()));
            case 1 -> new Contiguous(address, -1);
            case 2 -> new Chunked(sides, new ChunkTree(address, sides));
            default -> throw unknown(kind);
        };
    }

    private static Layout recent(Fields fields, int version) {
        int kind = fields.u8();
        return switch (kind) {
            case 0 -> new Compact(fields.take(fields.u16()));
            case 1 -> new Contiguous(fields.address(), fields.length());
            case 2 -> version == 3 ? treed(fields) : indexed(fields);
            case 3 -> new Virtual();
            default -> throw unknown(kind);
        };
    }

    private static Layout treed(Fields fields) {
        int rank = fields.u8() - 1;
        long address = fields.address();
        long[] chunk = sides(fields, rank, 4);
        return new Chunked(chunk, new ChunkTree(address, chunk));
    }

    private static Layout indexed(Fields fields) {
        int flags = fields.u8();
        int rank = fields.u8() - 1;
        int bytes = fields.u8();
        long[] chunk = sides(fields, rank, bytes);
        fields.skip(bytes);
        return new Chunked(chunk, ChunkIndex.read(fields, flags, rank));
    }

    private static long[] sides(Fields fields, int rank, int bytes) {
        long[] sides = new long[Math.max(0, rank)];
        for (int i = 0; i < sides.length; i++) {
            sides[i] = fields.unsigned(bytes);
        }
        return sides;
    }

    private static FormatException unknown(int kind) {
        return new FormatException("its layout is of class " + kind + ", which is not known");
    }
}
