package flashflow.toy.events;

import flashflow.random.RandomStream;

/**
 * Further collisions of an event.
 *
 * @param gpudensity generated vertices per mm
 * @param vertices their number
 * @param mean the mean of the distribution that it was drawn from
 * @param pudensity vertices per mm
 * @param early those of earlier bunch crossings
 * @param late those of later ones
 */
record Pileup(float gpudensity, int vertices, float mean, float pudensity, int early, int late) {
    private static final double MOST_OFF = 26;

    static Pileup draw(RandomStream random) {
        double off = 11 * random.gaussian();
        double mean = 32 + Math.max(-MOST_OFF, Math.min(MOST_OFF, off));
        return new Pileup(
                (float) (mean * (0.04 + 0.008 * random.gaussian())),
                (int) Math.max(1, Math.rint(mean + Math.sqrt(mean) * random.gaussian())),
                (float) mean,
                (float) (mean * (0.05 + 0.01 * random.gaussian())),
                (int) Math.max(20, Math.rint(10 * mean + 25 * random.gaussian())),
                (int) Math.max(5, Math.rint(2 * mean + 11 * random.gaussian())));
    }

    /** The six columns in FlashSim's order. */
    float[] columns() {
        return new float[] {gpudensity, vertices, mean, pudensity, early, late};
    }
}
