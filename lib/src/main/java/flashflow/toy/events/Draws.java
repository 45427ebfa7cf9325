package flashflow.toy.events;

import flashflow.random.RandomStream;

/** Random whole numbers: how many objects an event has. */
final class Draws {
    private Draws() {}

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
}
