package flashflow.bench;

import com.sun.management.OperatingSystemMXBean;
import flashflow.data.RowSource;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.engine.PyTorch;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.preprocessing.Preprocessing;
import flashflow.preprocessing.transforms.Bounded;
import flashflow.training.TrainingListener;
import flashflow.training.ensemble.Ensemble;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Learns p(theta | x) from simulations of a task of sbibm with the library's own suggestions and the bounds of the prior, writes draws of the
 * posteriors of some observations, and prints what it took as JSON. Called by {@code bench/run-sbibm}: {@code SbibmBench SIMULATIONS TRUTH
 * OBSERVATION,... DRAWS [one]}; with the last word by one flow where the suggestion has an ensemble.
 */
final class SbibmBench {
    private static final int ROWS = 10_000;
    private static final long SEED = 7;

    private SbibmBench() {}

    public static void main(String[] arguments) {
        PyTorch.engine(); // is loaded before the clock starts, as the peer's torch is
        try (var data = SbibmTask.simulated(Path.of(arguments[0]))) {
            var task = SbibmTask.of(data.layout(), Path.of(arguments[1]));
            boolean one = arguments.length > 4 && arguments[4].equals("one");
            double start = processorSeconds();
            try (var model = learned(data, task, one)) {
                double training = processorSeconds() - start;
                draw(model, task, arguments[2], Path.of(arguments[3]));
                System.out.println(String.format(
                        Locale.ROOT,
                        "\"tool\": \"%s\", \"training_s\": %.1f, \"cpu_s\": %.1f",
                        one ? "one flow" : "flashflow",
                        training,
                        processorSeconds() - start));
            }
        }
    }

    private static FlowModel learned(RowSource data, SbibmTask task, boolean one) {
        var preprocessing = preprocessing(data, task);
        var ensemble = one
                ? Ensemble.of(FlowConfig.suggest(preprocessing, data), preprocessing, 1)
                : Ensemble.suggest(preprocessing, data);
        return ensemble.listeners(new TrainingListener() {}).fit(data).model();
    }

    private static Preprocessing preprocessing(RowSource data, SbibmTask task) {
        var preprocessing = Preprocessing.guess(data);
        for (int t = 0; t < data.layout().targets().size(); t++) {
            if (task.isBounded(t)) {
                preprocessing =
                        preprocessing.replace(data.layout().targets().get(t), Bounded.of(task.low(t), task.high(t)));
            }
        }
        return preprocessing.standardised();
    }

    private static void draw(FlowModel model, SbibmTask task, String observations, Path file) {
        var sampler = model.sampler(SEED);
        try (var writer = Hdf5Writer.to(file).columns(task.layout().targets()).open()) {
            Stream.of(observations.split(",")).mapToInt(Integer::parseInt).forEach(number -> {
                float[] draws = sampler.generate(number, 1, task.observation(number), ROWS);
                writer.write(draws, 0, ROWS);
            });
            writer.finish();
        }
    }

    private static double processorSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() * 1e-9;
    }
}
