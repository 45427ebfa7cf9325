package flashflow.spark.summaries;

import flashflow.random.RandomStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sums of the columns' values and of the products of two columns, about {@link Scales}, over complete rows; in sixteenths, to which a
 * hash assigns rows.
 */
public final class Products implements Serializable {
    private static final long serialVersionUID = 1;

    /** Groups of rows: a power of two, so that they can be merged two by two. */
    public static final int GROUPS = 16;

    private final long[] rows = new long[GROUPS];
    private final double[][] sums;
    private final double[][] products;

    public Products(int width) {
        sums = new double[GROUPS][width];
        products = new double[GROUPS][width * (width + 1) / 2];
    }

    /** The group of a row by its hash. */
    public static int group(long hash) {
        return (int) (hash >>> 60);
    }

    /** Adds a complete row, whose values are scaled already. */
    void add(int group, double[] scaled) {
        rows[group]++;
        double[] sum = sums[group];
        double[] product = products[group];
        for (int r = 0, at = 0; r < sum.length; r++) {
            double value = scaled[r];
            sum[r] += value;
            for (int c = 0; c <= r; c++) {
                product[at++] += value * scaled[c];
            }
        }
    }

    /** Adds the sums of other rows. */
    public void add(Products other) {
        for (int g = 0; g < GROUPS; g++) {
            rows[g] += other.rows[g];
            addTo(sums[g], other.sums[g], 1);
            addTo(products[g], other.products[g], 1);
        }
    }

    private static void addTo(double[] sum, double[] more, double times) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += times * more[i];
        }
    }

    /** Rows of all groups. */
    public long rows() {
        return Arrays.stream(rows).sum();
    }

    /** Means and covariances of the rows of groups {@code first} to {@code last - 1}, in units of the columns. */
    public Covariances of(int first, int last, Scales scales) {
        double[] times = new double[GROUPS];
        Arrays.fill(times, first, last, 1);
        return weighted(times, scales);
    }

    /** The same of as many of these groups, drawn with repetition. */
    public Covariances drawn(int first, int last, Scales scales, RandomStream random) {
        double[] times = new double[GROUPS];
        IntStream.range(first, last).forEach(i -> times[first + random.below(last - first)]++);
        return weighted(times, scales);
    }

    private Covariances weighted(double[] times, Scales scales) {
        double count = 0;
        double[] sum = new double[sums[0].length];
        double[] product = new double[products[0].length];
        for (int g = 0; g < GROUPS; g++) {
            count += times[g] * rows[g];
            addTo(sum, sums[g], times[g]);
            addTo(product, products[g], times[g]);
        }
        return covariances(count, sum, product, scales);
    }

    private static Covariances covariances(double count, double[] sum, double[] product, Scales scales) {
        int width = sum.length;
        double[] mean = new double[width];
        double[][] matrix = new double[width][width];
        for (int r = 0, at = 0; r < width; r++) {
            mean[r] = scales.centre()[r] + sum[r] / count * scales.scale()[r];
            for (int c = 0; c <= r; c++) {
                double scaled = (product[at++] - sum[r] / count * sum[c]) / (count - 1);
                matrix[r][c] = scaled * scales.scale()[r] * scales.scale()[c];
                matrix[c][r] = matrix[r][c];
            }
        }
        return new Covariances(count, mean, matrix);
    }
}
