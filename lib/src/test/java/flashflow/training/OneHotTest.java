package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.flow.Noise;
import flashflow.preprocessing.Preprocessing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training reads the columns that the preprocessing takes, which need not be those that it gives. */
class OneHotTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("flag", "weight", "y"), List.of("x0", "x1"));

    @TempDir
    Path folder;

    private static InMemoryDataset rows(long seed) {
        float[] rows = Noise.normal(seed, 0, 600, 5);
        for (int i = 0; i < 600; i++) {
            rows[5 * i] = i % 3;
            rows[5 * i + 1] = 1 + i % 2;
        }
        return InMemoryDataset.of(LAYOUT, rows);
    }

    @Test
    void aModelWithOneHotContextIsTrained() {
        var layout = new ColumnLayout(List.of("y", "flag"), List.of("x0", "x1"));
        var preprocessing = Preprocessing.none(layout).oneHot("flag", 0, 1, 2).standardised();
        try (var model = FlowModel.of(FlowConfig.of(2, 4, 2, 8, 1, 4).tailBound(4), preprocessing, Device.cpu())) {
            var training = Training.of(model)
                    .batchSize(100)
                    .weights("weight")
                    .validateOn(rows(2))
                    .checkpoints(folder)
                    .listeners(new TrainingListener() {});
            for (var residency : Residency.values()) {
                var run = training.epochs(2).residency(residency).fit(rows(1));
                assertEquals(2, run.epochs());
                assertTrue(Double.isFinite(
                        run.history().doubleColumn("validation_nll").get(1)));
            }
            assertTrue(training.plan(rows(1)).toString().length() > 0);
            assertEquals(
                    4,
                    Training.resume(folder, Device.cpu())
                            .epochs(4)
                            .listeners(new TrainingListener() {})
                            .validateOn(rows(2))
                            .fit(rows(1))
                            .epochs());
        }
    }
}
