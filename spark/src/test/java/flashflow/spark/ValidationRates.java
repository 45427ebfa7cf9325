package flashflow.spark;

import flashflow.spark.files.FileRows;
import flashflow.spark.fitting.SpreadStatistics;
import flashflow.spark.validation.SpreadReport;
import flashflow.spark.validation.SpreadValidation;
import flashflow.validation.KolmogorovSmirnov;
import flashflow.validation.Validation;
import flashflow.validation.Wasserstein;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * How fast files are compared with files, how many bytes this shuffles by Spark's own metrics, and whether the distances of all rows lie
 * within the bounds; one JSON line a case. Arguments: an empty folder, rounds, cores, rows of each sample, rows of a file.
 */
public final class ValidationRates {
    private static final double SHIFT = 0.002;
    private static final List<String> COLUMNS = ManyRows.COLUMNS;

    private ValidationRates() {}

    /** What tasks have written for other tasks, and sent to the driver. */
    private static final class Bytes extends SparkListener {
        private final AtomicLong shuffled = new AtomicLong();
        private final AtomicLong results = new AtomicLong();

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            shuffled.addAndGet(end.taskMetrics().shuffleWriteMetrics().bytesWritten());
            results.addAndGet(end.taskMetrics().resultSize());
        }
    }

    public static void main(String... words) {
        var folder = Path.of(words[0]);
        int rows = Integer.parseInt(words[3]);
        int ofFile = Integer.parseInt(words[4]);
        int cores = Integer.parseInt(words[2]);
        var reference = write(folder, "reference", 1, rows, ofFile, 0);
        var sample = write(folder, "sample", 2, rows, ofFile, SHIFT);
        try (var spark = SparkSession.builder()
                .master("local[" + cores + "]")
                .config("spark.ui.enabled", "false")
                .getOrCreate()) {
            SpreadReport report = null;
            for (int round = 0; round < Integer.parseInt(words[1]); round++) {
                report = validate(spark, rows, cores, reference, sample);
                statistics(spark, rows, cores, reference);
            }
            hold(spark, report, reference, sample);
        }
    }

    private static List<Path> write(Path folder, String name, long seed, int rows, int ofFile, double shift) {
        var files = new ArrayList<Path>();
        for (int first = 0; first < rows; first += ofFile) {
            int from = first;
            var some = IntStream.range(first, Math.min(rows, first + ofFile))
                    .parallel()
                    .mapToObj(i -> ManyRows.row(seed, i, shift))
                    .toArray(double[][]::new);
            files.addAll(ManyRows.write(folder, name + String.format(Locale.ROOT, "-%09d", from), some, some.length));
        }
        return files;
    }

    private static SpreadReport validate(
            SparkSession spark, int rows, int cores, List<Path> reference, List<Path> sample) {
        var bytes = new Bytes();
        spark.sparkContext().addSparkListener(bytes);
        var found = new SpreadReport[1];
        var spent = Rates.spent(() -> found[0] = SpreadValidation.of(
                        FileRows.of(spark, reference, COLUMNS, false), FileRows.of(spark, sample, COLUMNS, false))
                .profile("a", "eta", -2, -1, 0, 1, 2)
                .compare());
        settle();
        spark.sparkContext().removeSparkListener(bytes);
        tell("validate", rows, cores, spent, Map.of("shuffled", bytes.shuffled, "to_driver", bytes.results));
        return found[0];
    }

    /** Spark tells what has happened somewhat later. */
    private static void settle() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void statistics(SparkSession spark, int rows, int cores, List<Path> files) {
        var spent = Rates.spent(() -> SpreadStatistics.of(FileRows.of(spark, files, COLUMNS, false)));
        tell("statistics", rows, cores, spent, Map.of());
    }

    private static void tell(String name, int rows, int cores, Rates.Spent spent, Map<String, ? extends Number> more) {
        var values = new TreeMap<String, Number>(more);
        values.put("rows", rows);
        values.put("cores", cores);
        values.put("seconds", spent.seconds());
        values.put("processor_seconds", spent.processorSeconds());
        System.out.println(String.format(Locale.ROOT, "{\"case\": \"%s\", \"values\": %s}", name, Rates.json(values)));
    }

    /** The report beside distances of all rows, one column after the other. */
    private static void hold(SparkSession spark, SpreadReport report, List<Path> reference, List<Path> sample) {
        for (String column : COLUMNS) {
            double[] a = column(spark, reference, column);
            double[] b = column(spark, sample, column);
            hold(report, column, Validation.KS, KolmogorovSmirnov.distance(a, b));
            hold(report, column, Validation.W1, Wasserstein.distance(a, b));
        }
    }

    private static double[] column(SparkSession spark, List<Path> files, String name) {
        try (var rows = FileRows.of(spark, files, List.of(name), false).look()) {
            double[] values = new double[(int) rows.rowCount()];
            rows.readExact(0, values.length, values, 0);
            return values;
        }
    }

    private static void hold(SpreadReport report, String column, String statistic, double exact) {
        var bounds = report.bounds();
        int row = IntStream.range(0, bounds.rowCount())
                .filter(i -> bounds.stringColumn("column").get(i).equals(column)
                        && bounds.stringColumn("statistic").get(i).equals(statistic))
                .findFirst()
                .orElseThrow();
        double low = bounds.doubleColumn("low").getDouble(row);
        double high = bounds.doubleColumn("high").getDouble(row);
        var comparison = report.report().of(column, statistic);
        System.out.println(String.format(
                Locale.ROOT,
                "{\"case\": \"%s of %s\", \"values\": {\"exact\": %.8g, \"value\": %.8g, \"low\": %.8g, \"high\": %.8g, \"error\":"
                        + " %.2g, \"null\": %.2g, \"holds\": %d}}",
                statistic,
                column,
                exact,
                comparison.value(),
                low,
                high,
                comparison.error(),
                comparison.nullValue(),
                low - 1e-9 * exact <= exact && exact <= high + 1e-9 * exact ? 1 : 0));
    }
}
