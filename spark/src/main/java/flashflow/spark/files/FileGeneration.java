package flashflow.spark.files;

import flashflow.FlashFlowException;
import flashflow.data.Warnings;
import flashflow.flow.FlowModel;
import flashflow.generation.GenerationListener;
import flashflow.reporting.Listeners;
import flashflow.spark.model.BroadcastModel;
import flashflow.spark.model.ExecutorMemory;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Many HDF5 or Parquet files of context through a model into many files. A task reads a range of rows of one file where it lies and
 * makes one file of it, named for the range. Rows hold the context and the targets as float32, and exactly what is carried,
 * {@code file} (number of the file of context, from 0), {@code row} (number in that file, from 0), {@code fold} (from 0), and for several
 * folds {@code event}, the row's number among those of all files, which decides its noise: the sample is that of {@link
 * flashflow.generation.Generation} for these files one after the other. Settings are immutable: each gives a new one.
 *
 * <pre>{@code
 * var report = FileGeneration.of(spark, model).seed(42).folds(5).generate(List.of(Path.of("gen")), Path.of("sample"));
 * }</pre>
 *
 * <p>Files of input and output have the same paths for the driver and all executors, as on one machine or on a shared file system. A file
 * of output appears whole or not at all, so that a repeated task leaves no double rows; a job that was killed goes on when it is started again
 * with the same settings; and in the end all files are held against the log.
 */
public final class FileGeneration {
    /** Of a full-size model some minutes of one core. */
    private static final int DRAWS_OF_RANGE = 1 << 18;

    private final SparkSession spark;
    private final FlowModel model;
    private final Settings settings;

    private FileGeneration(SparkSession spark, FlowModel model, Settings settings) {
        this.spark = spark;
        this.model = model;
        this.settings = settings;
    }

    private record Settings(
            long seed,
            int folds,
            FileFormat format,
            long rangeRows,
            List<String> carried,
            boolean skipUnreadable,
            boolean dropNonFinite,
            GenerationListener listener) {
        Settings {
            if (folds < 1 || rangeRows < 0) {
                throw new FlashFlowException(
                        "A generation needs at least one fold and one row in a file, and was given " + folds
                                + " folds and " + rangeRows + " rows.");
            }
        }

        static Settings usual() {
            return new Settings(0, 1, FileFormat.HDF5, 0, List.of(), false, false, null);
        }

        long rows() {
            return rangeRows > 0 ? rangeRows : Math.max(1, DRAWS_OF_RANGE / folds);
        }
    }

    /** Seed 0, one fold, HDF5 files of 262,144 rows. */
    public static FileGeneration of(SparkSession spark, FlowModel model) {
        return new FileGeneration(spark, model, Settings.usual());
    }

    private FileGeneration with(Settings other) {
        return new FileGeneration(spark, model, other);
    }

    /** The same seed gives the same sample. */
    public FileGeneration seed(long seed) {
        var s = settings;
        return with(new Settings(
                seed, s.folds, s.format, s.rangeRows, s.carried, s.skipUnreadable, s.dropNonFinite, s.listener));
    }

    /** Rows to draw for each row of context, at least 1. */
    public FileGeneration folds(int folds) {
        var s = settings;
        return with(new Settings(
                s.seed, folds, s.format, s.rangeRows, s.carried, s.skipUnreadable, s.dropNonFinite, s.listener));
    }

    /** How the sample is kept, whatever the files of context are. */
    public FileGeneration format(FileFormat format) {
        var s = settings;
        return with(new Settings(
                s.seed, s.folds, format, s.rangeRows, s.carried, s.skipUnreadable, s.dropNonFinite, s.listener));
    }

    /**
     * The most rows of context of which a task makes a file; 0, the default, for some 262,144 draws. A file of context is cut evenly.
     * The sample does not depend on it.
     */
    public FileGeneration rangeRows(long rows) {
        var s = settings;
        return with(new Settings(
                s.seed, s.folds, s.format, rows, s.carried, s.skipUnreadable, s.dropNonFinite, s.listener));
    }

