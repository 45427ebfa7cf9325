package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.Device;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.flow.FlowModel;
import flashflow.preprocessing.Preprocessing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The column of weights is any column of the rows, with a model and its preprocessing too. */
class WeightColumnTest {
    private static final int ROWS = 1024;

    @Test
    void needsToBeNoColumnOfTheFlow() {
        assertEquals(validationNll(1), validationNll(2), 1e-6);
        assertNotEquals(validationNll(1), validationNll(-1), 1e-3);
    }

    /** @param kind a constant weight, or -1 for one of 0 or 1 by the sign of a target */
    private static double validationNll(int kind) {
        var rows = rows(kind);
        try (var model = FlowModel.of(Tiny.config(), Preprocessing.standardise(Tiny.LAYOUT), Device.cpu())) {
            var run = Training.of(model)
                    .batchSize(256)
                    .epochs(3)
                    .weights("w")
                    .validateOn(rows)
                    .listeners(new TrainingListener() {})
                    .fit(rows);
            return run.bestNll();
        }
    }

    private static InMemoryDataset rows(int kind) {
        var targets = new ArrayList<>(List.of("w"));
        targets.addAll(Tiny.LAYOUT.targets());
        float[] tiny = Tiny.values(1, ROWS);
        float[] rows = new float[4 * ROWS];
        for (int i = 0; i < ROWS; i++) {
            rows[4 * i] = tiny[3 * i];
            rows[4 * i + 1] = kind > 0 ? kind : tiny[3 * i + 1] > 0 ? 1 : 0;
            System.arraycopy(tiny, 3 * i + 1, rows, 4 * i + 2, 2);
        }
        return InMemoryDataset.of(new ColumnLayout(Tiny.LAYOUT.context(), targets), rows);
    }
}
