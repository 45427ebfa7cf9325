package flashflow.toy.events;

import flashflow.random.RandomStream;

/** Random numbers of the distributions that events are made of. */
final class Draws {
    private Draws() {}

    /** Index drawn with the given probabilities, which sum to 1. */
    static int pick(RandomStream random, double... probabilities) {
        double u = random.uniform();
        int i = 0;
        while (i < probabilities.length - 1 && u >= probabilities[i]) {
            u -= probabilities[i++];
        }
        return i;
    }

    /** Poisson, by multiplying uniform numbers (Knuth, TAOCP 3.4.1); for small means. */
    static int poisson(RandomStream random, double mean) {
        double limit = Math.exp(-mean);
        double product = random.uniform();
        int count = 0;
        while (product > limit) {
            product *= random.uniform();
            count++;
        }
        return count;
    }

    /** Gaussian around 0, drawn again until it lies within +-limit. */
    static double gaussianWithin(RandomStream random, double width, double limit) {
        double value;
        do {
            value = width * random.gaussian();
        } while (Math.abs(value) > limit);
        return value;
    }
}
