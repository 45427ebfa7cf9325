package flashflow.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.data.hdf5.Hdf5Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the fit says about shapes and dependences, and that it says nothing about good columns. */
class TargetRemarksTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("pt", "eta"), List.of("a", "b", "c"));
    private static final int ROWS = 40_000;

    /** Fills the targets of a row. */
    private interface Filling {
        void fill(double pt, double eta, Random random, double[] targets);
    }

    private static RowSource rows(Filling filling) {
        var random = new Random(3);
        float[] rows = new float[5 * ROWS];
        double[] targets = new double[3];
        for (int i = 0; i < ROWS; i++) {
            double pt = 20 - 30 * Math.log(1 - random.nextDouble());
            double eta = 5 * random.nextDouble() - 2.5;
            for (int c = 0; c < 3; c++) {
                targets[c] = random.nextGaussian();
            }
            filling.fill(pt, eta, random, targets);
            rows[5 * i] = (float) pt;
            rows[5 * i + 1] = (float) eta;
            for (int c = 0; c < 3; c++) {
                rows[5 * i + 2 + c] = (float) targets[c];
            }
        }
        return InMemoryDataset.of(LAYOUT, rows);
    }

    private static List<String> remarks(Filling filling) {
        var p = Preprocessing.standardise(LAYOUT).fit(rows(filling));
        assertEquals(p.warnings(), Preprocessing.fromJson(p.toJson()).warnings());
        return p.fit().orElseThrow().remarks();
    }

    private static void assertSays(Filling filling, String... parts) {
        var remarks = remarks(filling);
        assertEquals(1, remarks.size(), remarks.toString());
        for (String part : parts) {
            assertTrue(remarks.get(0).contains(part), remarks.get(0));
        }
    }

    /** Those that are one to the last bit are no remark, see CombinationsTest. */
    @Test
    void whatIsNearlyALinearCombinationIsNamed() {
        assertSays((pt, eta, random, t) -> t[1] = t[0] + near(random), "'b' nearly follows from 'a'");
        assertSays((pt, eta, random, t) -> t[1] = 1000 - 3000 * (t[0] + near(random)), "'b' nearly follows from 'a'");
        assertSays((pt, eta, random, t) -> t[2] = t[0] + 2 * t[1] + near(random), "'c' nearly follows from 'a', 'b'");
        assertSays((pt, eta, random, t) -> t[2] = 1.4 * pt + 30 * near(random), "'c' nearly follows from 'pt'");
        assertSays(
                (pt, eta, random, t) -> t[2] = pt / 30 - eta + t[0] + near(random),
                "'c' nearly follows from 'pt', 'eta', 'a'");
    }

    private static double near(Random random) {
        return 1e-5 * random.nextGaussian();
    }

    @Test
    void heavyTailsAreNamed() {
        assertSays(
                (pt, eta, random, t) -> t[0] = Math.tan(Math.PI * (random.nextDouble() - 0.5)), "'a' has heavy tails");
        assertSays((pt, eta, random, t) -> t[1] = Math.exp(3 * t[1]), "'b' has heavy tails", "Log");
        assertSays((pt, eta, random, t) -> t[1] = random.nextInt(ROWS / 3) == 0 ? 1e6 : t[1], "'b' has heavy tails");
    }

    @Test
    void spikesAreNamed() {
        assertSays((pt, eta, random, t) -> t[0] = random.nextInt(3) > 0 ? -0.1 : t[0], "'a'", "-0.1000", "Spike");
    }

    @Test
    void goodColumnsAreLeftInPeace() {
        assertEquals(List.of(), remarks((pt, eta, random, t) -> {}));
        assertEquals(List.of(), remarks((pt, eta, random, t) -> t[0] = -Math.log(1 - random.nextDouble())));
        assertEquals(List.of(), remarks((pt, eta, random, t) -> t[0] = Math.exp(t[1] / 2)));
        assertEquals(List.of(), remarks((pt, eta, random, t) -> t[1] = t[0] + 1e-3 * t[1]));
    }

    @Test
    void theSampleDataAreLeftInPeace() {
        try (var jets = Hdf5Dataset.jets(Path.of("../data/jets-train.h5"));
                var muons =
                        Hdf5Dataset.muons(Path.of("../data/muons-train-0.h5"), Path.of("../data/muons-train-1.h5"))) {
            assertEquals(
                    List.of(),
                    Preprocessing.standardise(jets.layout()).fit(jets).warnings());
            assertEquals(
                    List.of(),
                    Preprocessing.standardise(muons.layout()).fit(muons).warnings());
        }
    }
}
