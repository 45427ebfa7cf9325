package flashflow.data.hdf5;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * One file being written: room for the headers, then the rows, then the index of the chunks; the headers come last, when
 * the number of rows is known. Plain writes, since an interrupt would close a channel.
 */
final class HdfPart implements AutoCloseable {
    private static final int SUPERBLOCK = 48;

    /** Values that are brought into bytes at a time. */
    private static final int PIECE = 1 << 20;

    private final Path path;
    private final WriterOptions options;
    private final RandomAccessFile out;
    private final ChunkWriter chunks;
    private final long dataStart;
    private long rows;

    HdfPart(Path path, WriterOptions options) throws IOException {
        this.path = path;
        this.options = options;
        byte[] headers = headers(options.chunkRows(), 0, 0);
        this.dataStart = (headers.length + 63L) / 64 * 64;
        this.out = new RandomAccessFile(path.toFile(), "rw");
        this.out.setLength(0);
        this.out.seek(dataStart);
        this.chunks = options.chunked() ? new ChunkWriter(out, options) : null;
    }

    Path path() {
        return path;
    }

    long rows() {
        return rows;
    }

    void write(float[] values, int offset, int count) throws IOException {
        if (chunks != null) {
            chunks.write(values, offset, count);
        } else {
            writePlain(values, offset, Math.multiplyExact(count, options.width()));
        }
        rows += count;
    }

    private void writePlain(float[] values, int offset, int count) throws IOException {
        var bytes = ByteBuffer.allocate(4 * Math.min(count, PIECE)).order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < count; done += PIECE) {
            int part = Math.min(PIECE, count - done);
            bytes.asFloatBuffer().put(values, offset + done, part);
            out.write(bytes.array(), 0, 4 * part);
        }
    }

    /** Writes what is missing and makes sure that it is on the disk. */
    void finish() throws IOException {
        long index = 0;
        if (chunks != null) {
            chunks.flush();
            index = out.getFilePointer();
            out.write(chunks.index(index));
        }
        long end = out.getFilePointer();
        out.seek(0);
        out.write(headers(rows, end, index));
        out.getFD().sync();
        out.close();
    }

    private byte[] headers(long rowCount, long end, long index) {
        // The root group's header has the same size whatever address it holds.
        int group = SUPERBLOCK + new HdfMessages().group(options.dataset(), 0).objectHeader().length;
        return new HdfBytes()
                .bytes(HdfMessages.superblock(end, SUPERBLOCK))
                .bytes(new HdfMessages().group(options.dataset(), group).objectHeader())
                .bytes(dataset(rowCount, index).objectHeader())
                .toBytes();
    }

    private HdfMessages dataset(long rowCount, long index) {
        var messages = new HdfMessages().rows(rowCount, options.width(), options.chunked());
        if (options.chunked()) {
            int chunkRows = (int) Math.max(1, Math.min(options.chunkRows(), rowCount));
            messages.chunked(chunkRows, options.width(), ChunkWriter.pageBits(rowCount, chunkRows), index);
        } else {
            messages.contiguous(dataStart, 4 * rowCount * options.width());
        }
        if (options.gzip() > 0) {
            messages.gzip(options.gzip());
        }
        messages.attributes().attribute(ColumnNames.ATTRIBUTE, options.columns());
        options.attributes().forEach(messages::attribute);
        return messages;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
