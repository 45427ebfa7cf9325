package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.data.InMemoryDataset;
import flashflow.flow.SplineFlow;
import flashflow.training.schedule.Plateau;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rate falls when the validation is at rest, and the training stops only after that. */
class PlateauTest {
    private static final InMemoryDataset ROWS = Tiny.rows(1, 300);
    private static final InMemoryDataset VALID = Tiny.rows(2, 200);

    @TempDir
    Path folder;

    /** So fast that it overfits soon. */
    private static Training training(SplineFlow flow) {
        return Tiny.training(flow)
                .batchSize(50)
                .epochs(60)
                .schedule(Plateau.from(3e-2).factor(0.1).patience(2).to(1e-4).warmup(0.5))
                .patience(9)
                .keepBest()
                .validateOn(VALID);
    }

    @Test
    void fallsWhereTheValidationRestsAndStopsAfterwards() {
        try (var flow = Tiny.flow()) {
            var run = training(flow).fit(ROWS);
            assertTrue(run.stoppedEarly());
            double[] rates = run.history().numberColumn("lr").asDoubleArray();
            double[] nll = run.history().numberColumn("validation_nll").asDoubleArray();
            assertEquals(1e-4, rates[rates.length - 1], 1e-12);
            checkRates(rates, nll);
        }
    }

    /** From the second epoch on, after the warm-up. */
    private static void checkRates(double[] rates, double[] nll) {
        double best = nll[0];
        double rate = 3e-2;
        int unreduced = 0;
        for (int epoch = 1; epoch < rates.length; epoch++) {
            assertEquals(rate, rates[epoch], 1e-12, epoch + " " + Arrays.toString(nll));
            unreduced = nll[epoch] < best ? 0 : unreduced + 1;
            best = Math.min(best, nll[epoch]);
            if (unreduced == 2) {
                rate = Math.max(1e-4, rate * 0.1);
                unreduced = 0;
            }
        }
    }

    @Test
    void goesOnExactly() {
        try (var flow = Tiny.flow();
                var stopped = Tiny.flow()) {
            var whole = training(flow).fit(ROWS);
            int somewhere = whole.epochs() - 4;
            training(stopped).epochs(somewhere).checkpoints(folder).fit(ROWS);
            var resumed = Training.resume(folder, Device.cpu())
                    .epochs(60)
                    .validateOn(VALID)
                    .listeners(new Recorder());
            var run = resumed.fit(ROWS);
            assertEquals(
                    whole.history().numberColumn("lr").asList(),
                    run.history().numberColumn("lr").asList());
            assertEquals(Tiny.hash(flow), Tiny.hash(resumed.flow()));
            assertEquals(0, run.warnings().size(), run.warnings()::toString);
            resumed.flow().close();
        }
    }

    @Test
    void saysThatNothingFallsWithoutValidation() {
        var said = new Recorder();
        try (var flow = Tiny.flow()) {
            Tiny.training(flow)
                    .schedule(Plateau.from(1e-3))
                    .epochs(1)
                    .listeners(said)
                    .fit(ROWS);
        }
        assertTrue(said.warnings.stream().anyMatch(w -> w.contains("rate is never reduced")), said.warnings::toString);
    }

    @Test
    void refusesWhatNeverFalls() {
        for (double factor : new double[] {0, 1, Double.NaN}) {
            assertThrows(FlashFlowException.class, () -> Plateau.from(1e-3).factor(factor));
        }
        assertThrows(FlashFlowException.class, () -> Plateau.from(1e-3).patience(0));
        assertThrows(FlashFlowException.class, () -> Plateau.from(1e-3).to(1));
        assertThrows(FlashFlowException.class, () -> Plateau.from(2));
    }
}
