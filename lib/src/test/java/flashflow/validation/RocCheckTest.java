package flashflow.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class RocCheckTest {
    @Test
    void areasStandBesideEachOtherWithErrorsAndHalves() {
        var check = Validation.roc(scores(1, 1), scores(2, 0.5), "score", "flavour", 5, 0);
        // Phi(d / sqrt 2) for two normal distributions at the distance d.
        assertEquals(
                0.7602, check.referenceArea().value(), 5 * check.referenceArea().error());
        assertEquals(0.6382, check.sampleArea().value(), 5 * check.sampleArea().error());
        assertTrue(check.referenceArea().error() < 0.02);
        assertEquals(
                check.sampleArea().value() - check.referenceArea().value(),
                check.difference().value(),
                1e-12);
        assertTrue(-check.difference().value() > 3 * check.betweenHalves().value(), check.toString());
        assertEquals(4, check.table().rowCount());
        assertTrue(check.toHtml().contains("between halves of the reference"));
    }

    private static Table scores(long seed, double distance) {
        var random = new Random(seed);
        double[] score = new double[3000];
        double[] flavour = new double[3000];
        for (int i = 0; i < score.length; i++) {
            flavour[i] = i % 3 == 0 ? 5 : i % 3 == 1 ? 4 : 0;
            score[i] = random.nextGaussian() + (i % 3 == 0 ? distance : 0);
        }
        return Table.create("jets", DoubleColumn.create("score", score), DoubleColumn.create("flavour", flavour));
    }
}
