package flashflow.training;

import ai.djl.Device;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.flow.FlowModel;
import flashflow.flow.SplineFlow;
import flashflow.preprocessing.Preprocessing;
import flashflow.training.schedule.CosineAnnealing;
import flashflow.training.schedule.WarmRestarts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The two trainings of the committed checkpoints, each with other parts of a state. Their rows are sums and products of
 * small whole numbers, the same on every machine.
 *
 * <p>{@link #main} writes the checkpoints of a new version of the format, from {@code lib}; those of an earlier one stay as they are.
 */
final class GoldenTraining {
    private static final ColumnLayout WEIGHTED = new ColumnLayout(List.of("y"), List.of("x0", "x1", "w"));

    private GoldenTraining() {}

    /** The argument: a new folder {@code src/test/resources/flashflow/training/format-N}. */
    public static void main(String[] arguments) throws IOException {
        var out = Path.of(arguments[0]);
        try (var flow = Tiny.flow()) {
            keep(ofFlow(flow), train(), "checkpoint-00001-0000004.safetensors", out.resolve("flow"));
        }
        try (var model = model()) {
            var rows = InMemoryDataset.of(Tiny.LAYOUT, unweighted(0, 640));
            keep(ofModel(model), rows, "checkpoint-00001-0000003.safetensors", out.resolve("model"));
        }
    }

    /** The named checkpoint within the second epoch, and the last one. */
    private static void keep(Training training, InMemoryDataset rows, String name, Path out) throws IOException {
        Files.createDirectories(out);
        var folder = Files.createTempDirectory("golden");
        var run = training.checkpoints(folder).fit(rows);
        Files.copy(folder.resolve(name), out.resolve(name));
        Files.copy(run.checkpoint().orElseThrow(), out.resolve("end.safetensors"));
    }

    static InMemoryDataset rows(int from, int count) {
        float[] plain = unweighted(from, count);
        float[] rows = new float[4 * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(plain, 3 * i, rows, 4 * i, 3);
            rows[4 * i + 3] = 1 + (from + i) % 3;
        }
        return InMemoryDataset.of(WEIGHTED, rows);
    }

    static float[] unweighted(int from, int count) {
        float[] rows = new float[3 * count];
        for (int i = 0; i < count; i++) {
            float y = part(from + i, 37, 101);
            float x = y + 0.5f * part(from + i, 53, 97);
            rows[3 * i] = y;
            rows[3 * i + 1] = x;
            rows[3 * i + 2] = x * x / 4 + 0.25f * part(from + i, 71, 89);
        }
        return rows;
    }

    /** In [-1, 1). */
    private static float part(int i, int factor, int modulus) {
        return 2f * (i * factor % modulus) / modulus - 1;
    }

    static InMemoryDataset train() {
        return rows(0, 640);
    }

    static InMemoryDataset valid() {
        return rows(10_000, 200);
    }

    /** Accumulated, averaged and weighted updates, with a rise and restarts. */
    static Training ofFlow(SplineFlow flow) {
        return Training.of(flow, Tiny.LAYOUT)
                .epochs(4)
                .batchSize(64)
                .accumulate(2)
                .averageWeights(0.9)
                .clip(1)
                .patience(50)
                .keepBest()
                .weights("w")
                .schedule(WarmRestarts.from(1e-2, 2, 2).everyUpdate().warmup(0.5))
                .validateOn(valid())
                .checkpointEvery(2)
                .checkpointEvery(Duration.ofMillis(1))
                .keepLast(100)
                .listeners(new TrainingListener() {});
    }

    /** Preprocessed rows, and half a cosine wave. */
    static Training ofModel(FlowModel model) {
        return Training.of(model)
                .epochs(3)
                .batchSize(64)
                .schedule(CosineAnnealing.from(1e-2))
                .checkpointEvery(Duration.ofMillis(1))
                .keepLast(100)
                .listeners(new TrainingListener() {});
    }

    static FlowModel model() {
        return FlowModel.of(Tiny.config(), Preprocessing.standardise(Tiny.LAYOUT), Device.cpu());
    }
}
