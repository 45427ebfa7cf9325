package flashflow.spark;

import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.flow.FlowModel;
import flashflow.generation.Generation;
import flashflow.generation.GenerationListener;
import flashflow.spark.files.FileGeneration;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * How fast files become files with the sample's model: by Generation on one machine, and on Spark with as many cores, in turn; one JSON line a
 * case. Arguments: an empty folder, rows, rounds, rows of a range, cores.
 */
public final class Rates {
    private final Path folder;
    private final FlowModel model;
    private final Path in;
    private int runs;

    private Rates(Path folder, FlowModel model, Path in) {
        this.folder = folder;
        this.model = model;
        this.in = in;
    }

    public static void main(String... words) {
        var folder = Path.of(words[0]);
        int rows = Integer.parseInt(words[1]);
        long range = Long.parseLong(words[3]);
        int cores = Integer.parseInt(words[4]);
        var in = write(folder.resolve("gen-" + rows + ".h5"), rows);
        try (var model = FlowModel.load(Path.of("data/jets.flow"));
                var spark = session(cores)) {
            var rates = new Rates(folder, model, in);
            rates.onSpark(spark, rows);
            rates.alone(cores);
            for (int round = 0; round < Integer.parseInt(words[2]); round++) {
                tell("generation", rows, rows, cores, spent(() -> rates.alone(cores)));
                tell("spark", rows, range, cores, spent(() -> rates.onSpark(spark, range)));
            }
        }
    }

    private static SparkSession session(int cores) {
        var builder = SparkSession.builder().master("local[" + cores + "]").config("spark.ui.enabled", "false");
        tell("start of Spark", 0, 0, cores, spent(builder::getOrCreate));
        return builder.getOrCreate();
    }

    /** Of the clock, and of all processors in this process. */
    record Spent(double seconds, double processorSeconds) {}

    static Spent spent(Runnable work) {
        long begun = System.nanoTime();
        long before = processorTime();
        work.run();
        return new Spent((System.nanoTime() - begun) * 1e-9, (processorTime() - before) * 1e-9);
    }

    private static long processorTime() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static Path write(Path file, int rows) {
        if (Files.exists(file)) {
            return file;
        }
        try (var jets = Hdf5Dataset.jets(Path.of("data/jets-valid.h5"));
                var writer = Hdf5Writer.to(file).columns(jets.layout()).open()) {
            int width = jets.layout().width();
            float[] all = new float[(int) jets.rowCount() * width];
            jets.read(0, (int) jets.rowCount(), all, 0);
            for (int done = 0; done < rows; done += (int) jets.rowCount()) {
                writer.write(all, 0, (int) Math.min(jets.rowCount(), rows - done), List.of());
            }
            writer.finish();
        }
        return file;
    }

    private void alone(int cores) {
        Generation.of(model)
                .seed(42)
                .workers(cores)
                .listener(new GenerationListener() {})
                .toHdf5(in, folder.resolve("alone-" + runs++ + ".h5"));
    }

    private void onSpark(SparkSession spark, long range) {
        FileGeneration.of(spark, model)
                .seed(42)
                .rangeRows(range)
                .generate(List.of(in), folder.resolve("spark-" + runs++));
    }

    private static void tell(String name, int rows, long range, int cores, Spent spent) {
        var values = Map.of(
                "rows",
                rows,
                "range",
                range,
                "cores",
                cores,
                "seconds",
                spent.seconds,
                "processor_seconds",
                spent.processorSeconds);
        System.out.println(String.format(Locale.ROOT, "{\"case\": \"%s\", \"values\": %s}", name, json(values)));
    }

    static String json(Map<String, ? extends Number> values) {
        return values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> "\"" + entry.getKey() + "\": " + entry.getValue())
                .toList()
                .toString()
                .replace('[', '{')
                .replace(']', '}');
    }
}
