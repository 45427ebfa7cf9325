package flashflow.spark.files;

import flashflow.data.RowSource;
import flashflow.preprocessing.FitStatistics;
import flashflow.spark.rows.PartWork;
import flashflow.spark.rows.SpreadRows;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * The rows of many HDF5 or Parquet files, read where they lie. Parts depend on the number of rows alone, so that what is found out does
 * not depend on tasks and executors.
 */
public final class FileRows implements SpreadRows {
    /** Parts of more rows come in so many at least. */
    private static final int PARTS = 64;

    private static final int LARGEST_OF_FEW = 16 * FitStatistics.BLOCK_ROWS;

    /** Of 10^9 rows; then parts grow again. */
    private static final int MOST_PARTS = 1024;

    private final JavaSparkContext context;
    private final KnownFiles files;
    private final List<String> unreadable;
    private final int tasks;

    private FileRows(JavaSparkContext context, KnownFiles files, List<String> unreadable, int tasks) {
        this.context = context;
        this.files = files;
        this.unreadable = unreadable;
        this.tasks = tasks;
    }

    /**
     * Looks at the headers of files.
     *
     * @param in files; folders, of which those that end in {@code .h5}, {@code .hdf5} or {@code .parquet} are taken; patterns with
     *     {@code *} in the last name
     * @param columns names of the columns, without the dataset or group that they are in; of an empty list all columns of numbers of
     *     the first file
     * @param skipUnreadable whether files that cannot be read, or lack a column, are left out and told, and not refused
     * @throws flashflow.FlashFlowException if files cannot be used, which names them
     */
    public static FileRows of(SparkSession spark, List<Path> in, List<String> columns, boolean skipUnreadable) {
        var found = FileNames.of(in);
        var names = columns.isEmpty() ? ContextFile.columns(found.get(0)) : List.copyOf(columns);
        var inputs = InputFiles.look(found, file -> ContextFile.plain(file, names));
        inputs.refuseUnreadable(skipUnreadable);
        var files = new KnownFiles(inputs.readable(), names, inputs.columnTypes());
        return new FileRows(
                JavaSparkContext.fromSparkContext(spark.sparkContext()), files, List.copyOf(inputs.unreadable()), 0);
    }

    /** The same rows read by so many tasks at most; by default each part has its own. */
    public FileRows inTasks(int most) {
        return new FileRows(context, files, unreadable, most);
    }

    @Override
    public List<String> leftOut() {
        return unreadable;
    }

    @Override
    public String name() {
        var inputs = files.inputs();
        return inputs.size() == 1
                ? "file " + inputs.get(0).path()
                : "the " + inputs.size() + " files from " + inputs.get(0).path() + " on";
    }

    @Override
    public List<String> columns() {
        return files.columns();
    }

    @Override
    public long count() {
        return files.rows();
    }

    @Override
    public RowSource look() {
        return files.open();
    }

    @Override
    public JavaSparkContext context() {
        return context;
    }

    @Override
    public <S> JavaPairRDD<Integer, S> map(PartWork<S> work) {
        long rows = partRows(count());
        int parts = (int) ((count() + rows - 1) / rows);
        var places = IntStream.range(0, parts).boxed().toList();
        var task = new Task<>(context.broadcast(files), rows, work);
        return context.parallelize(places, tasks == 0 ? parts : Math.min(tasks, parts))
                .mapToPair(place -> new Tuple2<>(place, task.on(place)));
    }

    /** Whole blocks, their number a power of two. */
    static long partRows(long all) {
        long rows = FitStatistics.BLOCK_ROWS;
        while (all > rows * (rows < LARGEST_OF_FEW ? PARTS : MOST_PARTS)) {
            rows *= 2;
        }
        return rows;
    }

    private record Task<S>(Broadcast<KnownFiles> files, long rows, PartWork<S> work) implements Serializable {
        S on(int place) {
            long first = place * rows;
            var known = files.value();
            try (var open = known.open()) {
                return work.of(new FilePart(open, first, Math.min(rows, known.rows() - first)));
            }
        }
    }
}
