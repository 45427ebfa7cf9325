package flashflow.validation.calibration;

import flashflow.posterior.ContextDraws;
import flashflow.random.Purpose;
import flashflow.random.RandomStream;

/**
 * Where the truth lies among the draws of its row: of each target how many draws are below it (Cook, Gelman, Rubin 2006; Talts et
 * al. 2018, arXiv:1804.06788), and of all together how many are closer than it to a random point (TARP; Lemos et al. 2023,
 * arXiv:2302.03026). The truth takes a random place among draws that are equal to it, and within its rank, so that for an exact
 * posterior the shares are uniform between 0 and 1: of any number of draws, of flags and spikes too.
 *
 * <p>The random point is the truth of another row, in units of the targets' interquartile ranges: it has to be independent of the
 * truth given the context, and lies where posteriors are.
 */
final class RankWork implements ContextDraws.Work<double[]> {
    private final Truths truths;
    private final double[] scales;
    private final int draws;
    private final long seed;

    /** @param draws of each row */
    RankWork(Truths truths, int draws, long seed) {
        this.truths = truths;
        this.scales = truths.scales();
        this.draws = draws;
        this.seed = seed;
    }

    /** rows x (D + 1) shares, the last one of a row that of all targets together. */
    @Override
    public double[] of(long firstRow, double[] drawn) {
        int d = truths.width();
        int rows = drawn.length / d / draws;
        double[] ranks = new double[rows * (d + 1)];
        for (int i = 0; i < rows; i++) {
            int row = (int) firstRow + i;
            var random = Purpose.VALIDATION.stream(seed, row);
            for (int c = 0; c < d; c++) {
                ranks[i * (d + 1) + c] = ofTarget(row, c, drawn, i * draws * d, random);
            }
            ranks[i * (d + 1) + d] = ofAll(row, drawn, i * draws * d, random);
        }
        return ranks;
    }

    private double ofTarget(int row, int c, double[] drawn, int at, RandomStream random) {
        int d = truths.width();
        double truth = truths.values()[row * d + c];
        int below = 0;
        int equal = 0;
        for (int k = 0; k < draws; k++) {
            double draw = drawn[at + k * d + c];
            below += draw < truth ? 1 : 0;
            equal += draw == truth ? 1 : 0;
        }
        return share(below, equal, random);
    }

    private double ofAll(int row, double[] drawn, int at, RandomStream random) {
        int d = truths.width();
        int other = (row + 1 + random.below(truths.rows() - 1)) % truths.rows();
        double truth = distance(truths.values(), row * d, other * d);
        int closer = 0;
        int equal = 0;
        for (int k = 0; k < draws; k++) {
            double draw = distance(drawn, at + k * d, other * d);
            closer += draw < truth ? 1 : 0;
            equal += draw == truth ? 1 : 0;
        }
        return share(closer, equal, random);
    }

    /** Squared, of a point to the truth at a place. */
    private double distance(double[] point, int at, int to) {
        double sum = 0;
        for (int c = 0; c < scales.length; c++) {
            double difference = (point[at + c] - truths.values()[to + c]) / scales[c];
            sum += difference * difference;
        }
        return sum;
    }

    private double share(int below, int equal, RandomStream random) {
        return (below + (equal + 1) * random.uniform()) / (draws + 1);
    }
}
