package flashflow.categorical;

import flashflow.random.Purpose;

/** One class drawn from a row's probabilities. */
public final class ClassDraw {
    private ClassDraw() {}

    /**
     * The first class whose cumulative probability passes the row's number, uniform in [0, 1), which seed, row and fold decide.
     *
     * @param p probabilities, those of the row from {@code offset} on
     */
    public static int of(double[] p, int offset, int classes, long seed, long row, int fold) {
        double u = Purpose.CLASS.stream(seed, row, fold).uniform();
        double cumulative = 0;
        int last = 0;
        for (int k = 0; k < classes; k++) {
            cumulative += p[offset + k];
            if (u < cumulative) {
                return k;
            }
            last = p[offset + k] > 0 ? k : last;
        }
        return last;
    }
}
