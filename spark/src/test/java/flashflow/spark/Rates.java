package flashflow.spark;

import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.flow.FlowModel;
import flashflow.generation.Generation;
import flashflow.generation.GenerationListener;
import flashflow.spark.files.FileGeneration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * How fast files become files with the sample's model: by Generation on one machine, and on Spark with as many cores, in turn; one JSON line a
 * case. Arguments: an empty folder, rounds, cores, numbers of rows, and rows of a range, the last two in one word each or several with
 * blanks between them. What is written goes again at once.
 */
public final class Rates {
    private static final int WARMING = 50_000;

    private final Path folder;
    private final FlowModel model;
    private final SparkSession spark;
    private final int cores;
    private int runs;

    private Rates(Path folder, FlowModel model, SparkSession spark, int cores) {
        this.folder = folder;
        this.model = model;
        this.spark = spark;
        this.cores = cores;
    }

    public static void main(String... words) {
        int cores = Integer.parseInt(words[2]);
        try (var model = FlowModel.load(Path.of("data/jets.flow"));
                var spark = session(cores)) {
            var rates = new Rates(Path.of(words[0]), model, spark, cores);
            rates.warmUp();
            for (String rows : words[3].split(" ")) {
                for (String range : words[4].split(" ")) {
                    rates.measure(Integer.parseInt(rows), Long.parseLong(range), Integer.parseInt(words[1]));
                }
            }
        }
    }

    private void warmUp() {
        var in = write(folder.resolve("warm.h5"), WARMING);
        onSpark(in, WARMING / 2);
        alone(in);
    }

    private void measure(int rows, long range, int rounds) {
        var in = write(folder.resolve("gen.h5"), rows);
        for (int round = 0; round < rounds; round++) {
            tell("generation", rows, rows, cores, alone(in));
            tell("spark", rows, range, cores, onSpark(in, range));
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

    private Spent alone(Path in) {
        var out = folder.resolve("alone-" + runs++ + ".h5");
        var spent = spent(() -> Generation.of(model)
                .seed(42)
                .workers(cores)
                .listener(new GenerationListener() {})
                .toHdf5(in, out));
        remove(out);
        return spent;
    }

    private Spent onSpark(Path in, long range) {
        var out = folder.resolve("spark-" + runs++);
        var spent = spent(
                () -> FileGeneration.of(spark, model).seed(42).rangeRows(range).generate(List.of(in), out));
        remove(out);
        return spent;
    }

    private static void remove(Path out) {
        try (var all = Files.walk(out)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
