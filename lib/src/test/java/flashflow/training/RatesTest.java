package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.flow.SplineFlow;
import flashflow.flow.density.Adam;
import flashflow.training.checkpoint.Checkpoint;
import flashflow.training.schedule.Constant;
import flashflow.training.schedule.CosineAnnealing;
import flashflow.training.schedule.Schedule;
import flashflow.training.schedule.WarmRestarts;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Learning rates that spoil a flow are refused; those that jump at a stop, or are 0, are told. */
class RatesTest {
    @TempDir
    Path folder;

    private static Training training(SplineFlow flow, Schedule schedule) {
        return Tiny.training(flow).batchSize(100).schedule(schedule);
    }

    private static void assertFinite(SplineFlow flow) {
        float[] values = flow.parameters().toFloatArray();
        assertTrue(IntStream.range(0, values.length).allMatch(i -> Float.isFinite(values[i])));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1e-3, 1e30, 1e300, 1.5})
    void aRateThatSpoilsTheWeightsIsRefusedBeforeTheFirstUpdate(double bad) {
        try (var flow = Tiny.flow()) {
            String before = Tiny.hash(flow);
            for (Schedule schedule : List.<Schedule>of(
                    epoch -> bad, epoch -> epoch < 3 ? 1e-3 : bad, epoch -> epoch < 3.5 ? 1e-3 : bad)) {
                var training = training(flow, schedule).epochs(4);
                String message = assertThrows(FlashFlowException.class, () -> training.fit(Tiny.rows(1, 500)))
                        .getMessage();
                assertTrue(message.contains("schedule gives " + bad + " at epoch "), message);
                assertThrows(FlashFlowException.class, () -> training.plan(Tiny.rows(1, 500)));
            }
            assertEquals(before, Tiny.hash(flow));
        }
    }

    /** Between the moments that are looked at beforehand. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1e-3, 1e30})
    void aBadRateAmongGoodOnesStopsTheTrainingAtItsLastGoodUpdate(double bad) {
        try (var flow = Tiny.flow()) {
            String[] last = {""};
            var training = training(flow, epoch -> epoch > 1.15 && epoch < 1.24 ? bad : 1e-3)
                    .epochs(3)
                    .checkpoints(folder)
                    .listeners(new Recorder(report -> last[0] = Tiny.hash(flow)));
            var failure = assertThrows(TrainingFailure.class, () -> training.fit(Tiny.rows(1, 1000)));
            assertTrue(
                    failure.getMessage().contains("schedule gives " + bad + " at epoch 1.2 of 3"), failure::getMessage);
            assertEquals(12, failure.run().updates());
            assertEquals(last[0], Tiny.hash(flow));
            assertFinite(flow);
            try (var saved = Checkpoint.open(folder).flow(Device.cpu())) {
                assertEquals(last[0], Tiny.hash(saved));
            }
        }
    }

    @Test
    void aScheduleThatFailsSaysWhere() {
        double[] rates = {1e-3, 1e-3, 1e-3};
        Schedule own = epoch -> rates[(int) epoch];
        try (var flow = Tiny.flow()) {
            var short3 = training(flow, own).epochs(4);
            String message = assertThrows(FlashFlowException.class, () -> short3.fit(Tiny.rows(1, 500)))
                    .getMessage();
            assertTrue(message.contains("fails at epoch 3.0 of 4"), message);
            assertEquals(
                    3,
                    training(flow, own)
                            .epochs(3)
                            .checkpoints(folder)
                            .fit(Tiny.rows(1, 500))
                            .epochs());
            assertEquals(3, Checkpoint.open(folder).epoch());
        }
    }

    @Test
    void settingsOfTheOptimizerThatSpoilTheWeightsAreRefused() {
        assertThrows(FlashFlowException.class, () -> new Adam.Settings(0.9, 0.999, 1e-300, 0, false, 0));
        assertThrows(
                FlashFlowException.class, () -> new Adam.Settings(0.9, 0.999, Double.POSITIVE_INFINITY, 0, false, 0));
        assertThrows(FlashFlowException.class, () -> new Adam.Settings(0.9, 0.999, 1e-8, 1e30, true, 0));
        assertThrows(FlashFlowException.class, () -> new Adam.Settings(0.9, 0.999, 1e-8, Double.NaN, true, 0));
        assertThrows(FlashFlowException.class, () -> new Adam.Settings(0.9, 0.999, 1e-8, 0, false, 1e-300));
        for (var extreme : List.of(
                new Adam.Settings(0, 0, 1e-30, 1, true, 1e-30),
                new Adam.Settings(1 - 1e-12, 1 - 1e-12, 1, 1, false, 1e30),
                new Adam.Settings(0, 1 - 1e-12, Float.MIN_NORMAL, 0, false, Double.POSITIVE_INFINITY))) {
            try (var flow = Tiny.flow()) {
                training(flow, Constant.of(1)).epochs(1).adam(extreme).fit(Tiny.rows(1, 300));
                assertFinite(flow);
            } catch (TrainingFailure e) {
                // It may diverge, with finite weights.
                assertTrue(e.getMessage().contains("last good update"), e::getMessage);
            }
        }
    }

    private List<String> saidWhenGoingOn(Schedule before, int epochs, Schedule after, int allEpochs) {
        var said = new Recorder();
        try (var flow = Tiny.flow()) {
            training(flow, before).epochs(epochs).checkpoints(folder).fit(Tiny.rows(1, 200));
        }
        var resumed = Training.resume(folder, Device.cpu()).listeners(said);
        var changed = (after == null ? resumed : resumed.schedule(after)).epochs(allEpochs);
        var run = changed.fit(Tiny.rows(1, 200));
        changed.flow().close();
        assertEquals(said.warnings, run.warnings());
        return said.warnings;
    }

    private static void assertOne(List<String> warnings, String... parts) {
        assertEquals(1, warnings.size(), warnings::toString);
        for (String part : parts) {
            assertTrue(warnings.get(0).contains(part), warnings.get(0));
        }
    }

    @Test
    void anOpenPeriodThatGrowsJumps() {
        var warnings = saidWhenGoingOn(CosineAnnealing.from(1e-3), 20, null, 40);
        assertOne(
                warnings, "jumps from 6.16e-06 to 0.000500 at epoch 21", "now 40, before 20", "Constant.of(6.16e-06)");
    }

    @Test
    void soDoesOneBehindAWarmup() {
        var warnings = saidWhenGoingOn(CosineAnnealing.from(1e-3).everyUpdate().warmup(2), 10, null, 30);
        assertOne(warnings, "jumps from ", "at epoch 11");
    }

    @Test
    void aFixedPeriodThatIsOverTrainsNothing() {
        var warnings = saidWhenGoingOn(CosineAnnealing.from(1e-3).period(10), 10, null, 30);
        assertOne(warnings, "The learning rate is 0 in 20 of the 30 epochs, from epoch 11 on");
    }

    @Test
    void anotherScheduleIsToldWithItsJump() {
        var warnings = saidWhenGoingOn(Constant.of(1e-3), 3, Constant.of(1e-2), 5);
        assertEquals(2, warnings.size(), warnings::toString);
        assertTrue(warnings.get(1).contains("jumps from 0.00100 to 0.0100 at epoch 4"), warnings::toString);
    }

    @Test
    void schedulesThatDoNotDependOnTheEpochsGoOnQuietly() {
        assertEquals(List.of(), saidWhenGoingOn(Constant.of(1e-3), 3, null, 6));
    }

    @Test
    void restartsAreNoJump() {
        assertEquals(List.of(), saidWhenGoingOn(WarmRestarts.from(1e-3, 3, 1).warmup(1), 4, null, 8));
    }

    @Test
    void theSameTrainingGoesOnQuietly() {
        assertEquals(List.of(), saidWhenGoingOn(CosineAnnealing.from(1e-3), 3, null, 3));
    }

    @Test
    void fewerEpochsThanAreDoneAreTold() {
        assertOne(saidWhenGoingOn(CosineAnnealing.from(1e-3), 5, null, 3), "5 epochs behind it", "epochs(8)");
        var resumed = Training.resume(folder, Device.cpu()).epochs(3).listeners(new Recorder());
        String text = resumed.fit(Tiny.rows(1, 200)).toString();
        resumed.flow().close();
        assertTrue(text.startsWith("Training done after 5 epochs, more than the 3 that were wanted"), text);
    }

    @ParameterizedTest
    @CsvSource({"6, 30, 0.000250, 0.000957", "30, 6, 0.000957, 0.000250"})
    void anInterruptedFitWithOtherEpochsJumps(int before, int after, String from, String to) {
        var said = new Recorder();
        try (var flow = Tiny.flow()) {
            var stop = new Recorder(report -> {
                if (report.epoch() == 5) {
                    Thread.currentThread().interrupt();
                }
            });
            var training = training(flow, CosineAnnealing.from(1e-3));
            assertTrue(training.epochs(before)
                    .listeners(stop)
                    .fit(Tiny.rows(1, 200))
                    .interrupted());
            assertEquals(
                    after,
                    training.epochs(after)
                            .listeners(said)
                            .fit(Tiny.rows(1, 200))
                            .epochs());
        }
        assertOne(said.warnings, "jumps from " + from + " to " + to + " at epoch 5.50");
    }

    @Test
    void anInterruptedFitThatIsNotGoneOnWithIsTold() {
        var said = new Recorder();
        try (var flow = Tiny.flow()) {
            var stop = new Recorder(report -> Thread.currentThread().interrupt());
            training(flow, Constant.of(1e-3)).listeners(stop).fit(Tiny.rows(1, 200));
            training(flow, Constant.of(1e-3)).epochs(1).clip(1).listeners(said).fit(Tiny.rows(1, 200));
        }
        assertOne(said.warnings, "The interrupted training of this flow is not gone on with", "adam");
    }

    /** The running statistics of the batch norm still move. */
    @Test
    void epochsAtZeroAreNeverTheBest() {
        var said = new Recorder();
        try (var flow = Tiny.flow()) {
            var run = training(flow, epoch -> epoch < 2 ? 1e-3 : 0)
                    .epochs(12)
                    .validateOn(Tiny.rows(2, 500))
                    .listeners(said)
                    .fit(Tiny.rows(1, 200));
            assertTrue(run.bestEpoch().orElseThrow() <= 2, run::toString);
        }
        assertOne(said.warnings, "is 0 in 10 of the 12 epochs, from epoch 3 on");
    }
}
