package flashflow.bench;

import com.sun.management.OperatingSystemMXBean;
import flashflow.data.RowSource;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.flow.FlowModel;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Learns p(theta | x) from simulations of a task of sbibm, writes draws of the posteriors of some observations, and prints what it
 * took as a JSON line. Called by {@code bench/run-sbibm}: {@code SbibmBench SIMULATIONS TRUTH OBSERVATION,... DRAWS}.
 */
final class SbibmBench {
    private static final int ROWS = 10_000;
    private static final long SEED = 7;

    private final SbibmTask task;
    private final int[] observations;
    private final float[] draws;

    private SbibmBench(SbibmTask task, int[] observations) {
        this.task = task;
        this.observations = observations;
        this.draws =
                new float[observations.length * ROWS * task.layout().targets().size()];
    }

    public static void main(String[] arguments) {
        double before = processorSeconds();
        try (var data = SbibmTask.simulated(Path.of(arguments[0]))) {
            var recipe = SbibmRecipe.of(data.rowCount());
            var bench = new SbibmBench(
                    SbibmTask.of(data.layout(), Path.of(arguments[1])),
                    Stream.of(arguments[2].split(","))
                            .mapToInt(Integer::parseInt)
                            .toArray());
            double training = bench.run(recipe, data);
            bench.write(Path.of(arguments[3]));
            System.out.println(String.format(
                    Locale.ROOT,
                    "\"tool\": \"flashflow\", \"recipe\": \"%s\", \"training_s\": %.1f, \"cpu_s\": %.1f",
                    recipe,
                    training,
                    processorSeconds() - before));
        }
    }

    /** Trains member after member, and lets each draw its share; gives the processor seconds of the trainings. */
    private double run(SbibmRecipe recipe, RowSource data) {
        double seconds = 0;
        var preprocessing = SbibmRecipe.preprocessing(data, task);
        for (int member = 0; member < recipe.members(); member++) {
            try (var model = recipe.model(preprocessing, member)) {
                double start = processorSeconds();
                recipe.train(model, data, member);
                seconds += processorSeconds() - start;
                draw(model, member, recipe.members());
            }
        }
        return seconds;
    }

    /** The mean of the members' densities: the same number of draws from each, to one. */
    private void draw(FlowModel model, int member, int members) {
        int first = share(member, members);
        int count = share(member + 1, members) - first;
        int targets = task.layout().targets().size();
        for (int o = 0; o < observations.length; o++) {
            float[] some = model.sampler(SEED + member).generate(o, 1, task.observation(observations[o]), count);
            System.arraycopy(some, 0, draws, (o * ROWS + first) * targets, some.length);
        }
    }

    private static int share(int member, int members) {
        return ROWS * member / members;
    }

    private void write(Path file) {
        try (var writer = Hdf5Writer.to(file).columns(task.layout().targets()).open()) {
            writer.write(draws, 0, observations.length * ROWS);
            writer.finish();
        }
    }

    private static double processorSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() * 1e-9;
    }
}
