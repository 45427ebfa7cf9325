package flashflow.data.hdf5;

import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/**
 * One file being written: room for the headers, then the rows, then the index of the chunks; the headers come last, when
 * the number of rows is known.
 */
final class HdfPart implements AutoCloseable {
    private static final int SUPERBLOCK = 48;

    /** Values that are brought into bytes at a time. */
    private static final int PIECE = 1 << 20;

    private final AtomicFile file;
    private final WriterOptions options;
    private final SeekableByteChannel out;
    private final ChunkWriter chunks;
    private final long dataStart;
    private long rows;

    HdfPart(Path place, WriterOptions options) throws IOException {
        this.options = options;
        byte[] headers = headers(options.chunkRows(), 0, 0);
        this.dataStart = (headers.length + 63L) / 64 * 64;
        this.file = AtomicFile.open(place);
        this.out = file.channel().position(dataStart);
        this.chunks = options.chunked() ? new ChunkWriter(out, options) : null;
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
            bytes.clear().limit(4 * part);
            bytes.asFloatBuffer().put(values, offset + done, part);
            out.write(bytes);
        }
    }

    /** Writes what is missing and makes sure that it is on the disk. */
    void finish() throws IOException {
        long index = 0;
        if (chunks != null) {
            chunks.flush();
            index = out.position();
            out.write(ByteBuffer.wrap(chunks.index(index)));
        }
        long end = out.position();
        out.position(0).write(ByteBuffer.wrap(headers(rows, end, index)));
        file.seal();
    }

    /** Gives it the place that it was begun for. */
    void place() throws IOException {
        file.commit();
    }

    /** Gives it another name that is free. */
    void placeAs(Path name) throws IOException {
        file.commitAs(name);
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

    /** Removes what was given no place. */
    @Override
    public void close() {
        file.close();
    }
}
