package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.flow.FlowModel;
import flashflow.flow.SplineFlow;
import flashflow.flow.density.Adam;
import flashflow.preprocessing.Preprocessing;
import flashflow.preprocessing.transforms.Log;
import flashflow.storage.Safetensors;
import flashflow.training.schedule.Constant;
import flashflow.training.state.History;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {
    /** Moves in proportion to the gradient: with the usual eps a gradient that is nothing but rounding moves as far as any. */
    private static final Adam.Settings PROPORTIONAL = new Adam.Settings(0.9, 0.999, 1, 0, false, 0);

    private static SplineFlow withoutBatchNorm() {
        return SplineFlow.of(Tiny.config().batchNorm(false), Device.cpu());
    }

    private static float[] trained(InMemoryDataset rows, java.util.function.UnaryOperator<Training> change) {
        try (var flow = withoutBatchNorm()) {
            change.apply(Tiny.training(flow).schedule(Constant.of(0.1)).adam(PROPORTIONAL))
                    .fit(rows);
            return flow.parameters().toFloatArray();
        }
    }

    @Test
    void accumulationEqualsTheLargeBatch() {
        var rows = Tiny.rows(1, 512);
        float[] large = trained(rows, t -> t.epochs(4).batchSize(512));
        float[] parts = trained(rows, t -> t.epochs(4).batchSize(128).accumulate(4));
        assertArrayEquals(large, parts, 2e-5f);
    }

    @Test
    void aWeightOfTwoCountsAsTwoRows() {
        float[] values = Tiny.values(1, 200);
        float[] twice = new float[3 * 300];
        System.arraycopy(values, 0, twice, 0, 600);
        System.arraycopy(values, 0, twice, 600, 300);
        var layout = new ColumnLayout(List.of("y", "w"), List.of("x0", "x1"));
        float[] weighted = new float[4 * 200];
        for (int r = 0; r < 200; r++) {
            weighted[4 * r] = values[3 * r];
            weighted[4 * r + 1] = r < 100 ? 2 : 1;
            weighted[4 * r + 2] = values[3 * r + 1];
            weighted[4 * r + 3] = values[3 * r + 2];
        }
        float[] doubled =
                trained(InMemoryDataset.of(Tiny.LAYOUT, twice), t -> t.epochs(3).batchSize(300));
        float[] byWeight = trained(
                InMemoryDataset.of(layout, weighted),
                t -> t.epochs(3).batchSize(200).weights("w"));
        assertArrayEquals(doubled, byWeight, 2e-5f);
    }

    @Test
    void clippingBoundsTheMoveAndReportsTheNormBefore() {
        var said = new Recorder();
        float[] clipped = trained(Tiny.rows(1, 256), t -> t.epochs(1).clip(1e-3).listeners(said));
        try (var flow = withoutBatchNorm()) {
            float[] start = flow.parameters().toFloatArray();
            double moved = 0;
            for (int i = 0; i < start.length; i++) {
                moved += Math.pow(clipped[i] - start[i], 2);
            }
            // One step of Adam with eps = 1 moves by lr x gradient / (|gradient| + 1).
            assertTrue(Math.sqrt(moved) <= 0.1 * 1e-3 * 1.01, "moved " + Math.sqrt(moved));
        }
        assertTrue(said.batches.get(0).gradientNorm() > 1e-2);
    }

    @Test
    void averagedWeightsFollowTheirFormula(@TempDir Path folder) {
        try (var flow = Tiny.flow()) {
            var expected = new ArrayList<double[]>();
            expected.add(doubles(flow.parameters().toFloatArray()));
            var follow = new Recorder(report -> {
                int n = expected.size();
                double decay = Math.min(0.8, (1.0 + n) / (10.0 + n));
                float[] now = flow.parameters().toFloatArray();
                double[] average = expected.get(n - 1).clone();
                Arrays.setAll(average, i -> decay * average[i] + (1 - decay) * now[i]);
                expected.add(average);
            });
            var run = Tiny.training(flow)
                    .epochs(12)
                    .averageWeights(0.8)
                    .checkpoints(folder)
                    .validateOn(Tiny.rows(2, 500))
                    .listeners(follow)
                    .fit(Tiny.rows(1, 1024));
            try (var file = Safetensors.open(run.checkpoint().orElseThrow())) {
                double[] average = file.doubles("average.parameters");
                assertEquals(49, expected.size());
                assertArrayEquals(expected.get(48), average, 1e-5);
            }
            assertTrue(run.history().doubleColumn("ema_nll").get(11) < 5);
        }
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }

    /** Good for two epochs, then with a rate that ruins the flow. */
    @Test
    void stopsEarlyAndKeepsTheBest() {
        var valid = Tiny.rows(2, 500);
        try (var flow = Tiny.flow()) {
            var run = Tiny.training(flow)
                    .epochs(50)
                    .schedule(epoch -> epoch < 2 ? 1e-3 : 0.5)
                    .patience(3)
                    .keepBest()
                    .validateOn(valid)
                    .fit(Tiny.rows(1, 1024));
            assertTrue(run.stoppedEarly());
            double best = run.bestEpoch().orElseThrow();
            assertEquals(best + 3, run.epochs());
            double[] nll = run.history().doubleColumn("validation_nll").asDoubleArray();
            assertEquals(Arrays.stream(nll).min().orElseThrow(), run.bestNll());
            assertTrue(nll[nll.length - 1] > run.bestNll());
            var again = Tiny.training(flow)
                    .epochs(1)
                    .schedule(Constant.of(1e-30))
                    .validateOn(valid)
                    .adam(PROPORTIONAL);
            assertFalse(again.fit(Tiny.rows(1, 1024)).stoppedEarly());
        }
    }

    @Test
    void theBestWeightsAreThoseOfTheBestValidation() {
        var valid = Tiny.rows(2, 500);
        try (var model = FlowModel.of(Tiny.config(), Preprocessing.standardise(Tiny.LAYOUT), Device.cpu())) {
            var run = Training.of(model)
                    .epochs(6)
                    .batchSize(256)
                    .schedule(epoch -> epoch < 2 ? 1e-3 : 0.3)
                    .keepBest()
                    .validateOn(valid)
                    .listeners(new Recorder())
                    .fit(Tiny.rows(1, 1024));
            assertTrue(run.bestEpoch().orElseThrow() < 6);
            assertEquals(run.bestNll(), model.nll(valid), 1e-4);
        }
    }

    @Test
    void validationsComeAsOftenAsWanted() {
        try (var flow = Tiny.flow()) {
            var run = Tiny.training(flow)
                    .epochs(2)
                    .batchSize(100)
                    .validateEvery(4)
                    .validateOn(Tiny.rows(2, 300))
                    .fit(Tiny.rows(1, 1000));
            assertArrayEquals(
                    new double[] {0.4, 0.8, 1, 1.4, 1.8, 2},
                    run.history().doubleColumn("epoch").asDoubleArray(),
                    1e-12);
        }
    }

    @Test
    void theHistoryHasItsColumns() {
        try (var flow = Tiny.flow()) {
            var history = Tiny.training(flow)
                    .epochs(7)
                    .validateOn(Tiny.rows(2, 300))
                    .fit(Tiny.rows(1, 512))
                    .history();
            assertEquals(History.COLUMNS.subList(0, 9), history.columnNames());
            double[] raw = history.doubleColumn("validation_nll").asDoubleArray();
            double[] averaged = history.doubleColumn("validation_nll_avg5").asDoubleArray();
            assertEquals(raw[0], averaged[0]);
            assertEquals(Arrays.stream(raw, 2, 7).average().orElseThrow(), averaged[6], 1e-12);
            assertTrue(history.doubleColumn("rows_per_s").min() > 0);
            assertTrue(history.doubleColumn("gradient_norm").min() > 0);
            assertTrue(history.doubleColumn("waiting_share").max() <= 1);
        }
    }

    /** A copy for each epoch would make each epoch slower than the one before. */
    @Test
    void listenersSeeOneTableThatGrows() {
        var tables = new ArrayList<tech.tablesaw.api.Table>();
        var sizes = new ArrayList<Integer>();
        try (var flow = Tiny.flow()) {
            var run = Tiny.training(flow)
                    .epochs(5)
                    .listeners(new TrainingListener() {
                        @Override
                        public void epochEnded(EpochReport report, tech.tablesaw.api.Table history) {
                            tables.add(history);
                            sizes.add(history.rowCount());
                            if (report.epoch() == 4) {
                                history.column("lr").setMissing(0);
                            }
                        }
                    })
                    .fit(Tiny.rows(1, 512));
            assertEquals(List.of(1, 2, 3, 4, 5), sizes);
            assertTrue(tables.stream().allMatch(table -> table == tables.get(0)));
            assertFalse(run.history().column("lr").isMissing(0));
            assertEquals(run.history().columnNames(), tables.get(0).columnNames());
        }
    }

    @Test
    void theFullPresetsAreTheGuides() {
        try (var model = FlowModel.of(Tiny.config(), Preprocessing.standardise(Tiny.LAYOUT), Device.cpu())) {
            preset(Training.jets(model), 600, 1e-5);
            preset(Training.muons(model), 1000, 1e-4);
        }
    }

    private static void preset(Training training, int epochs, double peak) {
        var settings = training.settings();
        assertEquals(epochs, settings.epochs());
        assertEquals(2048, settings.batchSize());
        assertEquals(Adam.Settings.standard(), settings.adam());
        var schedule = settings.schedule().over(epochs);
        assertEquals(peak, schedule.at(0.99));
        assertEquals(peak / 2, schedule.at(epochs / 2 + 0.5), 1e-12);
        assertEquals(0, schedule.at(epochs), 1e-12);
    }

    @Test
    void aPlanChangesNothingAndScales() {
        try (var flow = Tiny.flow()) {
            String before = Tiny.hash(flow);
            var plan = Tiny.training(flow).epochs(3).plan(Tiny.rows(1, 1024));
            assertEquals(before, Tiny.hash(flow));
            assertEquals(12, plan.updates());
            assertTrue(plan.seconds() > 0 && plan.memoryBytes() > 0);
            var full = plan.forRows(5_000_000);
            assertEquals(3 * 19_531, full.updates());
            assertEquals(full.flopPerBatch() * full.updates() / 14e12, full.secondsOn(14), 1e-9);
            assertTrue(
                    full.toString().contains("5,000,000 rows, 3 epochs of 19,531 batches of 256 rows"), full::toString);
        }
    }

    /** A timing, as long trainings begin with, or an undone update must not detach the statistics from the kernels. */
    @Test
    void timingTheStepsLeavesNoTrace() {
        var rows = Tiny.rows(1, 1024);
        try (var timed = Tiny.flow();
                var plain = Tiny.flow()) {
            Tiny.training(timed).plan(rows);
            System.gc();
            Tiny.training(timed).epochs(2).fit(rows);
            Tiny.training(plain).epochs(2).fit(rows);
            assertEquals(Tiny.hash(plain), Tiny.hash(timed));
        }
    }

    @Test
    void rowsThatThePreprocessingDropsAreLeftOut() {
        var rows = Tiny.rows(1, 1000);
        long usable = Arrays.stream(rows.context().numberColumn("y").asDoubleArray())
                .filter(y -> y > -0.9f)
                .count();
        var preprocessing = Preprocessing.none(Tiny.LAYOUT).with("y", new Log(0.9));
        try (var model = FlowModel.of(Tiny.config(), preprocessing.standardised(), Device.cpu())) {
            assertEquals(usable, Training.of(model).batchSize(64).plan(rows).trainingRows());
            assertEquals(
                    1,
                    Training.of(model)
                            .epochs(1)
                            .batchSize(64)
                            .listeners(new TrainingListener() {})
                            .fit(rows)
                            .epochs());
        }
        assertTrue(usable < 1000 && usable > 500, usable + " rows");
    }
}
