package flashflow.validation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import org.junit.jupiter.api.Test;

class BinsTest {
    /** As numpy.quantile([4, 1, 3, 2], [0, 1/2, 1]) and [0, 1/3, 2/3, 1] have it. */
    @Test
    void quantilesAreInterpolated() {
        double[] values = {4, 1, 3, 2};
        assertArrayEquals(new double[] {1, 2.5, 4}, Bins.quantiles(values, 2).edges());
        assertArrayEquals(new double[] {1, 2, 3, 4}, Bins.quantiles(values, 3).edges(), 1e-12);
        assertArrayEquals(new double[] {4, 1, 3, 2}, values);
    }

    @Test
    void repeatedValuesMakeFewerBins() {
        assertArrayEquals(
                new double[] {0, 1},
                Bins.quantiles(new double[] {0, 0, 0, 0, 1}, 4).edges());
        assertSays(() -> Bins.quantiles(new double[] {3, 3}, 4), "All 2 values are 3.0");
    }

    @Test
    void equalBinsInValuesOrInTheirLogarithms() {
        assertArrayEquals(new double[] {0, 1, 2}, Bins.equal(0, 2, 2, false).edges());
        var log = Bins.equal(1, 100, 2, true);
        assertArrayEquals(new double[] {1, 10, 100}, log.edges(), 1e-12);
        assertArrayEquals(new double[] {Math.sqrt(10), 10 * Math.sqrt(10)}, log.centres(), 1e-12);
        assertEquals(1, log.bin(10.1));
    }

    @Test
    void edgesAreFiniteAndRise() {
        assertSays(() -> Bins.of(1), "at least two edges");
        assertSays(() -> Bins.of(0, 1, 1), "edge 2");
        assertSays(() -> Bins.of(0, Double.NaN), "edge 1");
        assertSays(() -> Bins.equal(0, Double.POSITIVE_INFINITY, 3, false), "finite");
        double[] edges = {0, 1};
        var bins = Bins.of(edges);
        edges[1] = 7;
        assertEquals(1, bins.high());
    }

    private static void assertSays(Runnable call, String part) {
        String message = assertThrows(FlashFlowException.class, call::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
