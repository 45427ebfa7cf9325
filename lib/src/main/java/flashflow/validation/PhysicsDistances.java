package flashflow.validation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Mean;
import tech.tablesaw.api.Table;

/**
 * Frechet and kernel physics distances as Kansal et al. (arXiv 2211.10295) define them: columns are divided by the largest
 * absolute value in the reference; FPD is the squared Frechet distance extrapolated to infinitely many rows from ten sample
 * sizes even in 1/n; KPD is the median over batches of the unbiased squared maximum mean discrepancy with the kernel
 * {@code (x.y / D + 1)^4}.
 */
public final class PhysicsDistances {
    private static final int MOST_ROWS = 50_000;
    private static final int SIZES = 10;
    private static final int REPETITIONS = 20;
    private static final int BATCHES = 10;
    private static final int BATCH_ROWS = 5_000;

    private PhysicsDistances() {}

    /**
     * FPD over the columns of the reference, with the error of the extrapolation. Sample sizes are 20000 to 50000, or the
     * same 0.4 to 1 of the smaller sample where it has fewer than 50000 rows.
     *
     * @throws flashflow.FlashFlowException if a column is missing, or no row is complete
     */
    public static Estimate fpd(Table reference, Table sample, long seed) {
        var names = reference.columnNames();
        return fpd(Observations.of(reference, names), Observations.of(sample, names), seed);
    }

    /**
     * KPD over the columns of the reference, with half the 68 % range over the batches as error. A batch draws, with
     * repetition, 5000 rows of each sample, or as many as the smaller one has.
     *
     * @throws flashflow.FlashFlowException if a column is missing, or no row is complete
     */
    public static Estimate kpd(Table reference, Table sample, long seed) {
        var names = reference.columnNames();
        return kpd(Observations.of(reference, names), Observations.of(sample, names), seed);
    }

    static Estimate fpd(Observations reference, Observations sample, long seed) {
        double[] scale = largest(reference);
        var a = reference.scaled(new double[scale.length], scale);
        var b = sample.scaled(new double[scale.length], scale);
        int most = Math.min(MOST_ROWS, Math.min(a.size(), b.size()));
        int[] sizes = sizes((int) (0.4 * most), most);
        double[] means = Arrays.stream(sizes)
                .mapToDouble(n -> meanFrechet(a, b, n, seed + n))
                .toArray();
        double[] inverse = Arrays.stream(sizes).mapToDouble(n -> 1.0 / n).toArray();
        var line = NonNegativeLine.fit(inverse, means);
        return new Estimate(line.intercept(), line.interceptError());
    }

    /** Even steps in 1/n. */
    private static int[] sizes(int least, int most) {
        double first = 1.0 / least;
        double step = (1.0 / most - first) / (SIZES - 1);
        return IntStream.range(0, SIZES)
                .map(i -> Math.max(2, (int) (1 / (first + i * step))))
                .toArray();
    }

    private static double meanFrechet(Observations a, Observations b, int rows, long seed) {
        double[] distances = IntStream.range(0, REPETITIONS)
                .parallel()
                .mapToDouble(i -> {
                    var draws = Resampler.of(seed * REPETITIONS + i);
                    var x = a.rows(draws.withRepetition(a.size(), rows));
                    var y = b.rows(draws.withRepetition(b.size(), rows));
                    return FrechetDistance.squared(Covariance.of(x), Covariance.of(y));
                })
                .toArray();
        return Mean.of(distances).getAsDouble();
    }

    static Estimate kpd(Observations reference, Observations sample, long seed) {
        double[] scale = largest(reference);
        var a = reference.scaled(new double[scale.length], scale);
        var b = sample.scaled(new double[scale.length], scale);
        int rows = Math.min(BATCH_ROWS, Math.min(a.size(), b.size()));
        double[] values = IntStream.range(0, BATCHES)
                .parallel()
                .mapToDouble(i -> {
                    var draws = Resampler.of(seed + 1000L * i);
                    var x = a.rows(draws.withRepetition(a.size(), rows));
                    var y = b.rows(draws.withRepetition(b.size(), rows));
                    return MeanDiscrepancy.squared(x, y);
                })
                .toArray();
        double[] bounds = Quantiles.of(values, 0.16275, 0.5, 0.83725);
        return new Estimate(bounds[1], (bounds[2] - bounds[0]) / 2);
    }

    /** Largest absolute value of each column; 1 for a column of zeros. */
    static double[] largest(Observations sample) {
        return Arrays.stream(sample.columns())
                .mapToDouble(
                        column -> Arrays.stream(column).map(Math::abs).max().orElse(0))
                .map(m -> m == 0 ? 1 : m)
                .toArray();
    }
}
