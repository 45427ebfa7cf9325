package flashflow.plots.reduction;

import flashflow.validation.Bins;
import java.util.Arrays;

/**
 * Density of a sample in two dimensions: counts on a grid of cells, smoothed by a small Gaussian so that contours follow the
 * sample and not its noise.
 *
 * @param x bins of the first column
 * @param y bins of the second column
 * @param cells share of the sample in each cell, cells[i][j] with i along x
 */
public record SmoothedDensity(Bins x, Bins y, double[][] cells) {
    /** Width of the Gaussian, in cells. */
    private static final double SIGMA = 1.1;

    private static final int REACH = 4;

    /**
     * Of rows with two values and a weight each.
     *
     * @param weights with a positive sum
     */
    public static SmoothedDensity of(Bins x, Bins y, double[] xs, double[] ys, double[] weights) {
        double total = Arrays.stream(weights).sum();
        double[][] counts = new double[x.count()][y.count()];
        for (int row = 0; row < xs.length; row++) {
            int i = x.bin(xs[row]);
            int j = y.bin(ys[row]);
            if (i >= 0 && j >= 0) {
                counts[i][j] += weights[row] / total;
            }
        }
        return new SmoothedDensity(x, y, smoothed(counts));
    }

    /** Along x, then along y: a Gaussian separates. */
    private static double[][] smoothed(double[][] cells) {
        return transposed(smoothedAlongFirst(transposed(smoothedAlongFirst(cells))));
    }

    private static double[][] smoothedAlongFirst(double[][] cells) {
        int n = cells.length;
        double[][] out = new double[n][cells[0].length];
        for (int i = 0; i < n; i++) {
            for (int k = -REACH; k <= REACH; k++) {
                // What would leave the grid stays in its last cell, so that nothing is lost at the edges.
                int to = Math.max(0, Math.min(n - 1, i + k));
                for (int j = 0; j < cells[i].length; j++) {
                    out[to][j] += KERNEL[k + REACH] * cells[i][j];
                }
            }
        }
        return out;
    }

    private static final double[] KERNEL = kernel();

    private static double[] kernel() {
        double[] kernel = new double[2 * REACH + 1];
        Arrays.setAll(kernel, k -> Math.exp(-0.5 * (k - REACH) * (k - REACH) / (SIGMA * SIGMA)));
        double sum = Arrays.stream(kernel).sum();
        return Arrays.stream(kernel).map(w -> w / sum).toArray();
    }

    private static double[][] transposed(double[][] cells) {
        double[][] out = new double[cells[0].length][cells.length];
        for (int i = 0; i < cells.length; i++) {
            for (int j = 0; j < cells[i].length; j++) {
                out[j][i] = cells[i][j];
            }
        }
        return out;
    }

    /** The density above which the share {@code p} of the whole sample lies: the region of highest density. */
    public double level(double p) {
        double[] sorted =
                Arrays.stream(cells).flatMapToDouble(Arrays::stream).sorted().toArray();
        double sum = 0;
        for (int k = sorted.length - 1; k >= 0; k--) {
            sum += sorted[k];
            if (sum >= p) {
                // Between two cells, so that no contour runs exactly through the corner of a square.
                return k > 0 ? (sorted[k] + sorted[k - 1]) / 2 : sorted[k] / 2;
            }
        }
        return 0;
    }
}
