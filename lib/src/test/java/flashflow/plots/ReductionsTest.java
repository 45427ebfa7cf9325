package flashflow.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.plots.reduction.ContourLine;
import flashflow.plots.reduction.Histogram;
import flashflow.plots.reduction.Profile;
import flashflow.plots.reduction.RocCurve;
import flashflow.plots.reduction.SmoothedDensity;
import flashflow.validation.Bins;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The numbers behind the pictures. */
class ReductionsTest {
    @Test
    void wholeNumbersGetBinsAroundThem() {
        double[] flags = {0, 2, 6, 6, 6};
        var bins = BinChoice.of("jetId", flags, flags, PlotOptions.defaults());
        assertEquals(-0.5, bins.low());
        assertEquals(6.5, bins.high());
        assertArrayEquals(
                new double[] {0.2, 0, 0.2, 0, 0, 0, 0.6},
                Histogram.of(bins, flags).fractions(),
                1e-12);
    }

    @Test
    void theLastEdgeBelongsToTheLastBin() {
        var bins = Bins.equal(0, 1, 4, false);
        assertEquals(0, bins.bin(0));
        assertEquals(1, bins.bin(0.25));
        assertEquals(3, bins.bin(1));
        assertEquals(-1, bins.bin(1.0001));
        assertEquals(-1, bins.bin(Double.NaN));
    }

    /** Exact: a share p of a round Gaussian lies within r = sqrt(-2 ln(1 - p)). */
    @Test
    void contoursOfAGaussianAreCircles() {
        double[][] points = gaussian(200_000);
        var bins = Bins.equal(-5, 5, 100, false);
        var density = SmoothedDensity.of(bins, bins, points[0], points[1], ones(points[0].length));
        for (double share : new double[] {0.5, 0.9}) {
            double[][] line = ContourLine.of(density, density.level(share));
            double radius = Math.sqrt(-2 * Math.log(1 - share));
            double sum = 0;
            int n = 0;
            for (int i = 0; i < line[0].length; i++) {
                if (!Double.isNaN(line[0][i])) {
                    sum += Math.hypot(line[0][i], line[1][i]);
                    n++;
                }
            }
            assertEquals(radius, sum / n, 0.05 * radius);
        }
    }

    @Test
    void contoursCloseIntoOneLine() {
        double[][] points = gaussian(200_000);
        var bins = Bins.equal(-5, 5, 40, false);
        var density = SmoothedDensity.of(bins, bins, points[0], points[1], ones(points[0].length));
        double[][] line = ContourLine.of(density, density.level(0.5));
        int last = line[0].length - 2;
        assertTrue(Double.isNaN(line[0][last + 1]));
        assertEquals(line[0][0], line[0][last]);
        assertEquals(line[1][0], line[1][last]);
        assertEquals(1, java.util.Arrays.stream(line[0]).filter(Double::isNaN).count());
    }

    private static double[] ones(int n) {
        return java.util.stream.DoubleStream.generate(() -> 1).limit(n).toArray();
    }

    private static double[][] gaussian(int n) {
        var random = new Random(7);
        double[][] points = new double[2][n];
        for (int i = 0; i < n; i++) {
            points[0][i] = random.nextGaussian();
            points[1][i] = random.nextGaussian();
        }
        return points;
    }

    @Test
    void smoothingLosesNothing() {
        var bins = Bins.equal(0, 1, 10, false);
        var density = SmoothedDensity.of(bins, bins, new double[] {0.01, 0.99}, new double[] {0.01, 0.5}, ones(2));
        double sum = java.util.Arrays.stream(density.cells())
                .flatMapToDouble(java.util.Arrays::stream)
                .sum();
        assertEquals(1, sum, 1e-12);
    }

    @Test
    void manyScoresAreDrawnWithFewPoints() {
        double[] scores =
                java.util.stream.IntStream.range(0, 20_000).mapToDouble(i -> i).toArray();
        var curve = RocCurve.of(scores, scores);
        assertTrue(curve.signal().length <= 401);
        assertEquals(0.5, curve.area(), 1e-3);
        for (int i = 0; i < curve.signal().length; i++) {
            assertEquals(curve.signal()[i], curve.background()[i], 1e-4);
        }
    }

    /** By hand: of the six pairs, four are in order and one is a tie. */
    @Test
    void rocAreaCountsPairs() {
        var curve = RocCurve.of(new double[] {0.9, 0.5, 0.3}, new double[] {0.4, 0.3});
        assertEquals(4.5 / 6, curve.area(), 1e-12);
        assertEquals(1, curve.signal()[curve.signal().length - 1]);
        assertEquals(1.0 / 3, curve.signal()[0], 1e-12);
        assertEquals(0, curve.background()[0]);
    }

    @Test
    void momentsAreThoseOfEachBin() {
        var bins = Bins.equal(0, 2, 2, false);
        var profile = Profile.of(bins, new double[] {0.5, 0.6, 1.5, 9}, new double[] {1, 3, 7, 100});
        assertEquals(2, profile.means()[0]);
        assertEquals(1, profile.spreads()[0]);
        assertEquals(1 / Math.sqrt(2), profile.meanErrors()[0], 1e-12);
        assertTrue(Double.isNaN(profile.means()[1]));
    }

    @Test
    void numbersInLegendsHaveThreeDigits() {
        assertEquals("0.00964", DistributionPlot.number(0.009642));
        assertEquals("0.0100", DistributionPlot.number(0.01));
        assertEquals("12.3", DistributionPlot.number(12.345));
        assertEquals("1.23e-05", DistributionPlot.number(1.2345e-5));
        assertEquals("0", DistributionPlot.number(0));
    }

    @Test
    void unitsAreKnownWithAndWithoutPrefix() {
        assertEquals("GeV", Units.of("MGenJet_pt"));
        assertEquals("cm", Units.of("dxyErr"));
        assertEquals("", Units.of("MJet_ptRatio"));
        assertEquals("MMuon_ptErr [GeV]", Units.label("MMuon_ptErr"));
    }
}
