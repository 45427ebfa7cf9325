package flashflow.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.flow.density.Adam;
import flashflow.interop.torch.TorchFile;
import flashflow.interop.torch.TorchFileTest;
import flashflow.preprocessing.Preprocessing;
import flashflow.training.schedule.Constant;
import flashflow.training.schedule.Schedule;
import flashflow.training.schedule.WarmRestarts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files were written by lib/src/test/python/make_nflows_variants.py: four epochs, and the rates of the next twelve. */
class TorchPlanTest {
    private static Map<?, ?> saved(String name) {
        try (var file = TorchFile.open(TorchFileTest.resource("schedules.pt"))) {
            return (Map<?, ?>) file.map().get(name);
        }
    }

    private static TorchPlan plan(String name) {
        var saved = saved(name);
        var groups = (List<?>) ((Map<?, ?>) saved.get("optimizer_state_dict")).get("param_groups");
        double rate = ((Number) ((Map<?, ?>) groups.get(0)).get("lr")).doubleValue();
        var moments =
                new AdamMoments(new float[0], new float[0], 4, new Adam.Settings(0.9, 0.999, 1e-8, 0, false, 0), rate);
        return new TorchPlan(TrainingRecord.of(saved), moments, Path.of("checkpoint.pt"));
    }

    @ParameterizedTest
    @CsvSource({"CosineAnnealingLR, 6, 10", "CosineAnnealingWarmRestarts, 12, 6", "none, 12, 5"})
    void theRatesGoOnAsInPython(String name, int epochs, int end) {
        var plan = plan(name);
        assertEquals(4, plan.done());
        assertEquals(end, plan.epochs());
        assertRates((List<?>) saved(name).get("rates"), plan.schedule(), plan.done(), epochs);
    }

    private static void assertRates(List<?> python, Schedule schedule, int done, int epochs) {
        double[] theirs = python.stream()
                .limit(epochs)
                .mapToDouble(rate -> ((Number) rate).doubleValue())
                .toArray();
        double[] ours =
                IntStream.range(done, done + epochs).mapToDouble(schedule::at).toArray();
        assertArrayEquals(theirs, ours, 1e-12);
    }

    @Test
    void restartsByFractionsOfEpochsMoveWithEveryUpdate() {
        var plan = plan("restarts by fractions of epochs");
        assertEquals(4, plan.done());
        assertEquals(new WarmRestarts(1e-3, 0, 3, 1, true), plan.schedule());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "StepLR",
                "ExponentialLR",
                "MultiStepLR",
                "ConstantLR",
                "LinearLR",
                "LambdaLR or MultiplicativeLR",
                "SequentialLR or ChainedScheduler",
                "CyclicLR",
                "OneCycleLR",
                "ReduceLROnPlateau"
            })
    void schedulesThatThisLibraryLacksAreRefusedByName(String name) {
        assertRefused(
                name, "is " + name + ", which this library does not have; give one as checkpoint.training(model,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    moved with every batch | has been moved 40 times in 4 epochs, and not once an epoch
                    state left out         | is not in it, although the optimizer had one
                    rate changed by hand   | does not give the optimizer's rate at its place, 4
                    """)
    void schedulesWhoseRatesAreNotCertainAreRefused(String name, String said) {
        assertRefused(name, said);
    }

    private static void assertRefused(String name, String said) {
        var refusal = assertThrows(FlashFlowException.class, () -> plan(name).schedule());
        assertTrue(refusal.getMessage().contains(said), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
    }

    @Test
    void theSentenceHasTheCodeOfSimpleSchedules() {
        assertRefused("StepLR", "epoch -> 0.001 * Math.pow(0.5, Math.floor(epoch / 3.0))");
        assertRefused("ExponentialLR", "epoch -> 0.001 * Math.pow(0.9, Math.floor(epoch))");
        Schedule steps = epoch -> 0.001 * Math.pow(0.5, Math.floor(epoch / 3.0));
        assertRates((List<?>) saved("StepLR").get("rates"), steps, 4, 12);
        Schedule exponential = epoch -> 0.001 * Math.pow(0.9, Math.floor(epoch));
        assertRates((List<?>) saved("ExponentialLR").get("rates"), exponential, 4, 12);
    }

    @Test
    void aTrainingWithRestartsGoesOn() {
        var checkpoint = NflowsCheckpoint.read(TorchFileTest.resource("restarts.pt"));
        assertEquals(Optional.empty(), checkpoint.schedule());
        var layout = new ColumnLayout(List.of("a", "b"), List.of("u", "v", "w"));
        try (var model = checkpoint.model(Preprocessing.none(layout), Device.cpu());
                var file = TorchFile.open(TorchFileTest.resource("restarts.pt"))) {
            var settings = checkpoint.training(model).settings();
            assertEquals(9, settings.epochs());
            assertRates((List<?>) file.map().get("rates"), settings.schedule(), 5, 20);
            var given = checkpoint.training(model, Constant.of(1e-4)).settings();
            assertEquals(Constant.of(1e-4), given.schedule());
            assertEquals(6, given.epochs());
        }
    }

    @Test
    void numbersOfNumpyAreRead() {
        try (var file = TorchFile.open(TorchFileTest.resource("schedules.pt"))) {
            var record = TrainingRecord.of((Map<?, ?>) file.map().get("numpy"));
            assertEquals(Optional.of(3), record.epoch());
            assertArrayEquals(
                    new double[] {1.5, 2.5, 3.5},
                    record.history().doubleColumn("training_nll").asDoubleArray());
            assertArrayEquals(
                    new double[] {1, 200, Double.NaN},
                    record.history().doubleColumn("validation_nll").asDoubleArray());
        }
    }
}
