package flashflow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnStatisticsTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("far"), List.of("near", "same"));

    @Test
    void agreesWithTwoPasses() {
        int n = 20_001;
        var random = new Random(1);
        float[] rows = new float[3 * n];
        for (int i = 0; i < n; i++) {
            rows[3 * i] = 1e6f + random.nextInt(100) * 0.25f;
            rows[3 * i + 1] = (float) random.nextGaussian();
            rows[3 * i + 2] = -2;
        }
        var statistics = ColumnStatistics.of(InMemoryDataset.of(LAYOUT, rows));
        for (int c = 0; c < 3; c++) {
            int column = c;
            double[] values =
                    IntStream.range(0, n).mapToDouble(i -> rows[3 * i + column]).toArray();
            double mean = java.util.Arrays.stream(values).sum() / n;
            double squares = java.util.Arrays.stream(values)
                    .map(v -> (v - mean) * (v - mean))
                    .sum();
            assertEquals(mean, statistics.mean(c), 1e-12 * Math.abs(mean) + 1e-15);
            assertEquals(Math.sqrt(squares / (n - 1)), statistics.deviation(c), 1e-9);
            assertEquals(java.util.Arrays.stream(values).min().orElseThrow(), statistics.min(c));
            assertEquals(java.util.Arrays.stream(values).max().orElseThrow(), statistics.max(c));
        }
    }

    @Test
    void givesATable() {
        var table = InMemoryDataset.of(LAYOUT, new float[] {1, 2, 3, 3, 5, 3}).statistics();
        assertEquals(List.of("column", "mean", "deviation", "min", "max", "nan"), table.columnNames());
        assertEquals("near", table.stringColumn("column").get(1));
        assertEquals(3.5, table.doubleColumn("mean").get(1));
        assertEquals(Math.sqrt(2), table.doubleColumn("deviation").get(0), 1e-15);
        assertEquals(0L, table.longColumn("nan").get(2));
    }
}
