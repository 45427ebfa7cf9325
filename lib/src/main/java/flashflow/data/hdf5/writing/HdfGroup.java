package flashflow.data.hdf5.writing;

import flashflow.data.CarriedColumn;
import flashflow.data.ExactColumn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.LinkedHashMap;
import java.util.List;

/** One group of columns of a file: kept until all of its rows are known, then written one after the other. */
final class HdfGroup {
    private static final int ALIGNMENT = 64;
    private static final long NOWHERE = -1;

    private final List<SpooledColumn> columns;
    private long rows;

    HdfGroup(List<CarriedColumn> columns, Spool spool) {
        this.columns =
                columns.stream().map(column -> new SpooledColumn(column, spool)).toList();
    }

    void write(List<ExactColumn> values, int count) throws IOException {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).write(values.get(i), 0, count);
        }
        rows += count;
    }

    /** Writes values and headers to where the file stands; gives the address of the group's header. */
    long appendTo(SeekableByteChannel out, WriterOptions options) throws IOException {
        var members = new LinkedHashMap<String, Long>();
        for (SpooledColumn column : columns) {
            members.put(column.name(), append(column, out, options));
        }
        return append(new HdfMessages().group(members).objectHeader(), out);
    }

    private long append(SpooledColumn column, SeekableByteChannel out, WriterOptions options) throws IOException {
        var shape = column.shape(options);
        if (rows == 0) {
            return append(withoutRows(shape), out);
        }
        out.position(aligned(out.position()));
        var values = new DatasetWriter(out, shape);
        column.copyTo(values);
        return append(shape.header(rows, values.finish()).attributes().objectHeader(), out);
    }

    /** The HDF5 library opens a dataset without values only if it has no address. */
    private static byte[] withoutRows(DatasetShape shape) {
        return new DatasetShape(shape.type(), 0, 0, 0)
                .header(0, NOWHERE)
                .attributes()
                .objectHeader();
    }

    private static long append(byte[] header, SeekableByteChannel out) throws IOException {
        long address = aligned(out.position());
        out.position(address).write(ByteBuffer.wrap(header));
        return address;
    }

    static long aligned(long position) {
        return (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
