package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.flow.SplineFlow;
import flashflow.flow.density.Adam;
import flashflow.preprocessing.Preprocessing;
import flashflow.preprocessing.transforms.Log;
import flashflow.training.schedule.Constant;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows and columns on their way into a training, and what is said of those that take no part. */
class WarningsTest {
    private static final ColumnLayout WEIGHTED = new ColumnLayout(List.of("y"), List.of("x0", "x1", "gen_w"));

    private static InMemoryDataset weighted(float... pattern) {
        float[] plain = Tiny.values(1, 1000);
        float[] rows = new float[4 * 1000];
        for (int r = 0; r < 1000; r++) {
            System.arraycopy(plain, 3 * r, rows, 4 * r, 3);
            rows[4 * r + 3] = pattern[r % pattern.length];
        }
        return InMemoryDataset.of(WEIGHTED, rows);
    }

    private static FlowModel model(Preprocessing preprocessing) {
        return FlowModel.of(Tiny.config(), preprocessing, Device.cpu());
    }

    private static List<String> said(UnaryOperator<Training> change, InMemoryDataset rows) {
        try (var flow = Tiny.flow()) {
            var said = new Recorder();
            var run =
                    change.apply(Tiny.training(flow).epochs(1).listeners(said)).fit(rows);
            assertEquals(said.warnings, run.warnings());
            return said.warnings;
        }
    }

    private static void assertSaid(List<String> warnings, String part) {
        assertTrue(warnings.stream().anyMatch(w -> w.contains(part)), warnings::toString);
    }

    @Test
    void whatDoesNothingWithoutValidationIsTold() {
        var rows = Tiny.rows(1, 512);
        assertSaid(said(Training::keepBest, rows), "keepBest() keeps the last weights");
        assertSaid(said(t -> t.patience(3), rows), "patience(3) stops nothing");
        assertSaid(said(t -> t.validateEvery(2), rows), "validateEvery(2)");
        assertEquals(List.of(), said(t -> t.keepBest().patience(3).validateOn(rows), rows));
    }

    @Test
    void manyRowsThatFillNoBatchAreTold() {
        var rows = Tiny.rows(1, 511);
        assertSaid(said(t -> t, rows), "leaves out 255 of the 511 training rows");
        assertEquals(List.of(), said(Training::keepLastBatch, rows));
    }

    @Test
    void thePlanCountsRowsThatFillNoBatch() {
        try (var flow = Tiny.flow()) {
            var training = Tiny.training(flow).batchSize(1024).listeners(new Recorder());
            var plan = training.plan(Tiny.rows(1, 2047));
            assertEquals(1023, plan.rowsLeftOut());
            assertTrue(
                    plan.toString().contains("of 1 batches of 1,024 rows (1,023 rows left out of each)"),
                    plan::toString);
            var kept = training.keepLastBatch().plan(Tiny.rows(1, 2047));
            assertEquals(0, kept.rowsLeftOut());
            assertEquals(2, kept.batches());
            assertEquals(3, kept.forRows(2049).batches());
            assertThrows(FlashFlowException.class, () -> plan.forRows(Long.MAX_VALUE));
        }
    }

    @Test
    void theLastBatchCountsByItsRows() {
        try (var flow = Tiny.flow()) {
            var said = new Recorder();
            var run = Tiny.training(flow)
                    .batchSize(300)
                    .epochs(2)
                    .keepLastBatch()
                    .validateOn(Tiny.rows(2, 100))
                    .listeners(said)
                    .fit(Tiny.rows(1, 1000));
            assertEquals(8, run.updates());
            assertEquals(4, said.batches.get(3).batch());
            assertEquals(
                    said.batches.subList(4, 7).stream()
                                    .mapToDouble(b -> 300 * b.nll())
                                    .sum()
                            + 100 * said.batches.get(7).nll(),
                    1000 * run.history().doubleColumn("training_nll").get(1),
                    1e-6);
            var one = Tiny.training(flow).batchSize(333).keepLastBatch().epochs(1);
            assertEquals(3, one.fit(Tiny.rows(1, 1000)).updates());
        }
    }

    @Test
    void whatFittingThePreprocessingSawIsTold() {
        float[] values = Tiny.values(1, 1024);
        for (int r = 0; r < 1024; r++) {
            values[3 * r] = 7;
        }
        try (var model = model(Preprocessing.standardise(Tiny.LAYOUT))) {
            var said = new Recorder();
            var training = Training.of(model).batchSize(256).epochs(1).listeners(said);
            var run = training.fit(InMemoryDataset.of(Tiny.LAYOUT, values));
            assertTrue(model.preprocessing().warnings().size() > 0);
            assertEquals(model.preprocessing().warnings(), run.warnings());
            assertEquals(run.warnings(), said.warnings);
        }
    }

    @Test
    void rowsThatFittingDropsAreTold() {
        var preprocessing = Preprocessing.none(Tiny.LAYOUT).with("y", new Log(0.9));
        try (var model = model(preprocessing.standardised())) {
            var run = Training.of(model)
                    .batchSize(64)
                    .epochs(1)
                    .listeners(new Recorder())
                    .fit(Tiny.rows(1, 1000));
            assertSaid(run.warnings(), "of 1000 rows were left out");
        }
    }

