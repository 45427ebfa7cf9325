package flashflow.training.schedule;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import flashflow.FlashFlowException;
import flashflow.training.BatchReport;
import flashflow.training.Recorder;
import flashflow.training.Tiny;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final double TINY = 1e-15;

    private static double cosine(double peak, double least, double t, double period) {
        return least + (peak - least) * (1 + Math.cos(Math.PI * t / period)) / 2;
    }

    @Test
    void cosineAnnealingFollowsItsFormula() {
        var perEpoch = CosineAnnealing.from(1e-3).to(1e-5).period(20);
        var perUpdate = perEpoch.everyUpdate();
        for (double t = 0; t <= 20; t += 0.125) {
            assertEquals(cosine(1e-3, 1e-5, Math.floor(t), 20), perEpoch.at(t), TINY);
            assertEquals(cosine(1e-3, 1e-5, t, 20), perUpdate.at(t), TINY);
        }
        assertEquals(1e-5, perUpdate.at(25), TINY);
    }

    @Test
    void anOpenPeriodIsTheWholeTraining() {
        var bound = CosineAnnealing.from(1e-3).over(40);
        assertEquals(0.5e-3, bound.at(20), TINY);
        assertEquals(0, bound.at(40), TINY);
    }

    /** Restarts at 3, 9 and 21: T_0 = 3, T_mult = 2. */
    @Test
    void warmRestartsGrow() {
        var schedule = WarmRestarts.from(1e-2, 3, 2).to(1e-4).everyUpdate();
        double[] starts = {0, 3, 9, 21};
        for (int i = 0; i < 3; i++) {
            double period = starts[i + 1] - starts[i];
            for (double t = 0; t < period; t += 0.25) {
                assertEquals(cosine(1e-2, 1e-4, t, period), schedule.at(starts[i] + t), TINY);
            }
        }
        assertEquals(1e-2, schedule.at(21), TINY);
    }

    @Test
    void warmRestartsOfOneLengthRepeat() {
        var schedule = WarmRestarts.from(1e-2, 4, 1);
        for (int epoch = 0; epoch < 20; epoch++) {
            assertEquals(cosine(1e-2, 0, epoch % 4, 4), schedule.at(epoch + 0.6), TINY);
        }
    }

    @Test
    void aWarmupRisesAndTheOtherFollows() {
        var schedule = CosineAnnealing.from(1e-3).everyUpdate().warmup(2).over(12);
        assertEquals(1e-5, schedule.at(0), TINY);
        assertEquals(1e-3 * (0.01 + 0.99 * 0.25), schedule.at(0.5), TINY);
        for (double t = 0; t <= 10; t += 0.5) {
            assertEquals(cosine(1e-3, 0, t, 10), schedule.at(2 + t), TINY);
        }
    }

    @Test
    void trackersCountEpochsOrUpdates() {
        var schedule = CosineAnnealing.from(1e-3).period(10).everyUpdate();
        assertEquals((float) cosine(1e-3, 0, 3, 10), schedule.getNewValue(3));
        assertEquals((float) cosine(1e-3, 0, 3.25, 10), schedule.perUpdate(4).getNewValue(13));
        assertArrayEquals(new double[] {2e-3, 2e-3}, Constant.of(2e-3).curve(2));
    }

    @Test
    void theTrainingUsesTheRates() {
        var perEpoch = rates(CosineAnnealing.from(1e-3));
        var perUpdate = rates(CosineAnnealing.from(1e-3).everyUpdate());
        for (int update = 0; update < 8; update++) {
            assertEquals(cosine(1e-3, 0, update / 4, 2), perEpoch[update], TINY);
            assertEquals(cosine(1e-3, 0, update / 4.0, 2), perUpdate[update], TINY);
        }
    }

    private static double[] rates(Schedule schedule) {
        var said = new Recorder();
        try (var flow = Tiny.flow()) {
            Tiny.training(flow)
                    .epochs(2)
                    .batchSize(64)
                    .schedule(schedule)
                    .listeners(said)
                    .fit(Tiny.rows(1, 256));
        }
        return said.batches.stream().mapToDouble(BatchReport::lr).toArray();
    }

    @Test
    void whatCannotTrainIsRefused() {
        assertThrows(FlashFlowException.class, () -> Constant.of(0));
        assertThrows(FlashFlowException.class, () -> Constant.of(Double.NaN));
        assertThrows(FlashFlowException.class, () -> CosineAnnealing.from(2));
        assertThrows(FlashFlowException.class, () -> CosineAnnealing.from(1e-3).to(1e-2));
        assertThrows(FlashFlowException.class, () -> CosineAnnealing.from(1e-3).period(-1));
        assertThrows(FlashFlowException.class, () -> WarmRestarts.from(1e-3, 0, 1));
        assertThrows(FlashFlowException.class, () -> WarmRestarts.from(1e-3, 5, 0.5));
        assertThrows(FlashFlowException.class, () -> Constant.of(1e-3).warmup(0));
    }
}
