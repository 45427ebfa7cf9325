package flashflow.data.hdf5;

import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.util.Progress;
import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.ConcatenatedRows;
import flashflow.data.Float32Losses;
import flashflow.data.NonFinite;
import flashflow.data.RowSource;
import flashflow.data.SelectedRows;
import flashflow.data.Warnings;
import flashflow.data.columns.FiniteRows;
import flashflow.data.columns.ForwardedRows;
import flashflow.data.hdf5.look.Nearest;
import flashflow.data.hdf5.reading.ChunkCache;
import flashflow.data.hdf5.reading.Unsuitable;
import flashflow.data.loading.EngineBatches;
import flashflow.data.loading.LoaderConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Rows of one or several HDF5 files: in each file one 2-D dataset, one object per row. A row of several files is found by
 * binary search on the cumulative row counts. Values are read from the files when they are asked for.
 *
 * <p>Read are float16, float32, float64, integers of 8 to 64 bits, enumerations and booleans in both byte orders, contiguous,
 * compact or chunked, with gzip, shuffle, fletcher32, scale-offset, n-bit, LZF, LZ4, zstd,
 * bzip2, bitshuffle, blosc and blosc2. All become float32, {@link #warnings} tells what that costs,
 * and a preprocessing that is fitted takes such columns before they are rounded. Rows that were never written hold the fill value. If a dataset has an attribute {@code columns} (one string per
 * column), its names are used and columns are found by name; else the layout's names hold by position, which is told, or
 * columns are chosen by number with {@link Builder#columns}.
 *
 * <p>Columns in datasets of their own, in compound datasets, in tables of pandas and PyTables, texts, and what is carried along exactly
 * beside a matrix, as {@link Hdf5Writer} writes it: see {@link #columns(Path, String...)} and {@link Hdf5Columns}.
 *
 * <p>As a DJL dataset it gives batches with data (target x, context y) of shapes (N, D) and (N, C), shuffled anew each time.
 */
public final class Hdf5Dataset extends ForwardedRows implements Dataset {
    private final List<Hdf5File> files;
    private final Warnings warnings;
    private final EngineBatches batches;

    private Hdf5Dataset(List<Hdf5File> files, RowSource rows, LoaderConfig loader, Warnings warnings) {
        super(rows);
        this.files = files;
        this.warnings = warnings;
        this.batches = new EngineBatches(this, loader);
    }

    /**
     * FlashSim's jets: columns 0:14 context, 14:31 targets, dataset {@code data}, all rows.
     *
     * @throws FlashFlowException as {@link Builder#open}, and if the file has other names or, without names, more columns
     */
    public static Hdf5Dataset jets(Path file) {
        return jets(file, -1);
    }

    /**
     * FlashSim's jets.
     *
     * @param limit number of rows from the start, -1 for all
     */
    public static Hdf5Dataset jets(Path file, long limit) {
        return of(ColumnLayout.jets(), file).limit(limit).preset().open();
    }

    /** FlashSim's muons, many files: columns 0:30 context, 30:52 targets, dataset {@code data}, all rows. */
    public static Hdf5Dataset muons(List<Path> files) {
        return of(ColumnLayout.muons(), files).preset().open();
    }

    /** FlashSim's muons, one or many files. */
    public static Hdf5Dataset muons(Path... files) {
        return muons(List.of(files));
    }

    /**
     * Begins a dataset of columns that are kept in other ways than as one matrix; {@link Hdf5#look} shows what a file holds.
     *
     * @param file one file, or several whose names differ where {@code *} and {@code ?} stand in this one
     * @param places groups, datasets, or parts of datasets such as {@code "jets[:, 0, :]"}; none for the whole file
     */
    public static Hdf5Columns columns(Path file, String... places) {
        return columns(List.of(file), places);
    }

    /** Begins a dataset of columns of several files, see {@link #columns(Path, String...)}. */
    public static Hdf5Columns columns(List<Path> files, String... places) {
        return Hdf5Columns.of(files, List.of(places));
    }

    /** Begins a dataset of any layout over one or many files. */
    public static Builder of(ColumnLayout layout, Path... files) {
        return of(layout, List.of(files));
    }

    /** Begins a dataset of any layout over one or many files. */
    public static Builder of(ColumnLayout layout, List<Path> files) {
        return new Builder(layout, files);
    }

    /** How many rows were left out because they hold NaN or infinity; 0 unless opened with {@link NonFinite#DROP}. */
    public long droppedRows() {
        return rows instanceof SelectedRows kept ? kept.droppedRows() : 0;
    }

    /**
     * What a user should know about the data, in sentences, found on opening and printed then: columns that were taken by
     * position, values that float32 cannot tell apart, rows that were never written, attributes that look like column names
     * and are none.
     */
    public List<String> warnings() {
        return warnings.sentences();
    }

    @Override
    public List<String> fileNames() {
        return files.stream()
                .map(file -> file.place().file().getFileName().toString())
                .distinct()
                .toList();
    }

    /** Rows, columns, files and {@link #warnings}. */
    @Override
    public String toString() {
        String sizes = String.format(
                Locale.ROOT,
                "%,d rows of %d context and %d target columns in %s",
                rowCount(),
                layout().context().size(),
                layout().targets().size(),
                files.size() == 1 ? files.get(0).place().file() : files.size() + " files");
        String dropped = droppedRows() == 0 ? "" : String.format(Locale.ROOT, ", %,d rows left out", droppedRows());
        return sizes + dropped + warnings.lines();
    }

    @Override
    public Iterable<Batch> getData(NDManager manager) {
        return batches.over(manager);
    }

    @Override
    public void prepare(Progress progress) {
        // Headers were checked on opening; there is nothing to fetch.
    }

    /** Closes the files; they can be deleted from then on. */
    @Override
    public void close() {
        batches.close();
        files.forEach(Hdf5File::close);
    }

    /** Settings of a dataset; {@link #open} checks the files. */
    public static final class Builder {
        private final ColumnLayout layout;
        private final List<Path> paths;
        private String dataset = "data";
        private long limit = -1;
        private NonFinite nonFinite = NonFinite.REFUSE;
        private LoaderConfig loader = LoaderConfig.of(2048, 42);
        /** For each column of the layout its number in the files; empty to find them by name or position. */
        private List<Integer> numbers = List.of();
        /** Whether the layout is one of FlashSim's, whose files have these columns and no others. */
        private boolean preset;

        private Builder(ColumnLayout layout, List<Path> paths) {
            if (paths.isEmpty()) {
                throw new FlashFlowException("A dataset needs at least one file, and none was given.");
            }
            this.layout = layout;
            this.paths = List.copyOf(paths);
        }

        /** Path of the dataset inside each file; default {@code data}. */
        public Builder dataset(String path) {
            this.dataset = path;
            return this;
        }

        /**
         * Takes columns by their numbers in the files, from 0, whatever the files call them: for each column of the layout
         * one, context first.
         */
        public Builder columns(int... numbers) {
            this.numbers = IntStream.of(numbers).boxed().toList();
            return this;
        }

        private Builder preset() {
            this.preset = true;
            return this;
        }

        /** Number of rows from the start of the first file; -1, the default, for all. */
        public Builder limit(long rows) {
            if (rows == 0 || rows < -1) {
                throw new FlashFlowException("A limit of " + rows + " rows was given; use 1 or more, or -1 for all.");
            }
            this.limit = rows;
            return this;
        }

        /** What to do with rows that hold NaN or infinity; default {@link NonFinite#REFUSE}. */
        public Builder nonFinite(NonFinite policy) {
            this.nonFinite = policy;
            return this;
        }

        /** Batch size, seed and order of the batches that DJL's own trainer gets; default 2048 rows, shuffled. */
        public Builder batches(LoaderConfig config) {
            this.loader = config;
            return this;
        }

        /**
         * Opens the files and checks that they fit.
         *
         * @throws FlashFlowException if a file cannot be read, has too few columns or disagrees with the others
         */
        public Hdf5Dataset open() {
            var files = new ArrayList<Hdf5File>();
            var cache = ChunkCache.ofDataset();
            try {
                paths.forEach(path -> files.add(Hdf5File.open(path, dataset, cache)));
                return join(files);
            } catch (Unsuitable e) {
                files.forEach(Hdf5File::close);
                throw Nearest.pointedOut(e);
            } catch (RuntimeException | Error e) {
                files.forEach(Hdf5File::close);
                throw e;
            }
        }

        private Hdf5Dataset join(List<Hdf5File> files) {
            var first = choice(files.get(0));
            var parts = new ArrayList<FilePart>();
            for (Hdf5File file : files) {
                var choice = choice(file);
                refuseDisagreement(files.get(0), first, file, choice);
                if (file.rows().rowCount() > 0) {
                    parts.add(new FilePart(file, choice));
                }
            }
            if (parts.isEmpty()) {
                throw files.get(0).place().refuse("it has no rows", "write it again with at least one row");
            }
            return join(files, parts);
        }

        /** Files without rows are checked like the others, and take no part from here on. */
        private Hdf5Dataset join(List<Hdf5File> files, List<FilePart> parts) {
            var joined = ConcatenatedRows.of(parts.stream().map(FilePart::rows).toList(), limit);
            var sentences = new ArrayList<>(guesses(files));
            files.forEach(file -> sentences.addAll(file.warnings()));
            sentences.addAll(Float32Losses.of(joined).sentences());
            files.forEach(Hdf5File::forgetHalves);
            var rows = FiniteRows.of(nonFinite, joined, joined, row -> row, parts);
            var warnings = new Warnings(sentences);
            warnings.print();
            return new Hdf5Dataset(List.copyOf(files), rows, loader, warnings);
        }

        private ColumnChoice choice(Hdf5File file) {
            int width = file.header().width();
            if (!numbers.isEmpty()) {
                return ColumnChoice.numbered(layout, numbers, width, file.place());
            }
            file.refuseNarrow(layout);
            var choice = ColumnChoice.of(layout, file.names(), width, file.place());
            if (!preset) {
                return choice;
            }
            refuseWholeNumbers(file, choice);
            return choice.certain(layout, file.place());
        }

        /** Momenta and angles are no integers, whatever stands in their place. */
        private static void refuseWholeNumbers(Hdf5File file, ColumnChoice choice) {
            if (choice.guess().isPresent() && file.type().isInteger()) {
                throw file.place()
                        .refuse(
                                "it holds integers without the names of the layout, and so neither jets nor muons",
                                "open it with a layout of its own, or choose columns by number with columns(0, 1, ...)");
            }
        }

        /** One sentence for all files whose columns are taken by position. */
        private List<String> guesses(List<Hdf5File> files) {
            var guesses = files.stream()
                    .flatMap(file -> choice(file).guess().stream())
                    .toList();
            if (guesses.size() < 2) {
                return guesses;
            }
            return List.of(guesses.get(0) + " So are those of " + (guesses.size() - 1) + " more files.");
        }

        /** Columns found by name may lie anywhere; without names, files must be alike. */
        private static void refuseDisagreement(
                Hdf5File first, ColumnChoice expected, Hdf5File file, ColumnChoice here) {
            boolean byName = file.names().containsAll(here.layout().columns())
                    && first.names().containsAll(here.layout().columns());
            if (!here.layout().equals(expected.layout()) || !byName && here.fileWidth() != expected.fileWidth()) {
                throw file.place()
                        .refuse(
                                "its " + here.fileWidth() + " columns or their names differ from the "
                                        + expected.fileWidth() + " of "
                                        + first.place().file(),
                                "open only files of the same kind together");
            }
        }
    }
}
