package flashflow.flow;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowTables;
import flashflow.preprocessing.Preprocessing;
import flashflow.preprocessing.transforms.Affine;
import flashflow.preprocessing.transforms.Atan;
import flashflow.preprocessing.transforms.Clip;
import flashflow.preprocessing.transforms.Collapse;
import flashflow.preprocessing.transforms.Dequantise;
import flashflow.preprocessing.transforms.Log;
import flashflow.preprocessing.transforms.Log1p;
import flashflow.preprocessing.transforms.Logit;
import flashflow.preprocessing.transforms.Spike;
import flashflow.storage.Safetensors;
import java.nio.file.Path;
import java.util.List;

/**
 * Wrote the model files of src/test/resources/flow/golden, one folder for each version of the format, beside each what the model
 * gave then. They are never written again: a later version of the format adds a folder of its own.
 */
final class GoldenModels {
    static final long SEED = 42;
    private static final int ROWS = 60;
    private static final ColumnLayout LAYOUT = new ColumnLayout(
            List.of("energy", "angle", "tag", "flag"), List.of("u", "v", "w", "id", "count", "iso", "score"));

    private GoldenModels() {}

    /** Argument: the folder of the version. */
    public static void main(String[] folder) {
        var coupling = FlowConfig.of(7, 6, 3, 12, 2, 6).tailBound(4).seed(3);
        write(coupling, Path.of(folder[0], "coupling"));
        write(
                coupling.kind(Kind.AUTOREGRESSIVE).activation(Activation.ELU).batchNorm(false),
                Path.of(folder[0], "autoregressive"));
    }

    /** Every kind of transform, one-hot columns and a range. */
    private static Preprocessing preprocessing() {
        return Preprocessing.none(LAYOUT)
                .with("energy", new Log(0.5), new Affine(-2, 1))
                .with("angle", new Atan(3, 0.25))
                .with("tag", new Collapse(0, -0.1, "tag"))
                .oneHot("flag", 0, 1, 2)
                .with("u", new Clip(-1, 2.5))
                .with("v", new Log1p())
                .within("v", 0, 50)
                .with("w", new Logit(0.01))
                .with("id", Dequantise.gaussian(0.1, 0, 4, 6))
                .with("count", Dequantise.uniform(1))
                .with("iso", new Log(1e-3), new Spike(-6, -6.9, 0.5, Math.log(1e-3)))
                .with("score", Collapse.below(0, -0.1))
                .seed(11)
                .standardised();
    }

    private static float[] rows(int count) {
        float[] rows = Noise.normal(1, 0, count, 11);
        for (int r = 0, at = 0; r < count; r++, at += 11) {
            rows[at] = Math.abs(rows[at]);
            rows[at + 3] = r % 3;
            rows[at + 5] = Math.abs(rows[at + 5]);
            rows[at + 6] = 1 / (1 + (float) Math.exp(rows[at + 6]));
            rows[at + 7] = new float[] {0, 4, 6}[r * 7 % 3];
            rows[at + 8] = Math.round(5 + 2 * rows[at + 8]);
            rows[at + 9] = rows[at + 9] < 0 ? 0 : rows[at + 9];
        }
        return rows;
    }

    private static void write(FlowConfig config, Path stem) {
        try (var model = FlowModel.of(config, preprocessing(), Device.cpu())) {
            model.fitPreprocessing(InMemoryDataset.of(LAYOUT, rows(2000)));
            spread(model.flow());
            model.save(stem.resolveSibling(stem.getFileName() + ".flow"));
            float[] raw = rows(ROWS);
            float[] inner = inner(model, raw);
            Safetensors.writer()
                    .add("rows", raw, ROWS, 11)
                    .add("inner", inner, ROWS, 13)
                    .add("logProb", logProb(model, inner), ROWS)
                    .add("sample", sample(model, raw), ROWS, 7)
                    .write(stem.resolveSibling(stem.getFileName() + ".expected"));
        }
    }

    /** Weights and statistics far from those that a new flow has. */
    private static void spread(SplineFlow flow) {
        float[] parameters = flow.parameters().toFloatArray();
        float[] statistics = flow.statistics().toFloatArray();
        float[] noise = Noise.normal(3, 0, 1, parameters.length + statistics.length);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += 0.1f * noise[i];
        }
        for (int i = 0; i < statistics.length; i++) {
            statistics[i] += 0.3f * Math.abs(noise[parameters.length + i]);
        }
        flow.set(parameters, statistics, flow.permutations().toLongArray());
    }

    /** What the flow sees of these rows. */
    static float[] inner(FlowModel model, float[] raw) {
        int count = raw.length / model.layout().width();
        var inner = new float[count * model.preprocessing().outputLayout().width()];
        model.preprocessing().apply(0, count, raw, inner);
        return inner;
    }

    /** Of each row. */
    static float[] logProb(FlowModel model, float[] inner) {
        int width = model.preprocessing().outputLayout().width();
        int context = model.flow().config().context();
        try (var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            var all = manager.create(inner, new Shape(inner.length / width, width));
            return model.flow()
                    .logProb(all.get(":, " + context + ":"), all.get(":, :" + context))
                    .toFloatArray();
        }
    }

    /** Targets for the context of these rows. */
    static float[] sample(FlowModel model, float[] raw) {
        var columns = model.layout().columns();
        var table = RowTables.table(columns, raw, raw.length / columns.size());
        return RowTables.rows(model.generate(table, SEED), model.layout().targets());
    }
}