    /** Columns of the files that go along exactly, in their own types, such as an event number. */
    public FileGeneration carry(String... names) {
        var s = settings;
        return with(new Settings(
                s.seed, s.folds, s.format, s.rangeRows, List.of(names), s.skipUnreadable, s.dropNonFinite, s.listener));
    }

    /** Goes on without files that cannot be read; by default they are named, all of them, and nothing begins. */
    public FileGeneration skipUnreadable() {
        var s = settings;
        return with(new Settings(s.seed, s.folds, s.format, s.rangeRows, s.carried, true, s.dropNonFinite, s.listener));
    }

    /** Leaves out rows of context that hold NaN, infinity or what float32 does not hold, and counts them; by default the first is named and the job ends. */
    public FileGeneration dropNonFinite() {
        var s = settings;
        return with(
                new Settings(s.seed, s.folds, s.format, s.rangeRows, s.carried, s.skipUnreadable, true, s.listener));
    }

    /** Who hears, on the calling thread, of each file that is complete; by default the notebook's bar, where there is one. */
    public FileGeneration listener(GenerationListener listener) {
        var s = settings;
        return with(new Settings(
                s.seed, s.folds, s.format, s.rangeRows, s.carried, s.skipUnreadable, s.dropNonFinite, listener));
    }

    /**
     * Generates for all rows of files. An interrupt of the thread, as a notebook's stop button makes it, ends the tasks.
     *
     * @param in files; folders, of which those that end in {@code .h5}, {@code .hdf5} or {@code .parquet} are taken; patterns with
     *     {@code *} in the last name. Their order, for those of a folder or pattern that of their names, decides the noise
     * @param out a folder that is new, empty, or that of the same job, which then goes on
     * @throws FlashFlowException if a file cannot be read or lacks a column, or the folder is another's, before anything runs; if
     *     a context value is not finite, draws stay outside what can be, the disk takes no more, or the thread is interrupted: what
     *     is complete stays, and the job goes on when it is started again
     */
    public FileReport generate(List<Path> in, Path out) {
        refuseTakenNames();
        long start = System.nanoTime();
        var inputs = InputFiles.look(FileNames.of(in), model.layout().context(), settings.carried);
        inputs.refuseUnreadable(settings.skipUnreadable);
        var plan = plan(inputs);
        var folder = new JobFolder(out.toAbsolutePath().normalize().toString());
        folder.claim(plan);
        var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        new Warnings(ExecutorMemory.warnings(spark.sparkContext(), model)).print();
        return new FileJob(context, BroadcastModel.of(context, model), plan, folder, listeners(), start).run(out);
    }

    /** Outside of a notebook Spark shows on the console how it goes. */
    private Listeners<GenerationListener> listeners() {
        return Listeners.of(
                "generation",
                settings.listener == null ? List.of() : List.of(settings.listener),
                GenerationListener.Provider.class,
                () -> new GenerationListener() {});
    }

    private JobPlan plan(InputFiles inputs) {
        return new JobPlan(
                model.hash(),
                settings.seed,
                settings.folds,
                settings.format,
                settings.rows(),
                settings.carried,
                settings.dropNonFinite,
                inputs.readable(),
                inputs.unreadable());
    }

    private void refuseTakenNames() {
        if (model.layout().context().isEmpty()) {
            throw new FlashFlowException("This model takes no context, so that no file says how many rows to make; use"
                    + " FlowModel.generate.");
        }
        var names = new HashSet<>(model.layout().columns());
        names.addAll(settings.carried);
        for (String own : List.of("file", "row", "fold", "event")) {
            boolean taken = names.contains(own) && !(own.equals("event") && settings.folds == 1);
            if (taken) {
                throw new FlashFlowException(
                        "The column '" + own + "' of the model or that is carried along has the name of a"
                                + " column that says where a row comes from (file, row, fold, and event of several folds); rename it.");
            }
        }
    }
}
