package flashflow.random;

/**
 * Standard normal numbers by the ziggurat of Marsaglia and Tsang (J. Stat. Softw. 5 (2000) 8) with 256 layers, box and position
 * taken from different bits as Doornik (2005) asks. The half density f(x) = exp(-x^2 / 2) is covered by 255 boxes of equal area
 * V and a base strip that holds the tail beyond R. The tail is Marsaglia's, exact as far as a double goes (some 10 deviations).
 *
 * <p>One stream value in 98.9 % of all cases: its low 8 bits choose the layer, its 53 high bits, signed, the position.
 */
final class Ziggurat {
    private static final int LAYERS = 256;
    /** Where the tail begins, and the area of each layer; both solve f(x[255]) + V / x[255] = 1 for these 256 layers. */
    private static final double R = 3.654152885361009;

    private static final double V = 0.0049286732339746554;

    /** Right edges of the layers: X[0] that of a box with the base strip's area, X[1] = R, falling to X[256] = 0. */
    private static final double[] X = edges();

    private Ziggurat() {}

    private static double[] edges() {
        var x = new double[LAYERS + 1];
        x[0] = V / density(R);
        x[1] = R;
        for (int i = 2; i < LAYERS; i++) {
            x[i] = StrictMath.sqrt(-2 * StrictMath.log(V / x[i - 1] + density(x[i - 1])));
        }
        return x;
    }

    static double gaussian(RandomStream random) {
        while (true) {
            long bits = random.next();
            int layer = (int) bits & (LAYERS - 1);
            double x = ((bits >> 11) + 0.5) * 0x1.0p-52 * X[layer];
            if (Math.abs(x) < X[layer + 1]) {
                return x;
            } else if (layer == 0) {
                return tail(random, x);
            } else if (isBelowDensity(x, layer, random)) {
                return x;
            }
        }
    }

    /** A point of the layer's rectangle beside the sure part: is it under the curve? */
    private static boolean isBelowDensity(double x, int layer, RandomStream random) {
        double low = density(X[layer]);
        double high = density(X[layer + 1]);
        return low + random.uniform() * (high - low) < density(x);
    }

    /** Beyond R (Marsaglia, Technometrics 6 (1964) 101), on the side of {@code sign}. */
    private static double tail(RandomStream random, double sign) {
        double beyond;
        double height;
        do {
            beyond = random.exponential() / R;
            height = random.exponential();
        } while (2 * height < beyond * beyond);
        return sign < 0 ? -R - beyond : R + beyond;
    }

    private static double density(double x) {
        return StrictMath.exp(-0.5 * x * x);
    }
}
