package flashflow.data.hdf5.writing;

import flashflow.data.ExactColumn;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One file being written: room for the headers, then the rows, then the exact columns with their headers; the first headers
 * come last, when the number of rows is known.
 */
public final class HdfPart implements AutoCloseable {
    private static final int SUPERBLOCK = 48;

    /** Values that are brought into bytes at a time. */
    private static final int PIECE = 1 << 20;

    private final AtomicFile file;
    private final WriterOptions options;
    private final SeekableByteChannel out;
    private final DatasetWriter matrix;
    private final Spool spool;
    private final List<SpooledColumn> exact;
    private long rows;

    /**
     * Begins a file.
     *
     * @param place where it goes in the end
     * @throws IOException if the folder is missing, read-only or full
     */
    public HdfPart(Path place, WriterOptions options) throws IOException {
        this.options = options;
        this.spool = new Spool(place);
        this.exact = options.exact().stream()
                .map(column -> new SpooledColumn(column, spool))
                .toList();
        int start = headers(options.chunkRows(), 0, 0, Map.of()).length;
        this.file = AtomicFile.open(place);
        this.out = file.channel().position(aligned(start));
        this.matrix = new DatasetWriter(out, options.matrix());
    }

    private static long aligned(long position) {
        return (position + 63) / 64 * 64;
    }

    /** Rows written so far. */
    public long rows() {
        return rows;
    }

    /**
     * Appends rows.
     *
     * @param values the matrix, row after row
     * @param columns the exact columns
     * @param from the first row of both
     * @param count number of rows
     */
    public void write(float[] values, int offset, List<ExactColumn> columns, int from, int count) throws IOException {
        writeMatrix(values, offset + from * options.width(), Math.multiplyExact(count, options.width()));
        for (int i = 0; i < exact.size(); i++) {
            exact.get(i).write(columns.get(i), from, count);
        }
        rows += count;
    }

    private void writeMatrix(float[] values, int offset, int count) throws IOException {
        var bytes = ByteBuffer.allocate(4 * Math.min(count, PIECE)).order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < count; done += PIECE) {
            int part = Math.min(PIECE, count - done);
            bytes.asFloatBuffer().put(values, offset + done, part);
            matrix.write(bytes.array(), 4 * part);
        }
    }

    /** Writes what is missing and makes sure that it is on the disk. */
    public void finish() throws IOException {
        long address = matrix.finish();
        var members = new LinkedHashMap<String, Long>();
        for (SpooledColumn column : exact) {
            members.put(column.name(), append(column));
        }
        spool.close();
        long end = out.position();
        out.position(0).write(ByteBuffer.wrap(headers(rows, end, address, members)));
        file.seal();
    }

    /** Writes values and header of an exact column; gives the header's address. */
    private long append(SpooledColumn column) throws IOException {
        var shape = column.shape(options);
        out.position(aligned(out.position()));
        var values = new DatasetWriter(out, shape);
        column.copyTo(values);
        byte[] header = shape.header(rows, values.finish()).attributes().objectHeader();
        long address = aligned(out.position());
        out.position(address).write(ByteBuffer.wrap(header));
        return address;
    }

    /** Gives it the place that it was begun for. */
    public void place() throws IOException {
        file.commit();
    }

    /** Gives it another name that is free. */
    public void placeAs(Path name) throws IOException {
        file.commitAs(name);
    }

    /** They have the same size whatever addresses they hold. */
    private byte[] headers(long rowCount, long end, long address, Map<String, Long> exactHeaders) {
        int group = SUPERBLOCK + group(0, exactHeaders).length;
        return new HdfBytes()
                .bytes(HdfMessages.superblock(end, SUPERBLOCK))
                .bytes(group(group, exactHeaders))
                .bytes(dataset(rowCount, address).objectHeader())
                .toBytes();
    }

    private byte[] group(long dataset, Map<String, Long> exactHeaders) {
        var members = new LinkedHashMap<String, Long>();
        members.put(options.dataset(), dataset);
        exact.forEach(column -> members.put(column.name(), exactHeaders.getOrDefault(column.name(), 0L)));
        return new HdfMessages().group(members).objectHeader();
    }

    private HdfMessages dataset(long rowCount, long address) {
        var messages = options.matrix().header(rowCount, address).attributes();
        messages.attribute(WriterOptions.NAMES, options.columns());
        options.attributes().forEach(messages::attribute);
        return messages;
    }

    /** Removes what was given no place. */
    @Override
    public void close() {
        spool.close();
        file.close();
    }
}
