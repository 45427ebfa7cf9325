package flashflow.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.sun.management.OperatingSystemMXBean;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.engine.PyTorch;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.generation.Generation;
import flashflow.generation.GenerationListener;
import flashflow.generation.GenerationReport;
import flashflow.interop.NflowsExport;
import flashflow.preprocessing.Preprocessing;
import flashflow.toy.ToyJets;
import flashflow.toy.ToySource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/**
 * From HDF5 to HDF5 through an untrained jet model: with one fold and with ten, with one thread, beside the sampling kernel alone
 * and, where FLASHFLOW_PYTHON is set, FlashSim's way in Python. All take their turn in each round, and the best of each counts.
 * Prints one JSON line a case, and one of the ratios; the processor time of a row says more than rows/s where other programs run.
 *
 * <p>Arguments: {@code small|full rows}; rows are written rows, so ten folds take a tenth of the events.
 */
public final class GenerationBench implements AutoCloseable {
    private static final int FOLDS = 10;
    private static final int KERNEL_ROWS = 1024;
    private static final int ROUNDS = 3;

    private final String name;
    private final int rows;
    private final Path folder = Files.createTempDirectory("flashflow-bench");
    private final FlowModel model;
    private final Map<String, double[]> best = new LinkedHashMap<>();

    private GenerationBench(String name, int rows) throws IOException {
        this.name = name;
        this.rows = rows;
        Device device = PyTorch.engine().defaultDevice();
        var sample = ToySource.of(new ToyJets(), 1, rows).asRaw();
        // No clips: an untrained flow would leave them all the time.
        var preprocessing = Preprocessing.standardise(sample.layout()).fit(sample);
        var config =
                name.equals("full") ? FlowConfig.jets() : FlowConfig.jetsSmall().bins(32);
        model = FlowModel.of(config, preprocessing, device);
        Hdf5Writer.write(in(1), sample.context());
        Hdf5Writer.write(in(FOLDS), sample.context().first(rows / FOLDS));
        NflowsExport.write(model.flow(), exported());
    }

    private Path in(int folds) {
        return folder.resolve("in-" + folds + ".h5");
    }

    private Path exported() {
        return folder.resolve("model.safetensors");
    }

    /** Runs all cases in turns after a pass to warm up. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (var bench = new GenerationBench(args[0], Integer.parseInt(args[1]))) {
            bench.generation(1).toHdf5(bench.in(FOLDS), bench.folder.resolve("out.h5"));
            for (int round = 0; round < ROUNDS; round++) {
                bench.round();
            }
            bench.print();
        }
    }

    private void round() throws IOException, InterruptedException {
        measure("kernel", this::kernel);
        measure("generate", () -> pass(generation(1), 1));
        measure("ten-folds", () -> pass(generation(FOLDS), FOLDS));
        measure("one-thread", () -> pass(generation(1).workers(1), 1));
        String python = System.getenv("FLASHFLOW_PYTHON");
        if (python != null && !python.isEmpty()) {
            String[] numbers = flashsim(python).split(" ");
            keep("flashsim", Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
        }
    }

    private Generation generation(int folds) {
        return Generation.of(model).folds(folds).listener(new GenerationListener() {});
    }

    private double pass(Generation generation, int folds) {
        GenerationReport report = generation.toHdf5(in(folds), folder.resolve("out.h5"));
        return report.rowsPerSecond();
    }

    /** Sampling alone, with the engine's threads. */
    private double kernel() {
        var flow = model.flow();
        try (NDManager scope = flow.newManager()) {
            NDArray y = scope.randomNormal(new Shape(KERNEL_ROWS, flow.config().context()));
            flow.sample(y, 0).close();
            int times = Math.max(1, rows / KERNEL_ROWS);
            long start = System.nanoTime();
            for (int i = 0; i < times; i++) {
                flow.sample(y, i).toFloatArray();
            }
            return times * KERNEL_ROWS / ((System.nanoTime() - start) * 1e-9);
        }
    }

    private String flashsim(String python) throws IOException, InterruptedException {
        var peer = new ProcessBuilder(
                        python,
                        "bench/python/generation_peer.py",
                        exported().toString(),
                        in(1).toString(),
                        folder.resolve("peer.h5").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        if (peer.waitFor() != 0) {
            throw new IOException("generation_peer.py failed");
        }
        return printed;
    }

    @FunctionalInterface
    private interface Case {
        double rowsPerSecond();
    }

    private void measure(String what, Case work) {
        long before = cpuNanos();
        double rowsPerSecond = work.rowsPerSecond();
        keep(what, rowsPerSecond, (cpuNanos() - before) * 1e-3 / rows);
    }

    private void keep(String what, double rowsPerSecond, double cpuPerRow) {
        double[] kept = best.computeIfAbsent(what, w -> new double[] {0, Double.MAX_VALUE});
        kept[0] = Math.max(kept[0], rowsPerSecond);
        kept[1] = Math.min(kept[1], cpuPerRow);
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private void print() {
        best.forEach((what, kept) -> System.out.printf(
                Locale.ROOT,
                "{\"case\": \"%s-%s\", \"device\": \"%s\", \"rows\": %d, \"rows_per_s\": %.0f, \"cpu_us_per_row\": %.1f}%n",
                what,
                name,
                model.flow().device(),
                rows,
                kept[0],
                kept[1]));
        printRatios("ratios", this::ratio);
        printRatios("ratios-of-cpu", this::cpuRatio);
    }

    private void printRatios(String what, ToDoubleBiFunction<String, String> ratio) {
        System.out.printf(
                Locale.ROOT,
                "{\"case\": \"%s-%s\", \"over_kernel\": %.2f, \"over_one_thread\": %.2f, \"ten_folds_over_one\": %.2f, "
                        + "\"over_flashsim\": %.2f}%n",
                what,
                name,
                ratio.applyAsDouble("generate", "kernel"),
                ratio.applyAsDouble("generate", "one-thread"),
                ratio.applyAsDouble("ten-folds", "generate"),
                ratio.applyAsDouble("generate", "flashsim"));
    }

    /** Of rows/s; 0 where the second was not measured. */
    private double ratio(String first, String second) {
        return best.containsKey(second) ? best.get(first)[0] / best.get(second)[0] : 0;
    }

    /** Of rows for each second of a processor. */
    private double cpuRatio(String first, String second) {
        return best.containsKey(second) ? best.get(second)[1] / best.get(first)[1] : 0;
    }

    @Override
    public void close() throws IOException {
        model.close();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
