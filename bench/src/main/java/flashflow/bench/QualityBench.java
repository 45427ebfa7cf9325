package flashflow.bench;

import flashflow.data.ColumnLayout;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.preprocessing.Preprocessing;
import flashflow.toy.ToyFiles;
import flashflow.toy.ToyJets;
import flashflow.toy.ToySource;
import flashflow.training.Training;
import flashflow.training.TrainingListener;
import flashflow.training.schedule.CosineAnnealing;
import flashflow.training.schedule.WarmRestarts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Trains one flow on toy jets and prints its validation NLL beside the known optimum, as a JSON line. Called by
 * {@code bench/run-quality}: {@code QualityBench FOLDER ROWS EPOCHS VARIANT SEED}.
 */
final class QualityBench {
    private static final int BATCH = 512;
    private static final double PEAK = 2e-3;

    private QualityBench() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        Path trainFile = written(folder.resolve("train.h5"), 501, Long.parseLong(arguments[1]));
        Path validFile = written(folder.resolve("valid.h5"), 502, 20_000);
        if (arguments.length == 2) {
            return;
        }
        try (var train = Hdf5Dataset.jets(trainFile);
                var valid = Hdf5Dataset.jets(validFile)) {
            run(train, valid, Integer.parseInt(arguments[2]), arguments[3], Long.parseLong(arguments[4]));
        }
    }

    private static Path written(Path file, long seed, long rows) {
        if (!Files.exists(file)) {
            ToyFiles.write(ToySource.of(new ToyJets(), seed, rows), file);
        }
        return file;
    }

    private static void run(Hdf5Dataset train, Hdf5Dataset valid, int epochs, String variant, long seed) {
        var config = config(variant).seed(seed);
        try (var model = FlowModel.of(config, Preprocessing.standardise(ColumnLayout.jets()))) {
            long start = System.nanoTime();
            Training.of(model)
                    .epochs(epochs)
                    .batchSize(BATCH)
                    .seed(seed)
                    .schedule(variant.equals("restarts") ? WarmRestarts.from(PEAK, 1, 2) : CosineAnnealing.from(PEAK))
                    .listeners(new TrainingListener() {})
                    .fit(train);
            double seconds = (System.nanoTime() - start) * 1e-9;
            double optimum =
                    new ToyJets().optimalNll(valid) + model.preprocessing().meanLogDerivative(valid);
            System.out.println(String.format(
                    Locale.ROOT,
                    "{\"tool\": \"flashflow\", \"variant\": \"%s\", \"seed\": %d, \"nll\": %.4f, \"optimum\": %.4f,"
                            + " \"parameters\": %d, \"seconds\": %.1f}",
                    variant,
                    seed,
                    model.nll(valid),
                    optimum,
                    model.flow().layout().parameterCount(),
                    seconds));
        }
    }

    /** The guide suggests more bins with fewer blocks; so both ways from the same start. */
    private static FlowConfig config(String variant) {
        var base = FlowConfig.jetsSmall().steps(4).hidden(64).blocks(2).bins(16);
        return switch (variant) {
            case "bins" -> base.bins(64).blocks(1);
            case "blocks" -> base.bins(8).blocks(4);
            default -> base;
        };
    }
}
