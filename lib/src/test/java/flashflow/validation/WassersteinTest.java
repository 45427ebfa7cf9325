package flashflow.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;

class WassersteinTest {
    @Test
    void shiftIsItsOwnDistance() {
        double[] a = new Random(1).doubles(501).toArray();
        double[] b = Arrays.stream(a).map(x -> x - 0.25).toArray();
        assertEquals(0.25, Wasserstein.distance(a, b), 1e-12);
        assertEquals(0, Wasserstein.distance(a, a));
    }

    @Test
    void unequalSizesAgreeWithCopiesOfOneAnother() {
        double[] a = {3, 1, 2};
        double[] b = {0, 4};
        double[] a2 = {3, 1, 2, 3, 1, 2};
        double[] b3 = {0, 4, 0, 4, 0, 4};
        assertEquals(Wasserstein.distance(a2, b3), Wasserstein.distance(a, b), 1e-14);
        assertEquals(Wasserstein.distance(b, a), Wasserstein.distance(a, b), 1e-14);
    }

    @Test
    void weightsCountAsCopies() {
        double[] a = {3, 1, 2, 7};
        double[] b = {0, 4, 2.5};
        double[] copies = {3, 3, 1, 7, 7, 7};
        assertEquals(
                Wasserstein.distance(copies, b),
                Wasserstein.distance(a, new double[] {2, 1, 0, 3}, b, new double[] {5, 5, 5}),
                1e-14);
    }

    @Test
    void columnsLeaveOutMissingValues() {
        var a = FloatColumn.create("x", 1f, Float.NaN, 2f);
        var b = DoubleColumn.create("x", 1, 2, 4, 4);
        assertEquals(Wasserstein.distance(new double[] {1, 2}, new double[] {1, 2, 4, 4}), Wasserstein.distance(a, b));
    }

    @Test
    void badSamplesAreRefusedInOneSentence() {
        double[] ok = {1};
        var empty = assertThrows(FlashFlowException.class, () -> Wasserstein.distance(ok, new double[0]));
        assertTrue(empty.getMessage().contains("second sample is empty"));
        var nan = assertThrows(FlashFlowException.class, () -> Wasserstein.distance(new double[] {0, Double.NaN}, ok));
        assertTrue(nan.getMessage().contains("NaN at index 1"));
        var all = assertThrows(
                FlashFlowException.class,
                () -> Wasserstein.distance(FloatColumn.create("pt", Float.NaN), FloatColumn.create("pt", 1f)));
        assertTrue(all.getMessage().contains("'pt' holds nothing but NaN"));
        assertThrows(FlashFlowException.class, () -> Wasserstein.distance(ok, new double[] {-1}, ok, new double[] {1}));
        assertThrows(FlashFlowException.class, () -> Wasserstein.distance(ok, new double[] {0}, ok, new double[] {1}));
    }
}
