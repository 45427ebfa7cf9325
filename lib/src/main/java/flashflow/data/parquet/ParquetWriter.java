package flashflow.data.parquet;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ExactColumn;
import flashflow.data.RowSink;
import flashflow.data.columns.ExactGuard;
import flashflow.data.columns.SinkGuard;
import flashflow.provenance.Release;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/**
 * Writes rows to a Parquet file as they come: float32 columns, and beside them columns that keep their own types. pandas, pyarrow and
 * Spark read it, and {@link ParquetDataset}. In memory are the rows of one row group. The file appears under its name only when
 * {@link #finish} has succeeded; until then it lies beside as a part file of this writer's own, which {@link #close} removes. See
 * {@link AtomicFile}.
 *
 * <pre>{@code
 * try (var writer = ParquetWriter.to(path).columns(names).attribute("seed", 42).open()) {
 *     writer.write(rows, 0, count, List.of());
 *     writer.finish();
 * }
 * }</pre>
 */
public final class ParquetWriter implements RowSink {
    private final WriterOptions options;
    private final MessageType schema;
    private final ParquetProperties properties;
    private final SinkGuard guard;
    private AtomicFile place;
    private ParquetFileWriter file;
    private RowGroupWriter group;

    private ParquetWriter(WriterOptions options) {
        this.options = options;
        this.schema = options.schema();
        this.properties = properties(options);
        this.guard = new SinkGuard("File " + options.file(), options.columns(), ExactGuard.anyText(options.exact()));
        guard.onDisk(this::begin);
    }

    /** Numbers of a detector hardly repeat; texts and small whole numbers do. */
    private static ParquetProperties properties(WriterOptions options) {
        var properties = ParquetProperties.builder().withDictionaryEncoding(false);
        options.exact().forEach(column -> properties.withDictionaryEncoding(column.name(), true));
        return properties.build();
    }

    private void begin() throws IOException {
        place = AtomicFile.open(options.file());
        try {
            var output = new ChannelOutput(place.channel());
            file = new ParquetFileWriter(
                    output, schema, ParquetFileWriter.Mode.CREATE, Long.MAX_VALUE, 0, null, properties);
            file.start();
            group = new RowGroupWriter(options, schema, properties);
        } catch (IOException | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    /** Begins the settings of a file. */
    public static Builder to(Path file) {
        return new Builder(file);
    }

    /**
     * Appends rows.
     *
     * @throws FlashFlowException if a float32 value is NaN or infinite, an exact column is not the announced one or holds a
     *     value that its type does not, an array holds fewer, or the disk takes no more
     */
    @Override
    public void write(float[] values, int offset, int count, List<ExactColumn> exact) {
        guard.write(values, offset, count, exact, () -> append(values, offset, count, exact));
    }

    private void append(float[] values, int offset, int count, List<ExactColumn> exact) throws IOException {
        for (int done = 0; done < count; ) {
            if (group.rows() == options.rowGroupRows()) {
                group.flushTo(file);
                group = new RowGroupWriter(options, schema, properties);
            }
            int here = Math.min(count - done, options.rowGroupRows() - group.rows());
            group.write(values, offset + done * options.width(), here, exact, done);
            done += here;
        }
    }

    /**
     * Completes the file and gives it its name.
     *
     * @throws FlashFlowException if no row was written, the disk takes no more, or another writer of the same name was faster
     */
    @Override
    public List<Path> finish() {
        guard.finish(() -> {
            group.flushTo(file);
            file.end(options.attributes());
            place.commit();
        });
        return List.of(options.file());
    }

    /** Removes what was not finished. */
    @Override
    public void close() {
        guard.close();
        place.close();
    }

    /** Settings of a file. */
    public static final class Builder {
        private static final int USUAL_ROW_GROUP = 1 << 17;

        private final Path file;
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private List<String> columns = List.of();
        private List<CarriedColumn> exact = List.of();
        private ParquetCompression compression = ParquetCompression.ZSTD;
        private int rowGroupRows = USUAL_ROW_GROUP;

        private Builder(Path file) {
            this.file = file;
            attributes.put("created_by", "FlashFlow " + Release.running());
        }

        /** Names of the float32 columns; needed. */
        public Builder columns(List<String> names) {
            columns = List.copyOf(names);
            return this;
        }

        /** Names of the columns, context first, then targets. */
        public Builder columns(ColumnLayout layout) {
            return columns(layout.columns());
        }

        /** Columns beside them that keep their types; by default none. Their names have to differ from the others. */
        public Builder exact(List<CarriedColumn> carried) {
            exact = List.copyOf(carried);
            return this;
        }

        /** Compression of the pages; default {@link ParquetCompression#ZSTD}. */
        public Builder compression(ParquetCompression kind) {
            compression = kind;
            return this;
        }

        /** Rows of a row group, which is read as a whole and kept in memory while it is written; default 131,072. */
        public Builder rowGroupRows(int rows) {
            rowGroupRows = rows;
            return this;
        }

        /**
         * Where the rows come from, for instance a model's hash or a seed; becomes text in the file's metadata.
         *
         * @param value text, a number, true or false, or a list of them
         */
        public Builder attribute(String name, Object value) {
            attributes.put(name, String.valueOf(value));
            return this;
        }

        /**
         * Checks the settings and begins the file.
         *
         * @throws FlashFlowException if a setting cannot be, or the file cannot be written: no such folder, write-protected
         */
        public ParquetWriter open() {
            SinkGuard.refuseNames("File " + file, columns, exact);
            if (attributes.keySet().stream().anyMatch(String::isEmpty)) {
                throw refuse("the name of an attribute is empty");
            }
            if (rowGroupRows < 1) {
                throw refuse("rowGroupRows is " + rowGroupRows);
            }
            var copy = new LinkedHashMap<>(attributes);
            return new ParquetWriter(new WriterOptions(file, columns, exact, compression, rowGroupRows, copy));
        }

        private FlashFlowException refuse(String wrong) {
            return new FlashFlowException("File " + file + ": " + wrong + "; change this setting of the writer.");
        }
    }
}
