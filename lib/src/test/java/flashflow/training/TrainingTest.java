package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.training.schedule.CosineAnnealing;
import org.junit.jupiter.api.Test;

class TrainingTest {
    @Test
    void comesNearTheKnownOptimum() {
        try (var flow = Tiny.flow()) {
            var run = Training.of(flow, Tiny.LAYOUT)
                    .epochs(8)
                    .batchSize(256)
                    .schedule(CosineAnnealing.from(1e-2))
                    .listeners(new TrainingListener() {})
                    .keepBest()
                    .validateOn(Tiny.rows(2, 4000))
                    .fit(Tiny.rows(1, 30_000));
            assertEquals(8, run.history().rowCount());
            assertTrue(run.bestNll() < Tiny.OPTIMUM + 0.12, run.bestNll() + " and " + Tiny.OPTIMUM);
            assertTrue(run.bestNll() > Tiny.OPTIMUM - 0.12, run.bestNll() + " and " + Tiny.OPTIMUM);
        }
    }

    @Test
    void theSameSeedGivesTheSameWeights() {
        assertEquals(weights(3), weights(3));
    }

    private static String weights(long seed) {
        try (var flow = Tiny.flow()) {
            Tiny.training(flow).epochs(2).seed(seed).fit(Tiny.rows(1, 1000));
            return Tiny.hash(flow);
        }
    }
}
