package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.preprocessing.Preprocessing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Targets without a density: what is generated for them, and where their NLL ends. */
class ConstantTargetTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("y"), List.of("x", "same", "flag"));

    private static InMemoryDataset rows(int count) {
        float[] tiny = Tiny.values(1, count);
        float[] rows = new float[4 * count];
        for (int i = 0; i < count; i++) {
            rows[4 * i] = tiny[3 * i];
            rows[4 * i + 1] = tiny[3 * i + 1];
            rows[4 * i + 2] = 0.3f;
            rows[4 * i + 3] = i % 2;
        }
        return InMemoryDataset.of(LAYOUT, rows);
    }

    @Test
    void comeBackExactlyAndKeepTheNllFromFalling() {
        var train = rows(2048);
        for (var preprocessing : List.of(Preprocessing.standardise(LAYOUT), Preprocessing.none(LAYOUT))) {
            try (var model = FlowModel.of(FlowConfig.of(3, 1, 2, 16, 1, 8).tailBound(4), preprocessing, Device.cpu())) {
                Training.of(model)
                        .batchSize(256)
                        .epochs(5)
                        .listeners(new TrainingListener() {})
                        .fit(train);
                assertTrue(model.nll(train) > 0, "NLL " + model.nll(train));
                var sample = model.generate(train.context(), 3);
                for (int i = 0; i < sample.rowCount(); i++) {
                    assertEquals(0.3f, sample.floatColumn("same").getFloat(i));
                    assertEquals(0.5f, Math.abs(sample.floatColumn("flag").getFloat(i) - 0.5f));
                }
                assertTrue(model.preprocessing().warnings().get(0).contains("'same' is constant"));
            }
        }
    }
}
