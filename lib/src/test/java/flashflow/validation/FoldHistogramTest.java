package flashflow.validation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

class FoldHistogramTest {
    private static final double[] EDGES =
            IntStream.rangeClosed(0, 80).mapToDouble(i -> i * 0.125).toArray();
    private static final int EVENTS = 400;
    private static final int FOLDS = 20;
    private static final int REPETITIONS = 200;

    @Test
    void sharesAndErrorsFollowTheFormula() {
        double[] values = {0.5, 0.6, 1.5, 0.5, 1.5, 1.6};
        long[] events = {7, 7, 7, 3, 3, 3};
        long[] folds = {0, 1, 2, 2, 1, 0};
        double[] weights = {2, 2, 2, 1, 1, 1};
        var h = FoldHistogram.of(new double[] {0, 1, 2}, values, events, folds, weights);
        assertArrayEquals(new double[] {(2 * 2 / 3.0 + 1 / 3.0) / 3, (2 / 3.0 + 2 / 3.0) / 3}, h.share(), 1e-15);
        double[] errors = {Math.hypot(4 / 3.0, 1 / 3.0) / 3, Math.hypot(2 / 3.0, 2 / 3.0) / 3};
        assertArrayEquals(errors, h.error(), 1e-15);
        // As if each fold were an event of weight w / N.
        double[] naive = {Math.sqrt(2 * 4 / 9.0 + 1 / 9.0) / 3, Math.sqrt(4 / 9.0 + 2 / 9.0) / 3};
        assertArrayEquals(naive, h.naiveError(), 1e-15);
        assertArrayEquals(new long[] {3, 3}, h.entries());
    }

    @Test
    void oneFoldIsAnOrdinaryHistogram() {
        double[] values = {0.5, 0.6, 1.5};
        var h = FoldHistogram.of(
                new double[] {0, 1, 2}, values, new long[] {0, 1, 2}, new long[3], new double[] {1, 1, 1});
        assertArrayEquals(new double[] {Math.sqrt(2) / 3, 1 / 3.0}, h.error(), 1e-15);
        assertArrayEquals(h.naiveError(), h.error(), 1e-15);
    }

    /** Mean over bins and repetitions of the quoted errors, over the spread between repetitions. */
    private record Coverage(double byFolds, double naive) {
        static Coverage of(boolean weighted) {
            double[][] shares = new double[REPETITIONS][];
            double byFolds = 0;
            double naive = 0;
            for (int r = 0; r < REPETITIONS; r++) {
                var h = toy(r, weighted);
                shares[r] = h.share();
                byFolds += sum(h.error()) / REPETITIONS;
                naive += sum(h.naiveError()) / REPETITIONS;
            }
            double spread = spread(shares);
            return new Coverage(byFolds / spread, naive / spread);
        }
    }

    @Test
    void errorsByFoldsAreTheSpreadOverRepetitions() {
        var coverage = Coverage.of(false);
        assertEquals(1, coverage.byFolds(), 0.1, coverage.toString());
        assertTrue(coverage.naive() < 0.7, coverage.toString());
    }

    @Test
    void errorsByFoldsCoverWithWeightedEvents() {
        var coverage = Coverage.of(true);
        assertEquals(1, coverage.byFolds(), 0.1, coverage.toString());
        assertTrue(coverage.naive() < 0.7, coverage.toString());
    }

    /** A detector with a resolution of 0.3 around true values between 0 and 10. */
    private static FoldHistogram toy(long seed, boolean weighted) {
        var random = new SplittableRandom(1000 + seed);
        int rows = EVENTS * FOLDS;
        double[] values = new double[rows];
        double[] weights = new double[rows];
        long[] events = new long[rows];
        long[] folds = new long[rows];
        for (int event = 0; event < EVENTS; event++) {
            double truth = 10 * random.nextDouble();
            double weight = weighted ? 0.5 + random.nextDouble() : 1;
            for (int fold = 0; fold < FOLDS; fold++) {
                int row = event * FOLDS + fold;
                values[row] = truth + 0.3 * random.nextGaussian();
                weights[row] = weight;
                events[row] = event;
                folds[row] = fold;
            }
        }
        return FoldHistogram.of(EDGES, values, events, folds, weights);
    }

    private static double sum(double[] values) {
        return java.util.Arrays.stream(values).sum();
    }

    /** Sum over bins of the standard deviations between repetitions. */
    private static double spread(double[][] shares) {
        double total = 0;
        for (int bin = 0; bin < shares[0].length; bin++) {
            int b = bin;
            double[] column =
                    java.util.Arrays.stream(shares).mapToDouble(s -> s[b]).toArray();
            double mean = sum(column) / column.length;
            double squares = java.util.Arrays.stream(column)
                    .map(x -> (x - mean) * (x - mean))
                    .sum();
            total += Math.sqrt(squares / (column.length - 1));
        }
        return total;
    }

    @Test
    void tablesGoByName() {
        var table = Table.create(
                DoubleColumn.create("x", 0.5, 1.5, 0.5, 0.5),
                IntColumn.create("event", 0, 0, 1, 1),
                IntColumn.create("fold", 0, 1, 0, 1),
                DoubleColumn.create("w", 1, 1, 3, 3));
        double[] edges = {0, 1, 2};
        var h = FoldHistogram.of(table, "x", edges, "event", "fold");
        assertArrayEquals(new double[] {0.75, 0.25}, h.share(), 1e-15);
        assertArrayEquals(
                new double[] {0.875, 0.125},
                FoldHistogram.of(table, "x", edges, "event", "fold", "w").share(),
                1e-15);
        assertEquals(2, h.table().rowCount());
    }

    @Test
    void foldsThatAreMissingOrDoubledAreRefused() {
        double[] edges = {0, 1};
        double[] values = {0.1, 0.2, 0.3, 0.4};
        double[] ones = {1, 1, 1, 1};
        refused("fold 0 twice", edges, values, new long[] {0, 0, 1, 1}, new long[] {0, 0, 0, 1}, ones);
        refused("needs each fold once", edges, values, new long[] {0, 0, 1, 2}, new long[] {0, 1, 0, 0}, ones);
        refused("share one weight", edges, values, new long[] {0, 0, 1, 1}, new long[] {0, 1, 0, 1}, new double[] {
            1, 2, 1, 1
        });
        refused("positive sum", edges, values, new long[] {0, 0, 1, 1}, new long[] {0, 1, 0, 1}, new double[] {
            1, 1, -1, -1
        });
    }

    private static void refused(
            String part, double[] edges, double[] values, long[] events, long[] folds, double[] weights) {
        String message = assertThrows(
                        FlashFlowException.class, () -> FoldHistogram.of(edges, values, events, folds, weights))
                .getMessage();
        assertTrue(message.contains(part), message);
    }
}
