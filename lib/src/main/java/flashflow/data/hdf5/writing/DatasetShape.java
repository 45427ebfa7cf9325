package flashflow.data.hdf5.writing;

/**
 * How a dataset is stored.
 *
 * @param type of its values
 * @param width values of a row, 0 for a dataset of one dimension
 * @param chunkRows rows of a chunk, 0 for contiguous rows
 * @param gzip compression level 1 to 9, 0 for none
 */
public record DatasetShape(StoredType type, int width, int chunkRows, int gzip) {
    boolean chunked() {
        return chunkRows > 0;
    }

    long rowBytes() {
        return (long) type.bytes() * Math.max(1, width);
    }

    /**
     * The beginning of the dataset's header.
     *
     * @param rows how many there are
     * @param address of the rows, or of the index of the chunks
     */
    public HdfMessages header(long rows, long address) {
        var messages = width == 0
                ? new HdfMessages().values(type, chunked(), rows)
                : new HdfMessages().values(type, chunked(), rows, width);
        if (!chunked()) {
            return messages.contiguous(address, rows * rowBytes());
        }
        int inChunk = (int) Math.max(1, Math.min(chunkRows, rows));
        int pageBits = pageBits(rows, inChunk);
        if (width == 0) {
            messages.chunked(pageBits, address, inChunk, type.bytes());
        } else {
            messages.chunked(pageBits, address, inChunk, width, type.bytes());
        }
        return gzip > 0 ? messages.gzip(gzip, type) : messages;
    }

    /** As many bits as one page needs to hold all chunks; 10 is the library's own least. */
    public static int pageBits(long rows, int chunkRows) {
        long chunks = (rows + chunkRows - 1) / chunkRows;
        return Math.max(10, 64 - Long.numberOfLeadingZeros(Math.max(1, chunks) - 1));
    }
}
