package flashflow.data.parquet;

import flashflow.data.ExactColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/** The rows of one row group, encoded and compressed in memory until it is full. */
final class RowGroupWriter {
    private final WriterOptions options;
    private final ColumnChunkPageWriteStore pages;
    private final ColumnWriteStore store;
    private final List<ColumnWriter> columns = new ArrayList<>();
    private final List<ExactField> fields;
    private int rows;

    RowGroupWriter(WriterOptions options, MessageType schema, ParquetProperties properties) {
        this.options = options;
        this.fields = options.exact().stream().map(ExactField::new).toList();
        this.pages = new ColumnChunkPageWriteStore(
                new PageCompressor(options.compression().codec()),
                schema,
                new HeapByteBufferAllocator(),
                properties.getColumnIndexTruncateLength(),
                properties.getPageWriteChecksumEnabled());
        this.store = properties.newColumnWriteStore(schema, pages);
        schema.getColumns().forEach(column -> columns.add(store.getColumnWriter(column)));
    }

    int rows() {
        return rows;
    }

    /** Appends rows; the exact columns' from their row {@code first} on. */
    void write(float[] values, int offset, int count, List<ExactColumn> exact, int first) {
        int width = options.width();
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < width; column++) {
                columns.get(column).write(values[offset + row * width + column], 0, 0);
            }
            for (int i = 0; i < fields.size(); i++) {
                fields.get(i).write(exact.get(i), first + row, columns.get(width + i));
            }
            store.endRecord();
        }
        rows += count;
    }

    /** Appends the row group to a file. */
    void flushTo(ParquetFileWriter file) throws IOException {
        file.startBlock(rows);
        store.flush();
        pages.flushToFileWriter(file);
        file.endBlock();
        close();
    }

    /** Lets go of the memory. */
    void close() {
        store.close();
        pages.close();
    }
}
