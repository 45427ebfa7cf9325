package flashflow.toy;

import flashflow.random.RandomStream;

/** What jets and muons of the toy detector have in common: widths of the smeared values and smooth steps. */
public final class Shapes {
    /** Width of the noise on integer ids and flags, as in FlashSim's preprocessing. */
    static final double NOISE = 0.1;

    private Shapes() {}

    /** Logistic function, 1 / (1 + exp(-x)). */
    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** Index drawn with the given probabilities, which sum to 1. */
    public static int pick(RandomStream random, double... probabilities) {
        double u = random.uniform();
        int i = 0;
        while (i < probabilities.length - 1 && u >= probabilities[i]) {
            u -= probabilities[i++];
        }
        return i;
    }

    /** Normal value, drawn again until it lies within +-limit. */
    public static double truncatedNormal(RandomStream random, double width, double limit) {
        double value;
        do {
            value = width * random.gaussian();
        } while (Math.abs(value) > limit);
        return value;
    }

    /** Nearest of the allowed values. */
    static float nearest(float value, float... allowed) {
        float best = allowed[0];
        for (float candidate : allowed) {
            if (Math.abs(candidate - value) < Math.abs(best - value)) {
                best = candidate;
            }
        }
        return best;
    }

    /** The value, brought into [low, high]. */
    static float clamp(double value, double low, double high) {
        return (float) Math.max(low, Math.min(high, value));
    }
}
