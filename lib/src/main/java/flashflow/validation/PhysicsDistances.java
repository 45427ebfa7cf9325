package flashflow.validation;

import flashflow.data.Interruption;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Mean;
import tech.tablesaw.api.Table;

/**
 * Frechet and kernel physics distances as Kansal et al. (arXiv 2211.10295) define them: columns are divided by the largest
 * absolute value in the reference (a column that lies more than 1000 standard deviations from zero is counted from its mean
 * first, or a shift of it would be lost); FPD is the squared Frechet distance extrapolated to infinitely many rows from ten sample
 * sizes even in 1/n; KPD is the median over batches of the unbiased squared maximum mean discrepancy with the kernel
 * {@code (x.y / D + 1)^4}.
 */
public final class PhysicsDistances {
    private static final int MOST_ROWS = 50_000;
    private static final int SIZES = 10;
    private static final int REPETITIONS = 20;
    private static final int BATCHES = 10;
    private static final int BATCH_ROWS = 5_000;
    /** Two of them at 0.4 of the whole. */
    private static final int FEWEST_ROWS = 5;
    /** Divided by its largest value, a column further from zero than so many standard deviations is a constant. */
    private static final double FARTHEST = 1000;

    private PhysicsDistances() {}

    /**
     * FPD over the columns of the reference, with the error of the extrapolation. Sample sizes are 20000 to 50000, or the
     * same 0.4 to 1 of the smaller sample where it has fewer than 50000 rows.
     *
     * @throws flashflow.FlashFlowException if a column is missing, or fewer than 5 rows of a sample are complete
     */
    public static Estimate fpd(Table reference, Table sample, long seed) {
        try (var work = Interruption.of("distance")) {
            var samples = MatchedSamples.of(reference, sample);
            return fpd(samples.reference(), samples.sample(), seed, work);
        }
    }

    /**
     * KPD over the columns of the reference, with half the 68 % range over the batches as error. A batch draws, with
     * repetition, 5000 rows of each sample, or as many as the smaller one has.
     *
     * @throws flashflow.FlashFlowException if a column is missing, or fewer than 2 rows of a sample are complete
     */
    public static Estimate kpd(Table reference, Table sample, long seed) {
        try (var work = Interruption.of("distance")) {
            var samples = MatchedSamples.of(reference, sample);
            return kpd(samples.reference(), samples.sample(), seed, work);
        }
    }

    static Estimate fpd(Observations reference, Observations sample, long seed, Interruption work) {
        var units = Units.of(reference.atLeast(FEWEST_ROWS, Validation.FPD));
        var a = units.applied(reference);
        var b = units.applied(sample.atLeast(FEWEST_ROWS, Validation.FPD));
        int most = Math.min(MOST_ROWS, Math.min(a.size(), b.size()));
        int[] sizes = sizes((int) (0.4 * most), most);
        double[] means = Arrays.stream(sizes)
                .mapToDouble(n -> meanFrechet(a, b, n, seed + n, work))
                .toArray();
        return extrapolated(Arrays.stream(sizes).asDoubleStream().toArray(), means);
    }

    /**
     * Distances of samples of several sizes, extrapolated to infinitely many rows along a line in one over the rows.
     *
     * @param rows sizes, not all the same, at least three
     * @param distances mean squared Frechet distance at each
     * @return the intercept, at least 0, and its standard error from the scatter about the line
     */
    public static Estimate extrapolated(double[] rows, double[] distances) {
        double[] inverse = Arrays.stream(rows).map(n -> 1 / n).toArray();
        var line = NonNegativeLine.fit(inverse, distances);
        return new Estimate(line.intercept(), line.interceptError());
    }

    /**
     * Squared Frechet distance of two samples by their means and covariances, as FPD takes it of each size.
     *
     * @param mean D means of the reference, and {@code covariance} its D x D covariances, with n - 1 below
     * @param units what columns are counted from and in, see {@link Units#of(double[], double[], double[], double[])}
     */
    public static double squaredFrechet(
            double[] mean, double[][] covariance, double[] ofSample, double[][] covarianceOfSample, Units units) {
        return units.applied(new Covariance(mean, covariance))
                .squaredFrechetDistance(units.applied(new Covariance(ofSample, covarianceOfSample)));
    }

    /** Even steps in 1/n. */
    private static int[] sizes(int least, int most) {
        double first = 1.0 / least;
        double step = (1.0 / most - first) / (SIZES - 1);
        return IntStream.range(0, SIZES)
                .map(i -> Math.max(2, (int) (1 / (first + i * step))))
                .toArray();
    }

    private static double meanFrechet(Observations a, Observations b, int rows, long seed, Interruption work) {
        double[] distances = work.each(REPETITIONS, i -> {
            var draws = Resampler.of(seed * REPETITIONS + i);
            var x = a.rows(draws.withRepetition(a.size(), rows));
            var y = b.rows(draws.withRepetition(b.size(), rows));
            return Covariance.of(x).squaredFrechetDistance(Covariance.of(y));
        });
        return Mean.of(distances).getAsDouble();
    }

