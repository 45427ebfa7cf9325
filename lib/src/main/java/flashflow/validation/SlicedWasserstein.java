package flashflow.validation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Mean;
import tech.tablesaw.api.Table;

/**
 * The sliced Wasserstein-1 distance: the mean over random directions of the distance of the samples projected on them
 * (Rabin et al. 2011; used as a test by Grossi, Letizia, Torre, arXiv 2409.16336). Columns are first standardised by the
 * reference, so the value is in standard deviations.
 */
public final class SlicedWasserstein {
    /** Number of directions by default. */
    public static final int DIRECTIONS = 50;

    private SlicedWasserstein() {}

    /**
     * Distance of two samples over the columns of the reference.
     *
     * @param directions how many directions, at least 1
     * @param seed draws the directions
     * @throws flashflow.FlashFlowException if a column is missing, or no row is complete
     */
    public static double distance(Table reference, Table sample, int directions, long seed) {
        var names = reference.columnNames();
        return distance(Observations.of(reference, names), Observations.of(sample, names), directions, seed);
    }

    static double distance(Observations reference, Observations sample, int directions, long seed) {
        var draws = Resampler.of(seed);
        double[][] all = IntStream.range(0, directions)
                .mapToObj(i -> draws.direction(reference.width()))
                .toArray(double[][]::new);
        return distance(reference, sample, all);
    }

    static double distance(Observations reference, Observations sample, double[][] directions) {
        var covariance = Covariance.of(reference);
        var a = reference.scaled(covariance.mean(), covariance.scales());
        var b = sample.scaled(covariance.mean(), covariance.scales());
        double[] distances = Arrays.stream(directions)
                .parallel()
                .mapToDouble(d -> Wasserstein.distance(projected(a, d), projected(b, d)))
                .toArray();
        return Mean.of(distances).getAsDouble();
    }

    static double[] projected(Observations sample, double[] direction) {
        double[] projection = new double[sample.size()];
        for (int c = 0; c < direction.length; c++) {
            for (int i = 0; i < projection.length; i++) {
                projection[i] += direction[c] * sample.columns()[c][i];
            }
        }
        return projection;
    }
}
