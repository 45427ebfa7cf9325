package flashflow.data.parquet;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ExactColumn;
import flashflow.data.Finite;
import flashflow.data.RowSink;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    /** In messages. */
    private static final int MOST_NAMED = 3;

    private final WriterOptions options;
    private final MessageType schema;
    private final ParquetProperties properties;
    private final List<ExactField> fields;
    private AtomicFile place;
    private ParquetFileWriter file;
    private RowGroupWriter group;
    private long rows;
    private boolean finished;

    private ParquetWriter(WriterOptions options) {
        this.options = options;
        this.schema = options.schema();
        this.properties = properties(options);
        this.fields = options.exact().stream().map(ExactField::new).toList();
        onDisk(this::begin);
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
        refuseFinished();
        refuseOtherCounts(values, offset, count, exact);
        refuseBadValues(values, offset, count, exact);
        onDisk(() -> append(values, offset, count, exact));
        rows += count;
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

    private void refuseOtherCounts(float[] values, int offset, int count, List<ExactColumn> exact) {
        if (offset < 0 || count < 0 || (long) count * options.width() > values.length - offset) {
            throw refuse(
                    count + " rows of " + options.width() + " values were to be written from value " + offset + " of "
                            + values.length + " on",
                    "give an array that holds them");
        }
        boolean announced = exact.stream().map(ExactColumn::column).toList().equals(options.exact());
        if (!announced || exact.stream().anyMatch(column -> column.size() != count)) {
            throw refuse(
                    "beside " + count + " rows came the exact columns "
                            + inWords(
                                    exact.stream().map(c -> c.type() + " '" + c.name() + "' of " + c.size() + " rows")),
                    "give those announced, "
                            + inWords(options.exact().stream().map(c -> c.type() + " '" + c.name() + "'"))
                            + ", for the same rows");
        }
    }

    private static String inWords(Stream<String> columns) {
        var all = columns.toList();
        return all.size() > MOST_NAMED
                ? all.subList(0, MOST_NAMED) + " and " + (all.size() - MOST_NAMED) + " more"
                : all.toString();
    }

    private void refuseBadValues(float[] values, int offset, int count, List<ExactColumn> exact) {
        int width = options.width();
        int bad = Finite.firstBad(values, offset, offset + count * width);
        if (bad >= 0) {
            throw refuse(
                    "row " + (rows + (bad - offset) / width) + ", column '"
                            + options.columns().get((bad - offset) % width) + "' would be " + values[bad],
                    "drop such rows before writing");
        }
        for (int i = 0; i < exact.size(); i++) {
            int row = fields.get(i).firstBad(exact.get(i));
            if (row >= 0) {
                throw refuse(
                        "row " + (rows + row) + ", column '" + exact.get(i).name() + "' would be '"
                                + exact.get(i).textAt(row) + "', which is no proper "
                                + exact.get(i).type(),
                        "announce another type, or fill such values before writing");
            }
        }
    }

    /**
     * Completes the file and gives it its name.
     *
     * @throws FlashFlowException if no row was written, the disk takes no more, or another writer of the same name was faster
     */
    @Override
    public List<Path> finish() {
        refuseFinished();
        if (rows == 0) {
            throw refuse("no row was written", "write at least one before finish()");
        }
        onDisk(() -> {
            group.flushTo(file);
            file.end(options.attributes());
            place.commit();
        });
        finished = true;
        return List.of(options.file());
    }

    private void refuseFinished() {
        if (finished) {
            throw refuse("it is already finished", "open a new writer for more rows");
        }
    }

    private FlashFlowException refuse(String wrong, String remedy) {
        return refusal(options.file(), wrong, remedy, null);
    }

    private static FlashFlowException refusal(Path file, String wrong, String remedy, Exception cause) {
        return new FlashFlowException("File " + file + ": " + wrong + "; " + remedy + ".", cause);
    }

    private interface DiskWork {
        void run() throws IOException;
    }

    private void onDisk(DiskWork work) {
        try {
            work.run();
        } catch (IOException e) {
            throw refusal(
                    options.file(),
                    "it cannot be written (" + AtomicFile.reason(e) + ")",
                    "check that the folder exists, is writable and has room",
                    e);
        }
    }

    /** Removes what was not finished. */
    @Override
    public void close() {
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
            attributes.put("created_by", "FlashFlow " + version());
        }

        private static String version() {
            String version = ParquetWriter.class.getPackage().getImplementationVersion();
            return version == null ? "(unreleased)" : version;
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
            var names = Stream.concat(columns.stream(), exact.stream().map(CarriedColumn::name))
                    .toList();
            if (columns.isEmpty() || names.stream().distinct().count() != names.size()) {
                throw refuse("its column names " + names + " are none or not all different");
            }
            if (names.stream().anyMatch(String::isEmpty)
                    || attributes.keySet().stream().anyMatch(String::isEmpty)) {
                throw refuse("the name of a column or of an attribute is empty");
            }
            if (rowGroupRows < 1) {
                throw refuse("rowGroupRows is " + rowGroupRows);
            }
            var copy = new LinkedHashMap<>(attributes);
            return new ParquetWriter(new WriterOptions(file, columns, exact, compression, rowGroupRows, copy));
        }

        private FlashFlowException refuse(String wrong) {
            return refusal(file, wrong, "change this setting of the writer", null);
        }
    }
}
