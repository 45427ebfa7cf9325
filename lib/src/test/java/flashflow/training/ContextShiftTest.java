package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.flow.Kind;
import flashflow.flow.SplineFlow;
import flashflow.preprocessing.Preprocessing;
import flashflow.preprocessing.transforms.Bounded;
import flashflow.random.RandomStream;
import flashflow.storage.Safetensors;
import flashflow.training.schedule.Constant;
import flashflow.training.schedule.CosineAnnealing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.Table;

class ContextShiftTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("a", "b", "same", "twice"), List.of("u", "v"));

    @TempDir
    Path folder;

    /** u = a + noise e0, v = a - b + noise e1; "same" is constant and "twice" 2 a. */
    private static InMemoryDataset gaussian(long seed, int count, double noise) {
        var random = RandomStream.of(seed);
        float[] rows = new float[6 * count];
        for (int i = 0; i < count; i++) {
            double a = random.gaussian();
            double b = random.gaussian();
            double u = a + noise * random.gaussian();
            double v = a - b + noise * random.gaussian();
            float[] row = {(float) a, (float) b, 3, (float) (2 * a), (float) u, (float) v};
            System.arraycopy(row, 0, rows, 6 * i, 6);
        }
        return InMemoryDataset.of(LAYOUT, rows);
    }

    private static FlowConfig config(boolean shift) {
        return FlowConfig.of(2, 4, 2, 16, 1, 6).tailBound(4).batchNorm(false).contextShift(shift);
    }

    private static Training training(FlowModel model) {
        return Training.of(model)
                .batchSize(64)
                .schedule(CosineAnnealing.from(1e-3))
                .listeners(new TrainingListener() {});
    }

    private static FlowModel model(FlowConfig config) {
        return FlowModel.of(config, Preprocessing.standardise(LAYOUT), Device.cpu());
    }

    private static double nll(FlowConfig config, InMemoryDataset train, InMemoryDataset test) {
        try (var model = model(config)) {
            training(model).epochs(10).fit(train);
            return model.rawNll(test);
        }
    }

    @ParameterizedTest
    @CsvSource({"COUPLING, 0.6", "COUPLING, 0.05", "AUTOREGRESSIVE, 0.6", "AUTOREGRESSIVE, 0.05"})
    void aLinearDependenceIsThereAtOnce(Kind kind, double noise) {
        var train = gaussian(1, 500, noise);
        var test = gaussian(2, 2000, noise);
        double optimum = Math.log(2 * Math.PI * Math.E) + 2 * Math.log(noise);
        double with = nll(config(true).kind(kind), train, test);
        double without = nll(config(false).kind(kind), train, test);
        assertTrue(with < optimum + 0.4, with + " nats, optimum " + optimum + ", without " + without);
        assertTrue(with < without - 0.5, with + " nats, without " + without);
    }

    /** Drawn evenly from (-1, 1) x (0, 5), measured with gaussian errors: the truncated law is the posterior, and the optimum is known. */
    @ParameterizedTest
    @CsvSource({"COUPLING, 0.6", "COUPLING, 0.1", "AUTOREGRESSIVE, 0.6"})
    void aMeasuredUniformPriorIsThereAtOnce(Kind kind, double error) {
        var train = measured(1, 500, error);
        var test = measured(2, 2000, error);
        double truncated =
                boundedNll(config(true).kind(kind).truncatedShift(true).identityStart(true), train, test);
        double linear = boundedNll(config(true).kind(kind).identityStart(true), train, test);
        double optimum = measuredOptimum(test, error);
        assertTrue(truncated < optimum + 0.15, truncated + " nats, optimum " + optimum + ", linear " + linear);
        assertTrue(truncated < linear - (error < 0.5 ? 0.1 : 0), truncated + " nats, linear " + linear);
    }

    private static double boundedNll(FlowConfig config, InMemoryDataset train, InMemoryDataset test) {
        try (var model = FlowModel.of(config, bounded(), Device.cpu())) {
            training(model).epochs(5).fit(train);
            double sum = 0;
            for (double nats : model.logProb(test)) {
                sum -= nats;
            }
            return sum / test.rowCount();
        }
    }

    private static Preprocessing bounded() {
        return Preprocessing.none(LAYOUT)
                .with("u", Bounded.of(-1, 1))
                .with("v", Bounded.of(0, 5))
                .standardised();
    }

    private static InMemoryDataset measured(long seed, int count, double error) {
        var random = RandomStream.of(seed);
        float[] rows = new float[6 * count];
        for (int i = 0; i < count; i++) {
            double u = random.uniform(-1, 1);
            double v = random.uniform(0, 5);
            double a = u + error * random.gaussian();
            double b = 3 + 2 * v + 5 * error * random.gaussian();
            float[] row = {(float) a, (float) b, 3, (float) (2 * a), (float) u, (float) v};
            System.arraycopy(row, 0, rows, 6 * i, 6);
        }
        return InMemoryDataset.of(LAYOUT, rows);
    }

    private static double measuredOptimum(InMemoryDataset rows, double error) {
        var normal = new NormalDistribution();
        float[] row = new float[6];
        double sum = 0;
        for (int i = 0; i < rows.rowCount(); i++) {
            rows.read(i, 1, row, 0);
            double[][] laws = {{row[0], error, -1, 1, row[4]}, {(row[1] - 3) / 2, 2.5 * error, 0, 5, row[5]}};
            for (double[] law : laws) {
                double mass = normal.probability((law[2] - law[0]) / law[1], (law[3] - law[0]) / law[1]);
                sum -= normal.logDensity((law[4] - law[0]) / law[1]) - Math.log(law[1] * mass);
            }
        }
        return sum / rows.rowCount();
    }

    @Test
    void oneOfTruncatedLawsIsSavedAsItIs() {
        var file = folder.resolve("m.flow");
        var test = measured(2, 300, 0.5);
        try (var model = FlowModel.of(config(true).truncatedShift(true), bounded(), Device.cpu())) {
            training(model).epochs(1).fit(measured(1, 500, 0.5));
            model.save(file);
            try (var opened = FlowModel.load(file, Device.cpu())) {
                assertArrayEquals(model.logProb(test), opened.logProb(test));
                var context = context(test);
                assertEquals(
                        model.generate(context, 4).toString(),
                        opened.generate(context, 4).toString());
            }
        }
        try (var tensors = Safetensors.open(file)) {
            assertEquals("4", tensors.metadata().get("flashflow.format"));
            assertTrue(tensors.floats("flow.shift.spread")[0] > 0);
        }
    }

    @Test
    void savedAndOpenedItIsTheSame() throws IOException {
        var file = folder.resolve("m.flow");
        var test = gaussian(2, 300, 0.5);
        try (var model = model(config(true))) {
            training(model).epochs(1).fit(gaussian(1, 500, 0.5));
            model.save(file);
            try (var opened = FlowModel.load(file, Device.cpu())) {
                assertEquals(model.hash(), opened.hash());
                assertArrayEquals(model.logProb(test), opened.logProb(test));
                opened.save(folder.resolve("again.flow"));
                assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(folder.resolve("again.flow")));
            }
        }
        try (var tensors = Safetensors.open(file)) {
            assertEquals("3", tensors.metadata().get("flashflow.format"));
            assertEquals(8, tensors.floats("flow.shift.weight").length);
        }
    }

    @Test
    void filesOfOtherFlowsDoNotMentionIt() {
        for (FlowConfig config : List.of(config(false), Tiny.config())) {
            var layout = config.context() == 1 ? Tiny.LAYOUT : LAYOUT;
            try (var model = FlowModel.of(config, Preprocessing.none(layout), Device.cpu())) {
                model.save(folder.resolve("m.flow"));
            }
            try (var tensors = Safetensors.open(folder.resolve("m.flow"))) {
                assertEquals("1", tensors.metadata().get("flashflow.format"));
                assertFalse(tensors.metadata().get("flashflow.config").contains("Shift"));
            }
        }
    }

    @Test
    void aFileFromBeforeIsWrittenBackAsItWas() {
        var before = Path.of("../data/jets.flow");
        var again = folder.resolve("jets.flow");
        try (var model = FlowModel.load(before, Device.cpu())) {
            assertFalse(model.flow().config().contextShift());
            model.save(again);
        }
        try (var old = Safetensors.open(before);
                var written = Safetensors.open(again)) {
            assertEquals(
                    old.metadata().get("flashflow.config"), written.metadata().get("flashflow.config"));
            assertEquals(old.names(), written.names());
        }
    }

    @Test
    void itIsFittedOnce() {
        try (var model = model(config(true))) {
            training(model).epochs(1).fit(gaussian(1, 500, 0.5));
            float[] first = shift(model.flow());
            training(model).epochs(2).seed(5).fit(gaussian(3, 700, 2));
            assertArrayEquals(first, shift(model.flow()));
            assertTrue(first[10] > 0.4 && first[10] < 0.5, "deviation " + first[10]);
        }
    }

    @Test
    void whereNothingWasFoundNothingIsLookedForAgain() {
        try (var model = model(config(true))) {
            training(model).epochs(1).fit(gaussian(1, 500, 30));
            float[] first = shift(model.flow());
            assertArrayEquals(new float[10], Arrays.copyOf(first, 10));
            assertArrayEquals(new float[] {1, 1}, Arrays.copyOfRange(first, 10, 12));
            training(model).epochs(1).seed(5).fit(gaussian(3, 700, 0.1));
            assertArrayEquals(first, shift(model.flow()));
        }
    }

    /** Weight (2 x 4), bias, deviation, lowest, highest: the last values of the statistics. */
    private static float[] shift(SplineFlow flow) {
        float[] all = flow.statistics().toFloatArray();
        return Arrays.copyOfRange(all, all.length - 16, all.length);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aResumedTrainingIsThatWithoutAStop(boolean batchNorm) {
        var rows = gaussian(1, 500, 0.5);
        var config = config(true).batchNorm(batchNorm);
        String whole;
        try (var model = model(config)) {
            settings(model, 4).fit(rows);
            whole = Tiny.hash(model.flow());
        }
        try (var model = model(config)) {
            settings(model, 2).checkpoints(folder).fit(rows);
        }
        var resumed = Training.resume(folder, Device.cpu())
                .epochs(4)
                .validateOn(gaussian(9, 200, 0.5))
                .listeners(new TrainingListener() {});
        try (var flow = resumed.flow()) {
            resumed.fit(rows);
            assertEquals(whole, Tiny.hash(flow));
        }
    }

    private static Training settings(FlowModel model, int epochs) {
        return training(model)
                .epochs(epochs)
                .averageWeights(0.99)
                .schedule(Constant.of(1e-3))
                .keepBest()
                .validateOn(gaussian(9, 200, 0.5));
    }

    @Test
    void withoutContextItHasNoEffect() {
        var layout = new ColumnLayout(List.of(), List.of("u", "v"));
        var config = FlowConfig.of(2, 0, 2, 8, 1, 4);
        try (var with = FlowModel.of(config.contextShift(true), Preprocessing.none(layout), Device.cpu());
                var without = FlowModel.of(config, Preprocessing.none(layout), Device.cpu())) {
            assertEquals(without.hash(), with.hash());
            assertEquals(
                    without.generate(10, 3).toString(), with.generate(10, 3).toString());
        }
    }

    /** Block sizes and folds, as for any other flow. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aSampleDoesNotDependOnItsNeighbours(boolean truncated) {
        var rows = truncated ? measured(1, 500, 0.5) : gaussian(1, 500, 0.5);
        var preprocessing = truncated ? bounded() : Preprocessing.standardise(LAYOUT);
        try (var model = FlowModel.of(config(true).truncatedShift(truncated), preprocessing, Device.cpu())) {
            training(model).epochs(1).fit(rows);
            var table = context(gaussian(4, 1500, 0.5));
            var all = model.generate(table, 7);
            var few = model.generate(table.first(20), 7);
            var folds = model.oversample(table.first(20), 3, 7);
            for (int r = 0; r < 20; r++) {
                assertEquals(
                        all.floatColumn("u").getFloat(r), few.floatColumn("u").getFloat(r));
                assertEquals(
                        few.floatColumn("v").getFloat(r), folds.floatColumn("v").getFloat(3 * r));
            }
        }
    }

    private static Table context(InMemoryDataset rows) {
        int count = Math.toIntExact(rows.rowCount());
        var table = Table.create("context");
        float[] values = new float[6 * count];
        rows.read(0, count, values, 0);
        for (int c = 0; c < 4; c++) {
            var column = FloatColumn.create(LAYOUT.context().get(c), count);
            for (int r = 0; r < count; r++) {
                column.set(r, values[6 * r + c]);
            }
            table.addColumns(column);
        }
        return table;
    }
}
