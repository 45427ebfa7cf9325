package flashflow.preprocessing;

import flashflow.data.Normal;
import flashflow.preprocessing.transforms.Rows;

/**
 * A step's noise at one point of a lattice, moved around by the row's own. The place t is taken through u = t^3 (10 - 15 t + 6 t^2),
 * whose derivative weighs it: a lattice wants a function that goes round, and that does not grow beyond bounds at its ends, as that
 * of a flow wider than the noise does (Korobov's transformation, of degree 5).
 */
final class LatticeRows implements Rows {
    private static final double LEAST = 1e-9;

    private final SeededRows rows;
    private final double way;
    private final double[] logWeights;

    /** @param way from the row's own noise, in [0, 1) */
    LatticeRows(SeededRows rows, double way) {
        this.rows = rows;
        this.way = way;
        this.logWeights = new double[rows.block().count()];
    }

    @Override
    public double uniform(int i) {
        double moved = rows.uniform(i) + way;
        double t = Math.min(Math.max(LEAST, moved - Math.floor(moved)), 1 - LEAST);
        logWeights[i] = Math.log(30 * t * t * (1 - t) * (1 - t));
        return t * t * t * (10 + t * (6 * t - 15));
    }

    @Override
    public double gaussian(int i) {
        return Normal.quantile(uniform(i));
    }

    @Override
    public double[] raw(String column) {
        return rows.raw(column);
    }

    /** Adds the logs of the weights, 0 for rows that asked for no noise. */
    void addLogWeights(double[] sums) {
        for (int i = 0; i < logWeights.length; i++) {
            sums[i] += logWeights[i];
        }
    }
}
