package flashflow.categorical;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.data.RowTables;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.preprocessing.Preprocessing;
import flashflow.preprocessing.transforms.Log;
import flashflow.training.Training;
import flashflow.training.TrainingListener;
import flashflow.training.schedule.CosineAnnealing;
import flashflow.training.schedule.WarmRestarts;
import flashflow.validation.probabilities.EfficiencyComparison;
import flashflow.validation.probabilities.ProbabilityCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class CategoricalModelTest {
    @TempDir
    Path folder;

    private static CategoricalModel small(ColumnLayout layout, int classes) {
        return small(layout, classes, 16);
    }

    private static CategoricalModel small(ColumnLayout layout, int classes, int hidden) {
        var config = CategoricalConfig.of(classes, layout.context().size()).hidden(hidden);
        return CategoricalModel.of(config, Preprocessing.standardise(layout), Device.cpu());
    }

    private static Training training(CategoricalModel model) {
        return Training.of(model)
                .batchSize(256)
                .keepLastBatch()
                .schedule(CosineAnnealing.from(5e-3))
                .listeners(new TrainingListener() {});
    }

    private static Table table(float[] rows) {
        return RowTables.table(Efficiency.LAYOUT.columns(), rows, rows.length / 3);
    }

    private static InMemoryDataset column(ColumnLayout layout, float... values) {
        return InMemoryDataset.of(layout, values);
    }

    @Test
    void aKnownEfficiencyIsLearned() {
        var preprocessing =
                Preprocessing.none(Efficiency.LAYOUT).with("pt", new Log(0)).standardised();
        try (var model = CategoricalModel.of(CategoricalConfig.of(2, 2).hidden(32), preprocessing, Device.cpu())) {
            training(model).epochs(8).fit(Efficiency.rows(1, 20_000));
            float[] other = Efficiency.values(2, 20_000);
            double nll = model.nll(InMemoryDataset.of(Efficiency.LAYOUT, other));
            assertEquals(Efficiency.optimum(other), nll, 0.004);
            double[] p = model.probability(table(other), 1).asDoubleArray();
            double square = 0;
            for (int i = 0; i < p.length; i++) {
                square += Math.pow(p[i] - Efficiency.p(other[3 * i], other[3 * i + 1]), 2);
            }
            assertTrue(Math.sqrt(square / p.length) < 0.03, "RMS of p " + Math.sqrt(square / p.length));
            assertCalibrated(model, Efficiency.values(3, 2000));
        }
    }

    /** By the scores beside their nulls, and by what is drawn against pt and eta. */
    private static void assertCalibrated(CategoricalModel model, float[] rows) {
        var fresh = table(rows);
        var report = ProbabilityCheck.of(fresh.floatColumn("found"), model.probabilities(fresh));
        assertTrue(report.isCalibrated(), report.toString());
        for (String column : List.of("pt", "eta")) {
            var drawn = model.draw(fresh, 42);
            var found = EfficiencyComparison.of(column, fresh, fresh.floatColumn("found"), drawn);
            assertTrue(found.pValue() > 1e-3, found.toString());
        }
    }

    @Test
    void aModelOfAnotherEfficiencyIsFlagged() {
        float[] other = Efficiency.values(1, 5000);
        for (int i = 0; i < other.length; i += 3) {
            other[i] *= 1.4f;
        }
        var preprocessing =
                Preprocessing.none(Efficiency.LAYOUT).with("pt", new Log(0)).standardised();
        try (var model = CategoricalModel.of(CategoricalConfig.of(2, 2).hidden(16), preprocessing, Device.cpu())) {
            training(model).epochs(5).fit(InMemoryDataset.of(Efficiency.LAYOUT, other));
            var fresh = table(Efficiency.values(3, 5000));
            var report = ProbabilityCheck.of(fresh.floatColumn("found"), model.probabilities(fresh));
            assertFalse(report.isCalibrated(), report.toString());
            var drawn = EfficiencyComparison.of("pt", fresh, fresh.floatColumn("found"), model.draw(fresh, 42));
            assertTrue(drawn.pValue() < 1e-3, drawn.toString());
        }
    }

    @Test
    void aTrainingGoesOnBitForBit() {
        var train = Efficiency.rows(1, 1500);
        try (var whole = small(Efficiency.LAYOUT, 2);
                var stopped = small(Efficiency.LAYOUT, 2);
                var resumed = small(Efficiency.LAYOUT, 2)) {
            careful(whole).epochs(5).fit(train);
            careful(stopped).epochs(3).checkpoints(folder).fit(train);
            var run = careful(resumed).epochs(5).resumeFrom(folder).fit(train);
            assertEquals(5, run.history().rowCount());
            assertArrayEquals(
                    whole.density().parameters().toByteArray(),
                    resumed.density().parameters().toByteArray());
            assertArrayEquals(
                    whole.density().statistics().toByteArray(),
                    resumed.density().statistics().toByteArray());
        }
    }

    private static Training careful(CategoricalModel model) {
        return training(model)
                .schedule(WarmRestarts.from(1e-2, 2, 2).warmup(0.5))
                .averageWeights(0.9)
                .keepBest()
                .validateOn(Efficiency.rows(2, 500));
    }

    @Test
    void checkpointsAndTheBestOpenAsModels() {
        var train = Efficiency.rows(1, 1500);
        try (var model = small(Efficiency.LAYOUT, 2)) {
            var run = training(model)
                    .epochs(2)
                    .checkpoints(folder)
                    .validateOn(Efficiency.rows(2, 500))
                    .fit(train);
            model.save(folder.resolve("found.model"));
            for (Path file :
                    List.of(folder.resolve("found.model"), run.checkpoint().orElseThrow())) {
                try (var read = CategoricalModel.load(file, Device.cpu())) {
                    assertArrayEquals(
                            model.density().parameters().toByteArray(),
                            read.density().parameters().toByteArray());
                    assertEquals(
                            model.preprocessing().toJson(), read.preprocessing().toJson());
                    assertEquals(model.nll(train), read.nll(train));
                }
            }
            CategoricalModel.load(folder.resolve("best.safetensors"), Device.cpu())
                    .close();
            assertRefused("CategoricalModel.load", () -> FlowModel.load(folder.resolve("found.model"), Device.cpu()));
        }
        var layout = new ColumnLayout(List.of("pt"), List.of("x"));
        try (var flow = FlowModel.of(FlowConfig.of(1, 1, 1, 4, 1, 4), Preprocessing.none(layout), Device.cpu())) {
            flow.save(folder.resolve("flow.model"));
            assertRefused("no categorical", () -> CategoricalModel.load(folder.resolve("flow.model"), Device.cpu()));
        }
    }

    @Test
    void aCheckpointOfOtherClassesIsRefused() {
        try (var two = small(Efficiency.LAYOUT, 2);
                var three = small(Efficiency.LAYOUT, 3);
                var flow = FlowModel.of(
                        FlowConfig.of(1, 2, 1, 4, 1, 4), Preprocessing.none(Efficiency.LAYOUT), Device.cpu())) {
            training(two).epochs(1).checkpoints(folder).fit(Efficiency.rows(1, 300));
            assertRefused(
                    "its model is",
                    () -> training(three).epochs(2).resumeFrom(folder).fit(Efficiency.rows(1, 300)));
            assertRefused("no FlashFlow flow", () -> Training.of(flow)
                    .listeners(new TrainingListener() {})
                    .epochs(2)
                    .resumeFrom(folder)
                    .fit(Efficiency.rows(1, 300)));
            assertRefused("CategoricalModel.load", () -> Training.resume(folder, Device.cpu()));
            assertRefused("not of a flow", () -> Training.of(two).flow());
        }
    }

    @Test
    void drawsDependOnTheRowAlone() {
        try (var model = small(Efficiency.LAYOUT, 2)) {
            float[] rows = Efficiency.values(1, 3000);
            training(model).epochs(1).fit(InMemoryDataset.of(Efficiency.LAYOUT, rows));
            var context = table(rows);
            int[] whole = model.draw(context, 42).asIntArray();
            for (int size : new int[] {1, 7, 1000, 1024, 2999}) {
                for (int first : new int[] {0, 977, 2500}) {
                    int count = Math.min(size, 3000 - first);
                    int[] part = model.draw(context.inRange(first, first + count), 42, 0, first)
                            .asIntArray();
                    assertArrayEquals(Arrays.copyOfRange(whole, first, first + count), part, size + " from " + first);
                }
            }
            int[] fold = model.draw(context, 42, 1, 0).asIntArray();
            assertFalse(Arrays.equals(whole, fold));
            assertFalse(Arrays.equals(whole, model.draw(context, 43).asIntArray()));
            double[] p = model.probability(context, 1).asDoubleArray();
            double expected = Arrays.stream(p).sum();
            double error = Math.sqrt(Arrays.stream(p).map(x -> x * (1 - x)).sum());
            assertEquals(expected, IntStream.of(whole).sum(), 4 * error);
            assertEquals(expected, IntStream.of(fold).sum(), 4 * error);
        }
    }

    @Test
    void withoutContextTheProbabilitiesAreTheShares() {
        var layout = new ColumnLayout(List.of(), List.of("n"));
        float[] values = numbers(1000, i -> i % 10 == 0 ? 2 : i % 10 < 4 ? 1 : 0);
        try (var model = small(layout, 3)) {
            training(model).epochs(20).fit(column(layout, values));
            var p = model.probabilities(Table.create(IntColumn.create("row", 5)));
            assertEquals(List.of("p(n=0)", "p(n=1)", "p(n=2)"), p.columnNames());
            assertEquals(5, p.rowCount());
            assertEquals(0.6, p.doubleColumn(0).get(4), 0.02);
            assertEquals(0.3, p.doubleColumn(1).get(4), 0.02);
            assertEquals(0.1, p.doubleColumn(2).get(4), 0.02);
            assertEquals(
                    5, model.draw(Table.create(IntColumn.create("row", 5)), 1).size());
        }
    }

    @Test
    void aConstantContextIsNoHarm() {
        var layout = new ColumnLayout(List.of("c"), List.of("found"));
        float[] values = numbers(400, i -> i % 2 == 0 ? 7 : i % 8 == 1 ? 0 : 1);
        try (var model = small(layout, 2)) {
            training(model).epochs(10).fit(column(layout, values));
            var p = model.probability(RowTables.table(List.of("c"), new float[] {7, 7}, 2), 1);
            assertEquals(0.75, p.get(0), 0.03);
        }
    }

    @Test
    void allOrNoneFoundIsLearnedAndSaid() {
        for (int found : new int[] {0, 1}) {
            float[] rows = Efficiency.values(3, 500);
            for (int i = 2; i < rows.length; i += 3) {
                rows[i] = found;
            }
            var said = new ArrayList<String>();
            try (var model = small(Efficiency.LAYOUT, 2)) {
                var run = training(model)
                        .epochs(3)
                        .validateOn(InMemoryDataset.of(Efficiency.LAYOUT, rows))
                        .listeners(warnings(said))
                        .fit(InMemoryDataset.of(Efficiency.LAYOUT, rows));
                assertTrue(run.history().doubleColumn("validation_nll").max() < 0.01);
                double[] p = model.probability(table(rows), found).asDoubleArray();
                assertTrue(Arrays.stream(p).allMatch(x -> x > 0.99 && x <= 1));
                assertTrue(said.stream().anyMatch(s -> s.contains("All rows are of one class")), said.toString());
            }
        }
    }

    @Test
    void manyClassesOfWhichSomeNeverOccur() {
        var layout = new ColumnLayout(List.of("x"), List.of("n"));
        float[] values = new float[8000];
        for (int i = 0; i < 4000; i++) {
            values[2 * i] = i % 2;
            values[2 * i + 1] = i % 2 == 0 ? i % 3 : 3 + 2 * (i % 5);
        }
        var said = new ArrayList<String>();
        try (var model = small(layout, 20)) {
            training(model).epochs(15).listeners(warnings(said)).fit(column(layout, values));
            var p = model.probabilities(RowTables.table(List.of("x"), new float[] {0, 1}, 2));
            for (int row = 0; row < 2; row++) {
                int r = row;
                double sum = IntStream.range(0, 20)
                        .mapToDouble(k -> p.doubleColumn(k).get(r))
                        .sum();
                assertEquals(1, sum, 1e-12);
            }
            assertEquals(1.0 / 3, p.doubleColumn(1).get(0), 0.05);
            assertEquals(0.2, p.doubleColumn(7).get(1), 0.05);
            assertTrue(p.doubleColumn(19).get(0) < 1e-3);
            assertTrue(said.stream().anyMatch(s -> s.contains("the classes 4, 6, 8, 10")), said.toString());
        }
    }

    @Test
    void fewRowsAndBatchesLargerThanTheData() {
        for (int rows : new int[] {1, 2, 5}) {
            try (var model = small(Efficiency.LAYOUT, 2)) {
                training(model).batchSize(1024).epochs(3).fit(Efficiency.rows(4, rows));
                assertTrue(Double.isFinite(model.nll(Efficiency.rows(5, 10))));
            }
        }
    }

    @Test
    void whatIsNoClassIsRefusedWithItsRow() {
        float[] rows = Efficiency.values(1, 300);
        for (float bad : new float[] {2, -1, 0.5f}) {
            rows[3 * 211 + 2] = bad;
            var source = InMemoryDataset.of(Efficiency.LAYOUT, rows.clone());
            try (var model = small(Efficiency.LAYOUT, 2)) {
                assertRefused(
                        "'found' holds " + bad + " in row 211",
                        () -> training(model).epochs(1).fit(source));
                assertTrue(model.preprocessing().fit().isEmpty(), "nothing has changed");
                model.fitPreprocessing(Efficiency.rows(1, 300));
                assertRefused("in row 211", () -> model.nll(source));
                assertRefused(
                        "in row 211",
                        () -> training(model).epochs(1).validateOn(source).fit(Efficiency.rows(1, 300)));
            }
        }
    }

    @Test
    void missingContextIsRefused() {
        try (var model = small(Efficiency.LAYOUT, 2)) {
            training(model).epochs(1).fit(Efficiency.rows(1, 300));
            float[] rows = Efficiency.values(1, 5);
            rows[3] = Float.NaN;
            assertRefused("row 1", () -> model.probability(table(rows), 1));
            assertRefused("row 1", () -> model.draw(table(rows), 1));
            assertRefused("eta", () -> model.draw(table(rows).rejectColumns("eta"), 1));
            assertRefused("no class 2", () -> model.probability(table(rows), 2));
        }
    }

    @Test
    void rowsWithoutAnImageAreLeftOut() {
        float[] rows = Efficiency.values(1, 400);
        rows[30] = -1;
        var preprocessing =
                Preprocessing.none(Efficiency.LAYOUT).with("pt", new Log(0)).standardised();
        try (var model = CategoricalModel.of(CategoricalConfig.of(2, 2).hidden(8), preprocessing, Device.cpu())) {
            var said = new ArrayList<String>();
            training(model).epochs(1).listeners(warnings(said)).fit(InMemoryDataset.of(Efficiency.LAYOUT, rows));
            assertTrue(said.stream().anyMatch(s -> s.startsWith("1 of 400")), said.toString());
        }
    }

    @Test
    void aSuggestionSuitsTheRows() {
        RowSource rows = Efficiency.rows(1, 3000);
        var preprocessing = Preprocessing.standardise(Efficiency.LAYOUT);
        var config = CategoricalConfig.suggest(2, preprocessing, rows);
        assertEquals(2, config.context());
        try (var model = CategoricalModel.of(config, preprocessing, Device.cpu())) {
            var run = Training.suggest(model, rows)
                    .epochs(3)
                    .listeners(new TrainingListener() {})
                    .fit(rows);
            assertTrue(run.history().doubleColumn("validation_nll").min() < 0.6);
        }
    }

    @Test
    void columnsHaveToAgree() {
        var two = new ColumnLayout(List.of("pt"), List.of("a", "b"));
        assertRefused(
                "one column",
                () -> CategoricalModel.of(CategoricalConfig.of(2, 1), Preprocessing.none(two), Device.cpu()));
        assertRefused(
                "3 context",
                () -> CategoricalModel.of(
                        CategoricalConfig.of(2, 3), Preprocessing.none(Efficiency.LAYOUT), Device.cpu()));
        assertRefused("classes", () -> CategoricalConfig.of(1, 3));
    }

    private static float[] numbers(int count, IntUnaryOperator of) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = of.applyAsInt(i);
        }
        return numbers;
    }

    private static TrainingListener warnings(List<String> into) {
        return new TrainingListener() {
            @Override
            public void warned(String warning) {
                into.add(warning);
            }
        };
    }

    private static void assertRefused(String part, org.junit.jupiter.api.function.Executable work) {
        String message = assertThrows(FlashFlowException.class, work).getMessage();
        assertTrue(message.contains(part), message);
    }
}
