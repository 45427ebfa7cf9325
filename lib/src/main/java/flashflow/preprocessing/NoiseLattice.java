package flashflow.preprocessing;

import flashflow.preprocessing.transforms.Normal;
import flashflow.preprocessing.transforms.Rows;
import java.util.List;

/**
 * Points at which the noise of a row is taken to integrate it out: a lattice in the unit cube of its noisy steps, moved by the row's
 * own noise. In one dimension the points lie at even distances; in d they are the multiples of the powers of 1/g, where g solves
 * g^(d+1) = g + 1 (the R_d sequence, M. Roberts, "The unreasonable effectiveness of quasirandom sequences", 2018).
 *
 * @param noisy for each target's chain, whether each of its steps adds noise
 * @param points how many, 1 where no step adds noise
 */
record NoiseLattice(List<List<Boolean>> noisy, int points) {
    /** So many leave a probability wrong by some 1e-4 where the flow is smooth within the noise. */
    private static final int POINTS = 64;

    static NoiseLattice of(List<ColumnChain> targets) {
        var noisy = targets.stream()
                .map(chain -> chain.transforms().stream().map(t -> t.isNoisy()).toList())
                .toList();
        boolean any = noisy.stream().anyMatch(chain -> chain.contains(true));
        return new NoiseLattice(noisy, any ? POINTS : 1);
    }

    /** The noise of a step at one of the points, 0 to points - 1. */
    Rows at(int point, SeededRows rows, int target, int place) {
        int dimensions = count(noisy.size(), 0);
        double step = dimensions == 1 ? 1.0 / points : Math.pow(ratio(dimensions), -1 - count(target, place));
        return new MovedRows(rows, point * step);
    }

    /** Noisy steps before that one. */
    private int count(int target, int place) {
        int count = 0;
        for (int t = 0; t <= target && t < noisy.size(); t++) {
            var before = t < target ? noisy.get(t) : noisy.get(t).subList(0, place);
            count += (int) before.stream().filter(is -> is).count();
        }
        return count;
    }

    /** By the iteration of its equation, which contracts. */
    private static double ratio(int dimensions) {
        double g = 2;
        for (int i = 0; i < 60; i++) {
            g = Math.pow(1 + g, 1.0 / (dimensions + 1));
        }
        return g;
    }

    /** Noise moved around the unit circle. */
    private record MovedRows(SeededRows rows, double way) implements Rows {
        @Override
        public double uniform(int i) {
            double moved = rows.uniform(i) + way;
            return Math.max(Double.MIN_NORMAL, moved - Math.floor(moved));
        }

        @Override
        public double gaussian(int i) {
            return Normal.quantile(uniform(i));
        }

        @Override
        public double[] raw(String column) {
            return rows.raw(column);
        }
    }
}
