package flashflow.plots.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThinningTest {
    @Test
    void shortCurvesStayAsTheyAre() {
        var curve = line(Thinning.MOST, i -> i, i -> i * i);
        assertSame(curve, Thinning.of(curve, panel(curve)));
    }

    @Test
    void peaksGapsAndEndsOfALongCurveStay() {
        var curve =
                line(50_000, i -> i, i -> i == 31_234 ? 9 : i == 5_678 ? -9 : i == 20_000 ? Double.NaN : Math.sin(i));
        var thin = Thinning.of(curve, panel(curve));
        assertTrue(thin.x().length <= 1.25 * Thinning.MOST, () -> thin.x().length + " points");
        for (int kept : new int[] {0, 5_678, 20_000, 31_234, 49_999}) {
            int place = Arrays.binarySearch(thin.x(), kept);
            assertTrue(place >= 0, () -> "point " + kept);
            assertEquals(curve.y()[kept], thin.y()[place]);
        }
    }

    /** Two circles of a thousand points each, and none of their points farther from what is left than is said. */
    @Test
    void contoursStayWithinAFractionOfAPixel() {
        int n = 1001;
        var curve = line(
                2 * n + 1,
                i -> i == n ? Double.NaN : (i < n ? 1 : 2) * Math.cos(2 * Math.PI * (i % (n + 1)) / 1000.0),
                i -> i == n ? Double.NaN : (i < n ? 1 : 2) * Math.sin(2 * Math.PI * (i % (n + 1)) / 1000.0));
        var panel = panel(curve);
        var thin = Thinning.of(curve, panel);
        assertTrue(thin.x().length < 200, () -> thin.x().length + " points");
        assertEquals(1, Arrays.stream(thin.x()).filter(Double::isNaN).count());
        for (int i = 0; i < curve.x().length; i++) {
            double apart = distance(panel, thin, curve.x()[i], curve.y()[i]);
            assertTrue(Double.isNaN(curve.x()[i]) || apart < 0.21, () -> apart + " pixels");
        }
    }

    private static double distance(Panel panel, Series thin, double x, double y) {
        return IntStream.range(1, thin.x().length)
                .mapToDouble(i -> java.awt.geom.Line2D.ptSegDist(
                        panel.pixelX(thin.x()[i - 1]),
                        panel.pixelY(thin.y()[i - 1]),
                        panel.pixelX(thin.x()[i]),
                        panel.pixelY(thin.y()[i]),
                        panel.pixelX(x),
                        panel.pixelY(y)))
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
    }

    private static Series line(int n, IntToDoubleFunction x, IntToDoubleFunction y) {
        return Series.line(
                "curve",
                IntStream.range(0, n).mapToDouble(x).toArray(),
                IntStream.range(0, n).mapToDouble(y).toArray(),
                Style.line(Palette.BLUE));
    }

    private static Panel panel(Series curve) {
        return Panel.of(new Box(70, 40, 600, 400), Axis.linear("x", -3, 3), Axis.linear("y", -3, 3), List.of(curve));
    }
}