    /** Three columns come out where one goes in. */
    @Test
    void oneHotContextTrains() {
        var layout = new ColumnLayout(List.of("flavour"), List.of("x0", "x1"));
        float[] rows = Tiny.values(1, 1000);
        for (int r = 0; r < 1000; r++) {
            rows[3 * r] = r % 3;
            rows[3 * r + 1] += 2 * (r % 3);
        }
        var preprocessing =
                Preprocessing.none(layout).oneHot("flavour", 0, 1, 2).standardised();
        try (var model = FlowModel.of(FlowConfig.of(2, 3, 2, 16, 1, 8), preprocessing, Device.cpu())) {
            var data = InMemoryDataset.of(layout, rows);
            var run = Training.of(model)
                    .batchSize(100)
                    .epochs(8)
                    .keepBest()
                    .validateOn(data)
                    .listeners(new Recorder())
                    .fit(data);
            assertEquals(run.bestNll(), model.nll(data), 1e-4);
        }
    }

    @Test
    void aModelIsWeightedByAnyColumn(@TempDir Path folder) {
        float[] pattern = {1, 0, 2};
        String[] hashes = new String[3];
        String[] names = {"gen_w", "w", null};
        for (int i = 0; i < 3; i++) {
            try (var model = model(Preprocessing.standardise(Tiny.LAYOUT))) {
                var training = Training.of(model).batchSize(100).epochs(2).validateOn(weighted(pattern));
                training = training.checkpoints(folder.resolve("run" + i)).listeners(new Recorder());
                var run = (names[i] == null ? training : training.weights(names[i])).fit(weighted(pattern));
                assertEquals(List.of(), run.warnings());
                hashes[i] = Tiny.hash(model.flow());
            }
        }
        assertEquals(hashes[0], hashes[1]);
        assertNotEquals(hashes[0], hashes[2]);
    }

    @Test
    void weightsBelongToTheRowsThatThePreprocessingKeeps() {
        float[] plain = Tiny.values(1, 1000);
        float[] rows = new float[4 * 1000];
        float[] kept = new float[4 * 1000];
        int count = 0;
        for (int r = 0; r < 1000; r++) {
            System.arraycopy(plain, 3 * r, rows, 4 * r, 3);
            rows[4 * r + 3] = r % 5;
            if (plain[3 * r] + 0.5f > 0) {
                System.arraycopy(rows, 4 * r, kept, 4 * count++, 4);
            }
        }
        assertTrue(count > 500 && count < 1000);
        var all = InMemoryDataset.of(WEIGHTED, rows);
        var some = InMemoryDataset.of(WEIGHTED, Arrays.copyOf(kept, 4 * count));
        assertEquals(weightedHash(some), weightedHash(all));
    }

    private static String weightedHash(InMemoryDataset rows) {
        var preprocessing =
                Preprocessing.none(Tiny.LAYOUT).with("y", new Log(0.5)).standardised();
        try (var model = model(preprocessing)) {
            Training.of(model)
                    .batchSize(100)
                    .epochs(2)
                    .weights("w")
                    .listeners(new Recorder())
                    .fit(rows);
            return Tiny.hash(model.flow());
        }
    }

    @Test
    void validationRowsWithoutTheWeightsAreTold() {
        var warnings = said(t -> t.weights("w").validateOn(Tiny.rows(2, 100)), weighted(1, 2));
        assertSaid(warnings, "The validation rows have no column 'w'");
    }

    @Test
    void negativeWeightsAreAChoice() {
        var rows = weighted(1, 1, -0.25f);
        String message = assertThrows(FlashFlowException.class, () -> said(t -> t.weights("w"), rows))
                .getMessage();
        assertTrue(message.contains("negativeWeights()"), message);
        said(t -> t.weights("w").negativeWeights().validateOn(rows), rows);
        var falling = weighted(1, -2);
        assertThrows(FlashFlowException.class, () -> said(t -> t.weights("w").negativeWeights(), falling));
    }

    /** One batch of rows twice, with the weights 1 and -1/2, has the gradient of the rows alone. */
    @Test
    void negativeWeightsTakeRowsAway() {
        float[] values = Tiny.values(1, 200);
        float[] twice = new float[4 * 400];
        float[] once = new float[4 * 200];
        for (int r = 0; r < 400; r++) {
            System.arraycopy(values, 3 * (r % 200), twice, 4 * r, 3);
            twice[4 * r + 3] = r < 200 ? 1 : -0.5f;
        }
        System.arraycopy(twice, 0, once, 0, 4 * 200);
        float[] signed = trained(InMemoryDataset.of(WEIGHTED, twice), 400);
        float[] plain = trained(InMemoryDataset.of(WEIGHTED, once), 200);
        assertArrayEquals(plain, signed, 2e-5f);
    }

    private static float[] trained(InMemoryDataset rows, int batch) {
        try (var flow = SplineFlow.of(Tiny.config().batchNorm(false), Device.cpu())) {
            Tiny.training(flow)
                    .batchSize(batch)
                    .epochs(3)
                    .schedule(Constant.of(0.1))
                    .adam(new Adam.Settings(0.9, 0.999, 1, 0, false, 0))
                    .weights("w")
                    .negativeWeights()
                    .fit(rows);
            return flow.parameters().toFloatArray();
        }
    }

    @Test
    void aModelHasNoOtherTransform() {
        try (var model = model(Preprocessing.standardise(Tiny.LAYOUT))) {
            var training = Training.of(model);
            assertThrows(FlashFlowException.class, () -> training.transform(model.preprocessing()));
        }
    }
}
