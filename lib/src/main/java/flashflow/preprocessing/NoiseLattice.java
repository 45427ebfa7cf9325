package flashflow.preprocessing;

import flashflow.preprocessing.transforms.Transform;
import java.util.List;

/**
 * Points at which the noise of a row is taken to integrate it out: a lattice in the unit cube of its noisy steps, of one dimension
 * at even distances, of more by Korobov's multiples of (1, a, a^2, ...), a being the one of least error P_2 (Sloan and Joe,
 * "Lattice methods for multiple integration", 1994, section 4). Each row moves it by its own noise.
 *
 * @param noisy for each target's chain, whether each of its steps adds noise
 * @param points how many, 1 where no step adds noise
 * @param multiplier a
 */
record NoiseLattice(List<List<Boolean>> noisy, int points, long multiplier) {
    private static final int POINTS_ON_A_LINE = 64;

    /** A prime, for lattices of two dimensions and more. */
    private static final int POINTS = 251;

    static NoiseLattice of(List<ColumnChain> targets) {
        var noisy = targets.stream()
                .map(chain ->
                        chain.transforms().stream().map(Transform::isNoisy).toList())
                .toList();
        int dimensions = noisy.stream().mapToInt(NoiseLattice::count).sum();
        return switch (dimensions) {
            case 0 -> new NoiseLattice(noisy, 1, 1);
            case 1 -> new NoiseLattice(noisy, POINTS_ON_A_LINE, 1);
            default -> new NoiseLattice(noisy, POINTS, best(dimensions));
        };
    }

    private static int count(List<Boolean> steps) {
        return (int) steps.stream().filter(is -> is).count();
    }

    private static long best(int dimensions) {
        long best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (long a = 2; a <= POINTS / 2; a++) {
            double error = error(a, dimensions);
            if (error < least) {
                least = error;
                best = a;
            }
        }
        return best;
    }

    /** P_2 + 1: the mean of the product of 1 + 2 pi^2 B_2 over the lattice. */
    private static double error(long a, int dimensions) {
        double sum = 0;
        for (int point = 0; point < POINTS; point++) {
            double product = 1;
            long at = point;
            for (int d = 0; d < dimensions; d++) {
                double x = (double) at / POINTS;
                product *= 1 + 2 * Math.PI * Math.PI * (x * x - x + 1.0 / 6);
                at = at * a % POINTS;
            }
            sum += product;
        }
        return sum / POINTS;
    }

    /** The noise of a step at one of the points, 0 to points - 1. */
    LatticeRows at(int point, SeededRows rows, int target, int place) {
        long at = point;
        for (int d = before(target, place); d > 0; d--) {
            at = at * multiplier % points;
        }
        return new LatticeRows(rows, (double) at / points);
    }

    /** Noisy steps before that one. */
    private int before(int target, int place) {
        int chains =
                noisy.subList(0, target).stream().mapToInt(NoiseLattice::count).sum();
        return chains + count(noisy.get(target).subList(0, place));
    }
}
