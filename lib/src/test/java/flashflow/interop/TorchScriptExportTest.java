package flashflow.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.FlashFlowException;
import flashflow.Python;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.flow.Kind;
import flashflow.flow.Noise;
import flashflow.flow.SplineFlow;
import flashflow.preprocessing.Preprocessing;
import flashflow.preprocessing.transforms.Affine;
import flashflow.preprocessing.transforms.Asinh;
import flashflow.preprocessing.transforms.Atan;
import flashflow.preprocessing.transforms.Bounded;
import flashflow.preprocessing.transforms.Circular;
import flashflow.preprocessing.transforms.Clip;
import flashflow.preprocessing.transforms.Collapse;
import flashflow.preprocessing.transforms.Combination;
import flashflow.preprocessing.transforms.Dequantise;
import flashflow.preprocessing.transforms.Discrete;
import flashflow.preprocessing.transforms.Inflated;
import flashflow.preprocessing.transforms.Log;
import flashflow.preprocessing.transforms.Log1p;
import flashflow.preprocessing.transforms.Logit;
import flashflow.preprocessing.transforms.Spike;
import flashflow.toy.ToyMuons;
import flashflow.toy.ToySource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.Table;

class TorchScriptExportTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("a", "b", "flag"), List.of("u", "v", "w", "n"));
    private static final int ROWS = 300;

    @TempDir
    Path folder;

    static Stream<FlowModel> models() {
        var config = FlowConfig.of(4, 3, 3, 8, 2, 5).tailBound(4);
        var chains = Preprocessing.none(LAYOUT)
                .with("a", new Log(0.5), new Affine(-2, 1))
                .with("b", new Atan(3, 0.25))
                .with("u", new Clip(-1, 2.5))
                .with("v", new Log1p())
                .with("w", new Logit(0.01));
        return Stream.of(
                model(config, Preprocessing.none(LAYOUT)),
                model(config, chains.standardised()),
                model(
                        FlowConfig.of(4, 5, 2, 8, 1, 5),
                        chains.oneHot("flag", 0, 1, 2).standardised()),
                model(FlowConfig.of(4, 4, 2, 8, 1, 5), boundedAndCircular().standardised()),
                model(
                        FlowConfig.of(4, 4, 2, 8, 1, 5).contextShift(true).truncatedShift(true),
                        boundedAndCircular().standardised()),
                model(config.linear(false).batchNorm(false), Preprocessing.standardise(LAYOUT)),
                model(config.contextShift(true), chains.standardised()),
                model(config.kind(Kind.AUTOREGRESSIVE), Preprocessing.standardise(LAYOUT)));
    }

    /** b goes round with 8 as its circle, and the targets have bounds. */
    private static Preprocessing boundedAndCircular() {
        return Preprocessing.none(LAYOUT)
                .with("a", new Asinh(0.2, 0.5))
                .sineCosine("b", -4, 4)
                .with("u", Bounded.logit(-1, 2.5))
                .with("v", new Circular(0, 6, 0.7), Bounded.of(0, 6))
                .with("w", Bounded.of(0, 1))
                .with("n", new Asinh(0.5, -1));
    }

    private static float[] withShift(SplineFlow flow) {
        float[] statistics = flow.statistics().toFloatArray();
        for (var entry : flow.layout().statistics()) {
            for (int i = 0; entry.name().startsWith("shift.") && i < entry.size(); i++) {
                statistics[(int) entry.offset() + i] = entry.name().endsWith("lowest") ? -1 : 0.5f + 0.1f * i;
            }
        }
        return statistics;
    }

    /** Weights and statistics far from those that a new flow has. */
    private static FlowModel model(FlowConfig config, Preprocessing preprocessing) {
        var model = FlowModel.of(config, preprocessing, Device.cpu());
        var flow = model.flow();
        float[] parameters = flow.parameters().toFloatArray();
        float[] noise = Noise.normal(3, 0, 1, parameters.length);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += 0.1f * noise[i];
        }
        flow.set(parameters, withShift(flow), flow.permutations().toLongArray());
        model.fitPreprocessing(source());
        return model;
    }

    /** a, b, flag, u, v, w, n; w lies in (0, 1), flag in {0, 1, 2}. */
    private static float[] rows() {
        float[] noise = Noise.normal(1, 0, ROWS, 7);
        for (int r = 0; r < ROWS; r++) {
            noise[7 * r] = Math.abs(noise[7 * r]);
            noise[7 * r + 2] = r % 3;
            noise[7 * r + 3] = Math.max(-1, Math.min(2.5f, noise[7 * r + 3]));
            noise[7 * r + 4] = Math.abs(noise[7 * r + 4]);
            noise[7 * r + 5] = 1 / (1 + (float) Math.exp(noise[7 * r + 5]));
        }
        return noise;
    }

    private static RowSource source() {
        return InMemoryDataset.of(LAYOUT, rows());
    }

    private static float[] columns(int first, int count) {
        float[] all = rows();
        var some = new float[ROWS * count];
        for (int i = 0; i < some.length; i++) {
            some[i] = all[i / count * 7 + first + i % count];
        }
        return some;
    }

    @ParameterizedTest
    @MethodSource("models")
    void theEngineRunsTheFileAndGivesTheSameNumbers(FlowModel model) throws Exception {
        float[] noise = Noise.normal(9, 0, ROWS, 4);
        Path file = folder.resolve("flow.pt");
        TorchScriptExport.write(model, file);
        try (model;
                var exported = open(file);
                var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray y = manager.create(columns(0, 3), new Shape(ROWS, 3));
            NDArray z = manager.create(noise, new Shape(ROWS, 4));
            float[] targets = call(exported, "forward", y, z);
            assertArrayEquals(expectedTargets(model, noise), targets, 1e-4f);
            NDArray x = manager.create(columns(3, 4), new Shape(ROWS, 4));
            float[] logProb = call(exported, "log_prob", x, y);
            double mean = 0;
            for (float one : logProb) {
                mean += one / ROWS;
            }
            assertEquals(-model.nll(source()), mean, 1e-4);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void noRowsGiveNoNumbers(FlowModel model) throws Exception {
        Path file = folder.resolve("flow.pt");
        TorchScriptExport.write(model, file);
        try (model;
                var exported = open(file);
                var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray y = manager.create(new Shape(0, 3));
            NDArray x = manager.create(new Shape(0, 4));
            assertEquals(0, call(exported, "forward", y, x).length);
            assertEquals(0, call(exported, "log_prob", x, y).length);
        }
    }

    /** Brought back into the ranges but not drawn again, like the exported forward. */
    private static float[] expectedTargets(FlowModel model, float[] noise) {
        try (var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            int c = model.flow().config().context();
            var y = new float[ROWS * c];
            model.preprocessing().applyContext(0, ROWS, columns(0, 3), y);
            float[] x = model.flow()
                    .inverse(manager.create(noise, new Shape(ROWS, 4)), manager.create(y, new Shape(ROWS, c)))
                    .get(0)
                    .toFloatArray();
            float[] raw = columns(0, 3);
            model.preprocessing()
                    .inverseTargets(x, ROWS, new boolean[ROWS], new double[0], (row, column) -> raw[row * 3 + column]);
            return x;
        }
    }

    private static Model open(Path file) throws IOException, MalformedModelException {
        var model = Model.newInstance("flow", Device.cpu(), "PyTorch");
        model.load(file);
        return model;
    }

    private static float[] call(Model exported, String method, NDArray... arguments) {
        return result(exported, method, arguments).toFloatArray();
    }

    private static NDArray result(Model exported, String method, NDArray... arguments) {
        var list = new NDList(arguments);
        var name = arguments[0].getManager().create(0f);
        name.setName("module_method:" + method);
        list.add(name);
        return exported.getBlock()
                .forward(new ai.djl.training.ParameterStore(), list, false)
                .singletonOrThrow();
    }

    /** Context and targets of which float32 loses what they are about go in and come out as float64, or not at all. */
    @Test
    void columnsFarFromZeroNeedFloat64() throws Exception {
        var layout = new ColumnLayout(List.of("a"), List.of("u", "v"));
        double[] times =
                new java.util.Random(1).doubles(ROWS).map(u -> 1.5e9 + u).toArray();
        var table = Table.create(
                DoubleColumn.create("a", times),
                DoubleColumn.create("u", times),
                FloatColumn.create("v", columns(3, 1)));
        Path file = folder.resolve("far.pt");
        float[] noise = Noise.normal(9, 0, ROWS, 2);
        try (var model =
                        FlowModel.of(FlowConfig.of(2, 1, 2, 8, 1, 5), Preprocessing.standardise(layout), Device.cpu());
                var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            model.fitPreprocessing(InMemoryDataset.of(layout, table));
            TorchScriptExport.write(model, file);
            try (var exported = open(file)) {
                NDArray y = manager.create(times, new Shape(ROWS, 1));
                NDArray z = manager.create(noise, new Shape(ROWS, 2));
                double[] targets = result(exported, "forward", y, z).toDoubleArray();
                double[] us = IntStream.range(0, ROWS)
                        .mapToDouble(i -> targets[2 * i])
                        .toArray();
                assertTrue(Arrays.stream(us).distinct().count() > ROWS / 2, "rounded to float32");
                assertEquals(1.5e9 + 0.5, Arrays.stream(us).average().orElseThrow(), 0.2);
                var x = manager.create(
                        IntStream.range(0, 2 * ROWS)
                                .mapToDouble(i -> table.numberColumn(1 + i % 2).getDouble(i / 2))
                                .toArray(),
                        new Shape(ROWS, 2));
                float[] logProb = call(exported, "log_prob", x, y);
                double mean = IntStream.range(0, ROWS)
                        .mapToDouble(i -> logProb[i])
                        .average()
                        .orElseThrow();
                assertEquals(-model.nll(InMemoryDataset.of(layout, table)), mean, 1e-4);
                NDArray rounded = y.toType(ai.djl.ndarray.types.DataType.FLOAT32, false);
                assertThrows(EngineException.class, () -> call(exported, "forward", rounded, z));
                NDArray roundedTargets = x.toType(ai.djl.ndarray.types.DataType.FLOAT32, false);
                assertThrows(EngineException.class, () -> call(exported, "log_prob", roundedTargets, y));
            }
        }
    }

    @Test
    void everyTransformComesBackAsInJava() throws Exception {
        var preprocessing = Preprocessing.none(LAYOUT)
                .with("u", Dequantise.gaussian(0.1, -1, 0, 0.5, 2))
                .with("v", new Spike(-1, -2, 0.5, -1.5), Dequantise.uniform(1))
                .with("w", Collapse.below(0.3, -0.1))
                .with("n", new Atan(2, 1), new Affine(0.5, 0.25));
        comesBackAsInJava(preprocessing);
        comesBackAsInJava(Preprocessing.none(LAYOUT)
                .with("u", Discrete.of(new double[] {-1, 0, 0.5, 2}, new long[] {2, 5, 1, 3}))
                .with("v", new Circular(0, 360, 30), new Affine(0.01, -1.8))
                .with("w", new Inflated(-0.5, 1.5, 0.1, 0.3), Bounded.of(0, 1))
                .with("n", Bounded.of(-10, 12), new Affine(0.5, 0.25)));
        comesBackAsInJava(Preprocessing.none(LAYOUT)
                .with("u", new Atan(2, 1), new Affine(0.5, 0.25))
                .with("w", new Combination(List.of("u", "v"), List.of(0.1, -2.0), 0.5), Dequantise.gaussian(1, 0))
                .with("n", new Combination(List.of("a", "w"), List.of(3.0, 1.0), 0), Dequantise.gaussian(1, 0)));
    }

    @Test
    void whatFollowsIsNothingForTheFlow() throws Exception {
        Path file = folder.resolve("flow.pt");
        var preprocessing =
                Preprocessing.none(LAYOUT).with("n", new Combination(List.of("a", "v"), List.of(3.0, -0.5), 0.1));
        float[] rows = rows();
        for (int row = 0; row < ROWS; row += 2) {
            rows[7 * row + 6] = 3 * rows[7 * row] - 0.5f * rows[7 * row + 4] + 0.1f;
        }
        float[] expected = new float[7 * ROWS];
        preprocessing.apply(0, ROWS, rows, expected);
        try (var model = FlowModel.of(FlowConfig.of(4, 3, 2, 8, 1, 5), preprocessing, Device.cpu());
                var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            TorchScriptExport.write(model, file);
            try (var exported = open(file)) {
                NDArray all = manager.create(rows, new Shape(ROWS, 7));
                float[] inner = call(exported, "targets_in", all.get(":, 3:"), all.get(":, :3"));
                for (int row = 0; row < ROWS; row++) {
                    assertEquals(row % 2 == 0, inner[4 * row + 3] == 0);
                    assertEquals(expected[7 * row + 6], inner[4 * row + 3], 1e-5 * Math.abs(expected[7 * row + 6]));
                }
            }
        }
    }

    private void comesBackAsInJava(Preprocessing preprocessing) throws Exception {
        Path file = folder.resolve("flow.pt");
        float[] noise = Noise.normal(9, 0, ROWS, 4);
        try (var model = model(FlowConfig.of(4, 3, 2, 8, 1, 5), preprocessing);
                var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            TorchScriptExport.write(model, file);
            try (var exported = open(file)) {
                NDArray y = manager.create(columns(0, 3), new Shape(ROWS, 3));
                NDArray all = manager.create(noise, new Shape(ROWS, 4));
                assertThrowsOf(
                        "forward: NaN, infinity or noise without an image", () -> call(exported, "forward", y, all));
                removeWhatHasNoImage(model, noise);
                float[] targets = call(exported, "forward", y, manager.create(noise, new Shape(ROWS, 4)));
                assertArrayEquals(expectedTargets(model, noise), targets, 1e-4f);
            }
        }
    }

    /** In the module there is no noise: the middle of its stretch stands for a value. */
    @Test
    void countedContextGoesInAtTheMiddleOfItsNoise() throws Exception {
        var flags = Discrete.of(new double[] {0, 1, 2}, new long[] {1, 2, 1});
        Path file = folder.resolve("flow.pt");
        try (var model = model(
                        FlowConfig.of(4, 3, 2, 8, 1, 5),
                        Preprocessing.none(LAYOUT).with("flag", flags));
                var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            TorchScriptExport.write(model, file);
            try (var exported = open(file)) {
                float[] inner = call(exported, "context_in", manager.create(columns(0, 3), new Shape(ROWS, 3)));
                for (int r = 0; r < ROWS; r++) {
                    assertEquals(flags.middles()[r % 3], inner[3 * r + 2], 1e-6);
                }
            }
        }
    }

    /** Zero noise, which lies in the middle of every range, for the rows that Java cannot transform back. */
    private static void removeWhatHasNoImage(FlowModel model, float[] noise) {
        float[] targets = expectedTargets(model, noise);
        for (int i = 0; i < targets.length; i++) {
            if (!Float.isFinite(targets[i])) {
                Arrays.fill(noise, i / 4 * 4, i / 4 * 4 + 4, 0);
            }
        }
    }

    private static void assertThrowsOf(String said, Executable call) {
        var refusal = assertThrows(EngineException.class, call);
        assertTrue(refusal.getMessage().contains(said), refusal.getMessage());
    }

    @Test
    void noiseAndTargetsThatGiveNoNumbersAreRefused() throws Exception {
        Path file = folder.resolve("flow.pt");
        var preprocessing = Preprocessing.none(LAYOUT).with("u", Dequantise.gaussian(0.1, -1, 0, 0.5, 2));
        try (var model = model(FlowConfig.of(4, 3, 2, 8, 1, 5), preprocessing);
                var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            TorchScriptExport.write(model, file);
            try (var exported = open(file)) {
                NDArray y = manager.create(columns(0, 3), new Shape(ROWS, 3));
                NDArray two = manager.zeros(new Shape(2, 4));
                for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
                    for (int at = 0; at < 4; at++) {
                        float[] noise = Noise.normal(9, 0, ROWS, 4);
                        noise[4 * 7 + at] = bad;
                        NDArray z = manager.create(noise, new Shape(ROWS, 4));
                        assertThrowsOf("noise without an image", () -> call(exported, "forward", y, z));
                        assertThrowsOf("targets_in: NaN, infinity", () -> call(exported, "log_prob", z, y));
                    }
                }
                assertThrowsOf("different numbers of rows", () -> call(exported, "forward", y, two));
                assertThrowsOf("different numbers of rows", () -> call(exported, "log_prob", two, y));
                NDArray far = manager.full(new Shape(ROWS, 4), 3e38f);
                assertThrowsOf("log_prob: NaN, infinity", () -> call(exported, "log_prob", far, y));
            }
        }
    }

    @Test
    void rowsOutOfRangeAreDrawnAgainAndNansAreRefused() throws Exception {
        Path file = folder.resolve("flow.pt");
        var preprocessing = Preprocessing.none(LAYOUT).with("u", new Clip(-0.5, Double.POSITIVE_INFINITY));
        try (var model = model(FlowConfig.of(4, 3, 2, 8, 1, 5), preprocessing);
                var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            TorchScriptExport.write(model, file);
            try (var exported = open(file)) {
                NDArray y = manager.create(columns(0, 3), new Shape(ROWS, 3));
                manager.getEngine().setRandomSeed(3);
                float[] sample = call(exported, "sample", y);
                long atTheEnd = java.util.stream.IntStream.range(0, ROWS)
                        .filter(row -> sample[4 * row] <= -0.5f)
                        .count();
                assertEquals(0, atTheEnd);
                float[] bad = columns(0, 3);
                bad[4] = Float.NaN;
                NDArray holed = manager.create(bad, new Shape(ROWS, 3));
                var refusal = assertThrows(EngineException.class, () -> call(exported, "sample", holed));
                assertTrue(refusal.getMessage().contains("context_in: NaN"), refusal.getMessage());
            }
        }
    }

    @Test
    void aPreprocessingWithoutDataIsRefused() {
        Path file = folder.resolve("flow.pt");
        try (var model =
                FlowModel.of(FlowConfig.of(4, 3, 1, 4, 1, 4), Preprocessing.standardise(LAYOUT), Device.cpu())) {
            var refusal = assertThrows(FlashFlowException.class, () -> TorchScriptExport.write(model, file));
            assertTrue(refusal.getMessage().contains("train the model before"), refusal.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void pythonRunsItWithTorchAlone(Kind kind) {
        Python.assumed();
        Path file = folder.resolve("muons.ts");
        var source = new ToySource(new ToyMuons(), 4, 500, true);
        try (var model = FlowModel.of(
                FlowConfig.muonsSmall().kind(kind).hidden(16),
                Preprocessing.muons().standardised())) {
            model.fitPreprocessing(source);
            TorchScriptExport.write(model, file);
            int c = model.layout().context().size();
            int width = model.layout().width();
            var rows = new float[5 * width];
            source.read(0, 5, rows, 0);
            var context = new float[5 * c];
            for (int r = 0; r < 5; r++) {
                System.arraycopy(rows, r * width, context, r * c, c);
            }
            String said = Python.run(RUN, file, Arrays.toString(context));
            double[] theirs = Arrays.stream(said.split("\\s+"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            var ours = new float[5 * 22];
            try (var manager = model.flow().newManager()) {
                var y = new float[5 * c];
                model.preprocessing().applyContext(0, 5, context, y);
                float[] x = model.flow()
                        .inverse(manager.zeros(new Shape(5, 22)), manager.create(y, new Shape(5, c)))
                        .get(0)
                        .toFloatArray();
                model.preprocessing().inverseTargets(x, 5);
                System.arraycopy(x, 0, ours, 0, ours.length);
            }
            for (int i = 0; i < ours.length; i++) {
                assertEquals(ours[i], theirs[i], 1e-4 * Math.max(1, Math.abs(ours[i])));
            }
        }
    }

    private static final String RUN =
            """
            import json, sys, torch
            model = torch.jit.load(sys.argv[1]).eval()
            assert len(model.target_columns()) == 22 and model.target_columns()[0] == "MMuon_etaMinusGen"
            y = torch.tensor(json.loads(sys.argv[2])).view(5, len(model.context_columns()))
            x = model(y, torch.zeros(5, 22))
            assert model.sample(y).shape == (5, 22) and torch.isfinite(model.log_prob(x, y)).all()
            assert torch.allclose(model.double()(y.double(), torch.zeros(5, 22)).float(), x, rtol=1e-3, atol=1e-3)
            print(*x.flatten().tolist())
            """;
}
