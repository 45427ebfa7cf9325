package flashflow.validation;

import flashflow.FlashFlowException;
import flashflow.data.Interruption;
import java.util.Arrays;
import java.util.stream.IntStream;
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
     * @throws flashflow.FlashFlowException if a column is missing, or fewer than two rows of a sample are complete
     */
    public static double distance(Table reference, Table sample, int directions, long seed) {
        if (directions < 1) {
            throw new FlashFlowException(
                    "A sliced distance cannot be taken in " + directions + " directions; give at least 1.");
        }
        try (var work = Interruption.of("distance")) {
            var samples = MatchedSamples.of(reference, sample).atLeast(2, Validation.SLICED);
            return distance(samples.reference(), samples.sample(), directions, seed, work);
        }
    }

    static double distance(Observations reference, Observations sample, int directions, long seed, Interruption work) {
        var draws = Resampler.of(seed);
        double[][] all = IntStream.range(0, directions)
                .mapToObj(i -> draws.direction(reference.width()))
                .toArray(double[][]::new);
        return distance(reference, sample, all, work);
    }

    static double distance(Observations reference, Observations sample, double[][] directions, Interruption work) {
        var covariance = Covariance.of(reference);
        var a = reference.scaled(covariance.mean(), covariance.scales());
        var b = sample.scaled(covariance.mean(), covariance.scales());
        double[] distances = work.each(
                directions.length,
                i -> Wasserstein.distanceOfSorted(projected(a, directions[i]), projected(b, directions[i])));
        return distances.length == 1 ? distances[0] : Estimate.of(distances).value();
    }

    /** The sorted projections. */
    private static double[] projected(Observations sample, double[] direction) {
        double[] projection = new double[sample.size()];
        for (int c = 0; c < direction.length; c++) {
            for (int i = 0; i < projection.length; i++) {
                projection[i] += direction[c] * sample.columns()[c][i];
            }
        }
        Arrays.sort(projection);
        return projection;
    }
}
