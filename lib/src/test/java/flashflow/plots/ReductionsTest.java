package flashflow.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.LegendLayout;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.plots.drawing.Ticks;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The numbers behind the pictures. */
class ReductionsTest {
    @Test
    void aNarrowAxisHasTwoNumbersAtLeast() {
        assertEquals(List.of("0.5", "1.0", "1.5"), labels(Axis.linear("", 0.3, 1.85), 2));
        assertEquals(List.of("−0.1", "0.0", "0.1"), labels(Axis.linear("", -0.15, 0.15), 2));
    }

    @Test
    void ticksStandAtRoundNumbers() {
        assertEquals(List.of("0.0", "0.5", "1.0"), labels(Axis.linear("", 0, 1), 3));
        assertEquals(List.of("−20", "0", "20"), labels(Axis.linear("", -25, 30), 3));
        assertEquals(List.of("1", "2", "3"), labels(Axis.linear("", 0.6, 3.4).wholeNumbers(), 8));
        assertEquals(List.of("0", "2×10⁻⁵", "4×10⁻⁵"), labels(Axis.linear("", 0, 5e-5), 2));
        assertEquals(List.of("10⁻³", "10⁻²", "10⁻¹", "1", "10"), labels(Axis.logarithmic("", 1e-3, 10), 8));
        assertEquals(List.of("20", "50", "100", "200"), labels(Axis.logarithmic("", 15, 300), 8));
    }

    private static List<String> labels(Axis axis, int wanted) {
        return Ticks.of(axis, wanted).stream()
                .map(Ticks.Tick::label)
                .filter(label -> !label.isEmpty())
                .toList();
    }

    @Test
    void wholeNumbersGetBinsAroundThem() {
        double[] flags = {0, 2, 6, 6, 6};
        var binning = Binning.of("jetId", flags, flags, PlotOptions.defaults());
        assertEquals(-0.5, binning.low());
        assertEquals(6.5, binning.high());
        assertArrayEquals(
                new double[] {0.2, 0, 0.2, 0, 0, 0, 0.6},
                Histogram.of(binning, flags).fractions(),
                1e-12);
    }

    @Test
    void theLastEdgeBelongsToTheLastBin() {
        var binning = Binning.equal(0, 1, 4, false);
        assertEquals(0, binning.bin(0));
        assertEquals(1, binning.bin(0.25));
        assertEquals(3, binning.bin(1));
        assertEquals(-1, binning.bin(1.0001));
        assertEquals(-1, binning.bin(Double.NaN));
    }

    /** Exact: a share p of a round Gaussian lies within r = sqrt(-2 ln(1 - p)). */
    @Test
    void contoursOfAGaussianAreCircles() {
        double[][] points = gaussian(200_000);
        var bins = Binning.equal(-5, 5, 100, false);
        var density = SmoothedDensity.of(bins, bins, points[0], points[1]);
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
        var bins = Binning.equal(-5, 5, 40, false);
        var density = SmoothedDensity.of(bins, bins, points[0], points[1]);
        double[][] line = ContourLine.of(density, density.level(0.5));
        int last = line[0].length - 2;
        assertTrue(Double.isNaN(line[0][last + 1]));
        assertEquals(line[0][0], line[0][last]);
        assertEquals(line[1][0], line[1][last]);
        assertEquals(1, java.util.Arrays.stream(line[0]).filter(Double::isNaN).count());
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
        var bins = Binning.equal(0, 1, 10, false);
        var density = SmoothedDensity.of(bins, bins, new double[] {0.01, 0.99}, new double[] {0.01, 0.5});
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
        var bins = Binning.equal(0, 2, 2, false);
        var moments = Moments.of(bins, new double[] {0.5, 0.6, 1.5, 9}, new double[] {1, 3, 7, 100});
        assertEquals(2, moments.means()[0]);
        assertEquals(1, moments.spreads()[0]);
        assertEquals(1 / Math.sqrt(2), moments.meanErrors()[0], 1e-12);
        assertTrue(Double.isNaN(moments.means()[1]));
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
    void legendWrapsBeforeTheEdge() {
        var entry = Series.line(
                "a name of forty letters, or about so many", new double[0], new double[0], Style.line("#000000"));
        var entries = List.of(entry, entry.grouped("2"), entry.grouped("3"));
        var layout = LegendLayout.of(entries, Frames.WIDTH);
        assertEquals(2, layout.rows());
    }

    @Test
    void unitsAreKnownWithAndWithoutPrefix() {
        assertEquals("GeV", Units.of("MGenJet_pt"));
        assertEquals("cm", Units.of("dxyErr"));
        assertEquals("", Units.of("MJet_ptRatio"));
        assertEquals("MMuon_ptErr [GeV]", Units.label("MMuon_ptErr"));
    }
}
