package flashflow.posterior;

/**
 * How long a sample diffuses to become its density: the square of the kernel's width, in units of the range. The fixed point of
 * Botev, Grotowski and Kroese (2010), algorithm 1: each derivative's norm is estimated with the width that the next higher one asks
 * for.
 */
final class DiffusionTime {
    private static final int STAGES = 7;
    private static final int BISECTIONS = 40;
    /** Beyond exp of minus this nothing adds. */
    private static final double NOTHING = 700;

    private static final double LONGEST = 0.1;

    /** Squares of the amplitudes of the waves 1 to n - 1. */
    private final double[] squares;

    private final double different;

    private DiffusionTime(double[] squares, long different) {
        this.squares = squares;
        this.different = different;
    }

    /**
     * The time, or that of a rule of thumb where the equation has no solution.
     *
     * @param waves cosine transform of the shares in equal cells
     * @param different number of different values
     */
    static double of(double[] waves, long different) {
        double[] squares = new double[waves.length - 1];
        for (int k = 0; k < squares.length; k++) {
            squares[k] = waves[k + 1] * waves[k + 1];
        }
        return new DiffusionTime(squares, different).fixedPoint();
    }

    /** The smallest time from which on it is longer than the one it asks for. */
    private double fixedPoint() {
        double ruleOfThumb = 0.28 * Math.pow(different, -0.4);
        double low = 0;
        double high = Math.min(LONGEST, 1e-8);
        while (high < LONGEST && excess(high) < 0) {
            low = high;
            high *= 2;
        }
        if (excess(high) < 0) {
            return Math.min(LONGEST, ruleOfThumb * ruleOfThumb);
        }
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (excess(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double excess(double time) {
        double norm = norm(STAGES, time);
        for (int s = STAGES - 1; s >= 2; s--) {
            double odd = 1;
            for (int i = 3; i <= 2 * s - 1; i += 2) {
                odd *= i;
            }
            double share = (1 + Math.pow(0.5, s + 0.5)) / 3;
            double width = 2 * share * odd / Math.sqrt(2 * Math.PI) / different / norm;
            norm = norm(s, Math.pow(width, 2 / (3.0 + 2 * s)));
        }
        return time - Math.pow(2 * different * Math.sqrt(Math.PI) * norm, -0.4);
    }

    /** Squared norm of the s-th derivative of the density after that time. */
    private double norm(int s, double time) {
        double sum = 0;
        double last = Math.min(squares.length, Math.sqrt(NOTHING / time) / Math.PI);
        for (int k = 1; k <= last; k++) {
            double square = (double) k * k;
            sum += Math.pow(square, s) * squares[k - 1] * Math.exp(-square * Math.PI * Math.PI * time);
        }
        return 2 * Math.pow(Math.PI, 2 * s) * sum;
    }
}