    static Estimate kpd(Observations reference, Observations sample, long seed, Interruption work) {
        var units = Units.of(reference.atLeast(2, Validation.KPD));
        var a = units.applied(reference);
        var b = units.applied(sample.atLeast(2, Validation.KPD));
        int rows = Math.min(BATCH_ROWS, Math.min(a.size(), b.size()));
        double[] values = work.each(BATCHES, i -> {
            var draws = Resampler.of(seed + 1000L * i);
            var x = a.rows(draws.withRepetition(a.size(), rows));
            var y = b.rows(draws.withRepetition(b.size(), rows));
            return MeanDiscrepancy.squared(x, y, work);
        });
        double[] bounds = Quantiles.of(values, 0.16275, 0.5, 0.83725);
        return new Estimate(bounds[1], (bounds[2] - bounds[0]) / 2);
    }

    /**
     * What columns are counted from and in.
     *
     * @param centre 0, or the mean of a column that lies further from zero than it is wide
     * @param scale largest distance from the centre; 1 for a column that has none
     */
    public record Units(double[] centre, double[] scale) {
        static Units of(Observations reference) {
            var covariance = Covariance.of(reference);
            double[] deviation = IntStream.range(0, reference.width())
                    .mapToDouble(c -> Math.sqrt(covariance.matrix()[c][c]))
                    .toArray();
            double[] low = extremes(reference, column -> Arrays.stream(column).min());
            double[] high = extremes(reference, column -> Arrays.stream(column).max());
            return of(covariance.mean(), deviation, low, high);
        }

        private static double[] extremes(Observations rows, Function<double[], OptionalDouble> extreme) {
            return Arrays.stream(rows.columns())
                    .mapToDouble(column -> extreme.apply(column).orElse(0))
                    .toArray();
        }

        /** By mean, standard deviation, smallest and largest value of each column of the reference. */
        public static Units of(double[] mean, double[] deviation, double[] low, double[] high) {
            double[] centre = new double[mean.length];
            double[] scale = new double[mean.length];
            for (int c = 0; c < centre.length; c++) {
                centre[c] = deviation[c] > 0 && Math.abs(mean[c]) > FARTHEST * deviation[c] ? mean[c] : 0;
                double largest = Math.max(Math.abs(low[c] - centre[c]), Math.abs(high[c] - centre[c]));
                scale[c] = largest == 0 ? 1 : largest;
            }
            return new Units(centre, scale);
        }

        private Covariance applied(Covariance sample) {
            double[] mean = new double[scale.length];
            double[][] matrix = new double[scale.length][scale.length];
            for (int r = 0; r < scale.length; r++) {
                mean[r] = (sample.mean()[r] - centre[r]) / scale[r];
                for (int c = 0; c < scale.length; c++) {
                    matrix[r][c] = sample.matrix()[r][c] / scale[r] / scale[c];
                }
            }
            return new Covariance(mean, matrix);
        }

        Observations applied(Observations sample) {
            return sample.scaled(centre, scale);
        }
    }

    /** A sentence for each column that is not counted from zero. */
    static List<String> warnings(Observations reference) {
        double[] centre = Units.of(reference).centre();
        return IntStream.range(0, centre.length)
                .filter(c -> centre[c] != 0)
                .mapToObj(c -> "Column '" + reference.names().get(c) + "' lies more than " + (int) FARTHEST
                        + " standard deviations from zero in the reference; " + Validation.FPD + " and "
                        + Validation.KPD
                        + " count it from its mean, since they would not see it otherwise.")
                .toList();
    }

    /**
     * Least squares line y = intercept + slope x with both numbers at least 0.
     *
     * @param intercept value at x = 0
     * @param slope rise
     * @param interceptError standard error of the intercept, from the scatter about the line
     */
    record NonNegativeLine(double intercept, double slope, double interceptError) {
        static NonNegativeLine fit(double[] x, double[] y) {
            int n = x.length;
            double sx = 0, sy = 0, sxx = 0, sxy = 0;
            for (int i = 0; i < n; i++) {
                sx += x[i];
                sy += y[i];
                sxx += x[i] * x[i];
                sxy += x[i] * y[i];
            }
            double determinant = n * sxx - sx * sx;
            double slope = (n * sxy - sx * sy) / determinant;
            double intercept = (sy - slope * sx) / n;
            if (intercept < 0) {
                intercept = 0;
                slope = Math.max(0, sxy / sxx);
            } else if (slope < 0) {
                slope = 0;
                intercept = Math.max(0, sy / n);
            }
            double variance = residuals(x, y, intercept, slope) / (n - 2);
            return new NonNegativeLine(intercept, slope, Math.sqrt(variance * sxx / determinant));
        }

        private static double residuals(double[] x, double[] y, double intercept, double slope) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                double residual = y[i] - intercept - slope * x[i];
                sum += residual * residual;
            }
            return sum;
        }
    }
}
