package flashflow.generation;

import ai.djl.Device;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowTables;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.flow.Noise;
import flashflow.preprocessing.Preprocessing;
import flashflow.preprocessing.transforms.Clip;
import flashflow.preprocessing.transforms.Dequantise;
import flashflow.preprocessing.transforms.Log;
import java.util.List;
import tech.tablesaw.api.Table;

/** A small model whose flow bends, whose first target is often outside its clip, and whose last one is an id. */
public final class SmallModel {
    public static final ColumnLayout LAYOUT = new ColumnLayout(List.of("pt", "eta"), List.of("a", "b", "id"));

    private SmallModel() {}

    public static FlowModel model() {
        return model(preprocessing());
    }

    static Preprocessing preprocessing() {
        return Preprocessing.none(LAYOUT)
                .with("pt", new Log(0))
                .with("a", new Clip(-1, 1))
                .within("b", -2, 2)
                .with("id", Dequantise.gaussian(0.1, 0, 1))
                .fit(InMemoryDataset.of(LAYOUT, rows(5000)));
    }

    static FlowModel model(Preprocessing preprocessing) {
        var model = FlowModel.of(FlowConfig.of(3, 2, 2, 16, 1, 8).tailBound(3), preprocessing, Device.cpu());
        var flow = model.flow();
        float[] parameters = flow.parameters().toFloatArray();
        float[] noise = Noise.normal(5, 0, 1, parameters.length);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += 0.1f * noise[i];
        }
        flow.set(
                parameters,
                flow.statistics().toFloatArray(),
                flow.permutations().toLongArray());
        return model;
    }

    /** Context with pt in [20, 120] and eta in [-2, 2], and targets near 0. */
    public static float[] rows(int count) {
        float[] rows = Noise.normal(9, 0, count, 5);
        for (int i = 0; i < count; i++) {
            rows[5 * i] = 20 + 100 * i / (float) Math.max(1, count - 1);
            rows[5 * i + 1] = (float) (2 * Math.sin(i));
            rows[5 * i + 4] = i % 2;
        }
        return rows;
    }

    public static Table context(int count) {
        return RowTables.table(LAYOUT.columns(), rows(count), count).selectColumns("pt", "eta");
    }
}
