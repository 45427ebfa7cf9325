package flashflow.bench;

import ai.djl.Device;
import com.sun.management.OperatingSystemMXBean;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.engine.PyTorch;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.generation.Generation;
import flashflow.generation.GenerationListener;
import flashflow.preprocessing.Preprocessing;
import flashflow.toy.ToyJets;
import flashflow.toy.ToySource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * From HDF5 to HDF5 through an untrained jet model, with one fold and with ten. Prints one JSON line a case; the processor
 * time of a row says more than rows/s where other programs run.
 *
 * <p>Arguments: {@code small|full rows}; rows are written rows, so ten folds take a tenth of the events.
 */
public final class GenerationBench {
    private static final int FOLDS = 10;

    private GenerationBench() {}

    /** Runs both cases in turns after one pass to warm up; the better of two counts. */
    public static void main(String[] args) throws IOException {
        int rows = Integer.parseInt(args[1]);
        var config = args[0].equals("full") ? FlowConfig.jets() : FlowConfig.jetsSmall();
        Path folder = Files.createTempDirectory("flashflow-bench");
        Device device = PyTorch.engine().defaultDevice();
        var sample = ToySource.of(new ToyJets(), 1, rows).asRaw();
        // No clips: an untrained flow would leave them all the time.
        var preprocessing = Preprocessing.standardise(sample.layout()).fit(sample);
        try (var model = FlowModel.of(config, preprocessing, device)) {
            Hdf5Writer.write(folder.resolve("in-1.h5"), sample.context());
            Hdf5Writer.write(
                    folder.resolve("in-" + FOLDS + ".h5"), sample.context().first(rows / FOLDS));
            double[][] best = {{0, Double.MAX_VALUE}, {0, Double.MAX_VALUE}};
            pass(model, folder, 1);
            for (int turn = 0; turn < 2; turn++) {
                keepBest(best[0], pass(model, folder, 1));
                keepBest(best[1], pass(model, folder, FOLDS));
            }
            print(args[0], device, rows, 1, best[0]);
            print(args[0], device, rows, FOLDS, best[1]);
        } finally {
            delete(folder);
        }
    }

    private static void keepBest(double[] best, double[] pass) {
        best[0] = Math.max(best[0], pass[0]);
        best[1] = Math.min(best[1], pass[1]);
    }

    /** Rows in each second, and microseconds of processor time for each row. */
    private static double[] pass(FlowModel model, Path folder, int folds) {
        long before = cpuNanos();
        var report = Generation.of(model)
                .folds(folds)
                .listener(new GenerationListener() {})
                .toHdf5(folder.resolve("in-" + folds + ".h5"), folder.resolve("out.h5"));
        return new double[] {report.rowsPerSecond(), (cpuNanos() - before) * 1e-3 / report.rows()};
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static void print(String model, Device device, int rows, int folds, double[] best) {
        System.out.printf(
                Locale.ROOT,
                "{\"case\": \"generate-%s\", \"device\": \"%s\", \"rows\": %d, \"folds\": %d, "
                        + "\"rows_per_s\": %.0f, \"cpu_us_per_row\": %.1f}%n",
                model,
                device,
                rows,
                folds,
                best[0],
                best[1]);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
