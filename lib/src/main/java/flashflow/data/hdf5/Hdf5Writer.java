package flashflow.data.hdf5;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ExactColumn;
import flashflow.data.Float32Losses;
import flashflow.data.Place;
import flashflow.data.RowSink;
import flashflow.data.RowTables;
import flashflow.data.Warnings;
import flashflow.data.columns.ExactGuard;
import flashflow.data.columns.SinkGuard;
import flashflow.data.hdf5.writing.AttributeValue;
import flashflow.data.hdf5.writing.HdfMessages;
import flashflow.data.hdf5.writing.HdfPart;
import flashflow.data.hdf5.writing.WriterOptions;
import flashflow.provenance.Release;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * Writes rows to HDF5 as they come: one 2-D float32 dataset, one object per row, with an attribute {@code columns} and
 * whatever else tells where the rows come from. Exact columns, such as event numbers, lie beside it, each a 1-D dataset of its own
 * type and as many rows. The file appears under its name only when {@link #finish} has succeeded;
 * until then it lies beside as a part file of this writer's own, which {@link #close} removes. Of several writers of one name
 * the first to finish is kept, and {@code finish} refuses to the others; see {@link AtomicFile}.
 *
 * <pre>{@code
 * try (var writer = Hdf5Writer.to(path).columns(names).gzip(4).attribute("seed", 42).open()) {
 *     writer.write(table);
 *     writer.finish();
 * }
 * }</pre>
 */
public final class Hdf5Writer implements RowSink {
    private final WriterOptions options;
    private final List<HdfPart> parts = new ArrayList<>();
    private final Float32Losses rounded = new Float32Losses();
    private final SinkGuard guard;

    private Hdf5Writer(WriterOptions options) {
        this.options = options;
        this.guard = new SinkGuard(
                "File " + options.file() + ", dataset '" + options.dataset() + "'",
                options.columns(),
                new ExactGuard(options.exact(), AttributeValue::isStorable));
        guard.onDisk(() -> begin(options.file()));
    }

    /** Begins the settings of a file. */
    public static Builder to(Path file) {
        return new Builder(file);
    }

    /** Writes a whole table to one file, contiguous. */
    public static void write(Path file, Table table) {
        try (var writer = to(file).columns(table.columnNames()).open()) {
            writer.write(table);
            writer.finish();
        }
    }

    /** Appends rows of a table, its columns found by name. */
    public void write(Table table) {
        float[] values = RowTables.rows(table, options.columns());
        write(values, 0, table.rowCount());
        rounded.add(table, options.columns());
    }

    /** What was lost in writing, in sentences: numbers of tables that float32 does not hold. Printed by {@link #finish}. */
    public List<String> warnings() {
        return rounded.sentencesOfOutput();
    }

    /**
     * Appends rows where there are no exact columns.
     *
     * @param values row after row
     * @param offset index of the first value
     * @param count number of rows
     * @throws FlashFlowException if a value is NaN or infinite, the array holds fewer, or the disk takes no more
     */
    public void write(float[] values, int offset, int count) {
        write(values, offset, count, List.of());
    }

    /**
     * Appends rows and their exact columns, which may hold NaN and infinity.
     *
     * @throws FlashFlowException if a value of the rows is NaN or infinite, the array holds fewer, exact columns are not those
     *     announced, or hold what their type does not, or the disk takes no more
     */
    @Override
    public void write(float[] values, int offset, int count, List<ExactColumn> exact) {
        guard.write(values, offset, count, exact, () -> append(values, offset, count, exact));
    }

    private void append(float[] values, int offset, int count, List<ExactColumn> exact) throws IOException {
        for (int done = 0; done < count; ) {
            var part = partWithRoom();
            int here = (int) Math.min(count - done, options.rowsPerFile() - part.rows());
            part.write(values, offset, exact, done, here);
            done += here;
        }
    }

    private HdfPart partWithRoom() throws IOException {
        if (last().rows() == options.rowsPerFile()) {
            last().finish();
            begin(numbered(options.file(), parts.size()));
        }
        return last();
    }

    private void begin(Path place) throws IOException {
        parts.add(new HdfPart(place, options));
    }

    private HdfPart last() {
        return parts.get(parts.size() - 1);
    }

    /**
     * Completes the file and gives it its name; several files are numbered, {@code name-000.h5} and so on.
     *
     * @return the files, in the order of the rows
     * @throws FlashFlowException if no row was written, or the disk takes no more
     */
    @Override
    public List<Path> finish() {
        guard.finish(() -> {
            last().finish();
            place(parts.size() > 1);
        });
        new Warnings(warnings().stream()
                        .map(sentence -> options.file() + ": " + sentence)
                        .toList())
                .print();
        return IntStream.range(0, parts.size())
                .mapToObj(i -> parts.size() == 1 ? options.file() : numbered(options.file(), i))
                .toList();
    }

    /** The first of several files learns late that it is one of them; where another writer was faster, none is placed. */
    private void place(boolean several) throws IOException {
        if (several) {
            parts.get(0).placeAs(numbered(options.file(), 0));
        } else {
            parts.get(0).place();
        }
        for (HdfPart part : parts.subList(1, parts.size())) {
            part.place();
        }
    }

    private static Path numbered(Path file, int number) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String ending = dot > 0 ? name.substring(dot) : "";
        return file.resolveSibling(String.format(Locale.ROOT, "%s-%03d%s", stem, number, ending));
    }

    /** Removes what was not finished. */
    @Override
    public void close() {
        guard.close();
        parts.forEach(HdfPart::close);
    }

    /** Settings of a file. */
    public static final class Builder {
        private static final int USUAL_CHUNK = 4096;
        private static final int USUAL_BYTES = 1 << 24;
        private static final int LONGEST_NAME = 255;

        private final Path file;
        private final Map<String, Object> attributes = new LinkedHashMap<>();
        private List<String> columns = List.of();
        private List<CarriedColumn> exact = List.of();
        private String dataset = "data";
        private int gzip;
        private int chunkRows;
        private long splitAbove = Long.MAX_VALUE;

        private Builder(Path file) {
            this.file = file;
            attributes.put("created_by", "FlashFlow " + Release.running());
        }

        /** Names of the columns; needed. */
        public Builder columns(List<String> names) {
            columns = new ArrayList<>(names);
            return this;
        }

        /** Names of the columns, context first, then targets. */
        public Builder columns(ColumnLayout layout) {
            return columns(layout.columns());
        }

        /**
         * Columns beside the rows, each a dataset of one dimension of its own type: numbers as they are, truth values as h5py's
         * bool, texts as UTF-8 of one length, compressed where few are long. They come with every
         * {@link Hdf5Writer#write(float[], int, int, List) write}, and lie beside the file until it is complete, so that it needs
         * their room twice.
         */
        public Builder exact(List<CarriedColumn> columns) {
            exact = new ArrayList<>(columns);
            return this;
        }

        /** Name of the dataset in the root group; default {@code data}. */
        public Builder dataset(String name) {
            dataset = name;
            return this;
        }

        /** Compresses with shuffle and gzip, level 1 to 9; 0, the default, does not. Rows are then stored in chunks. */
        public Builder gzip(int level) {
            gzip = level;
            return this;
        }

        /** Stores so many rows in each chunk; 0, the default, stores rows contiguously unless they are compressed. */
        public Builder chunkRows(int rows) {
            chunkRows = rows;
            return this;
        }

        /**
         * Begins another file whenever the rows of one take more bytes than this, texts not counted; by default never. All
         * datasets are split at the same row.
         */
        public Builder splitAbove(long bytes) {
            splitAbove = bytes;
            return this;
        }

        /**
         * Where the rows come from, for instance a model's hash or a seed.
         *
         * @param name other than {@code columns}
         * @param value text, a number, true or false, or a list or an array of them
         */
        public Builder attribute(String name, Object value) {
            attributes.put(name, value);
            return this;
        }

        /**
         * Checks the settings and begins the file.
         *
         * @throws FlashFlowException if a setting cannot be, numbered files of an earlier writing are in the way, or the file
         *     cannot be written: no such folder, write-protected
         */
        public Hdf5Writer open() {
            refuseBadNames();
            if (gzip < 0 || gzip > 9 || chunkRows < 0 || splitAbove < 1) {
                throw refuse("gzip is " + gzip + ", chunkRows " + chunkRows + ", splitAbove " + splitAbove);
            }
            if (chunkRows * 4L * columns.size() > 1 << 28) {
                throw refuse("a chunk of " + chunkRows + " rows takes more than 256 MiB");
            }
            int rows = gzip > 0 && chunkRows == 0
                    ? Math.max(1, Math.min(USUAL_CHUNK, USUAL_BYTES / columns.size()))
                    : chunkRows;
            var copy = new LinkedHashMap<>(attributes);
            var options = new WriterOptions(
                    file, dataset, List.copyOf(columns), List.copyOf(exact), gzip, rows, splitAbove, copy);
            if (splitAbove < Long.MAX_VALUE) {
                refuseLeftovers();
            }
            return new Hdf5Writer(options);
        }

        private void refuseBadNames() {
            if (columns.isEmpty() || columns.stream().distinct().count() != columns.size()) {
                throw refuse("its column names " + columns + " are none or not all different");
            }
            if (columns.stream().anyMatch(name -> !isName(name)) || !isName(dataset)) {
                throw refuse("the name of the dataset or of a column is empty or no proper text");
            }
            if (dataset.length() > 60 || dataset.contains("/") || dataset.equals(".")) {
                throw refuse("the name of the dataset is too long, holds '/' or is '.'");
            }
            refuseBadExactNames();
            attributes.forEach(this::refuseBadAttribute);
        }

        private void refuseBadExactNames() {
            var taken = new HashSet<>(List.of(dataset));
            for (CarriedColumn column : exact) {
                String name = column.name();
                if (!isName(name) || name.contains("/") || name.equals(".") || isLong(name)) {
                    throw refuse("the name of the exact column '" + name
                            + "' is empty or no proper text, longer than 255 bytes, holds '/' or is '.'; rename it or");
                }
                if (!taken.add(name)) {
                    throw refuse("two datasets would have the name '" + name + "'; rename an exact column or");
                }
            }
        }

        private static boolean isLong(String name) {
            return name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME;
        }

        private static boolean isName(String name) {
            return name != null && !name.isEmpty() && AttributeValue.isStorable(name);
        }

        private void refuseBadAttribute(String name, Object value) {
            if (!isName(name)) {
                throw refuse("the name of an attribute is empty or no proper text");
            }
            if (name.equals(ColumnNames.ATTRIBUTE)) {
                throw refuse("an attribute is called '" + ColumnNames.ATTRIBUTE + "', like the column names");
            }
            new HdfMessages().attribute(name, value);
        }

        private FlashFlowException refuse(String wrong) {
            return new Place(file, dataset).refuse(wrong, "change this setting of the writer");
        }

        /** Numbered files of an earlier, longer writing would later be read together with the new ones. */
        private void refuseLeftovers() {
            if (file.getFileName() == null) {
                return; // A root; the opening refuses it.
            }
            var first = numbered(file, 0);
            if (Files.exists(first)) {
                throw refuse(
                        "the file " + first.getFileName() + " of an earlier writing is there; remove these files or");
            }
        }
    }
}
