package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TrainingTest {
    @Test
    void reachesTheKnownOptimum() {
        try (var flow = Tiny.flow()) {
            var run = Training.of(flow, Tiny.LAYOUT)
                    .epochs(30)
                    .batchSize(256)
                    .schedule(CosineAnnealing.from(1e-2))
                    .averageWeights(0.99)
                    .validateOn(Tiny.rows(2, 4000))
                    .fit(Tiny.rows(1, 10_000));
            var history = run.history();
            assertEquals(30, history.rowCount());
            double last = history.doubleColumn("validation_nll").get(29);
            System.out.println(history.print(40));
            assertTrue(last < Tiny.OPTIMUM + 0.05, last + " and " + Tiny.OPTIMUM);
            assertTrue(last > Tiny.OPTIMUM - 0.05, last + " and " + Tiny.OPTIMUM);
        }
    }

    @Test
    void theSameSeedGivesTheSameWeights() {
        assertArrayEquals(weights(3), weights(3));
    }

    private static float[] weights(long seed) {
        try (var flow = Tiny.flow()) {
            Tiny.training(flow).epochs(2).seed(seed).fit(Tiny.rows(1, 1000));
            return flow.parameters().toFloatArray();
        }
    }
}
