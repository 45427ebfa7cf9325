package flashflow.random;

/**
 * A stream of random numbers that its key decides for ever: SplitMix64, value n being {@link SplitMix#value}, 2^64 values long.
 * Cheap to make: one for each row or batch costs next to nothing. Used by one thread.
 */
public final class RandomStream {
    private long state;

    private RandomStream(long key) {
        state = key;
    }

    /** The stream of a key, as {@link Purpose} makes them of seeds. */
    public static RandomStream of(long key) {
        return new RandomStream(key);
    }

    /** 64 random bits. */
    public long next() {
        state += SplitMix.GOLDEN;
        return SplitMix.mix(state);
    }

    /** Uniform in [0, 1), a multiple of 2^-53. */
    public double uniform() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [low, high). */
    public double uniform(double low, double high) {
        return low + (high - low) * uniform();
    }

    /** Uniform among 0 to n - 1, without bias (Lemire 2019, arXiv:1805.10941); n from 1. */
    public int below(int n) {
        long product = (next() >>> 32) * n;
        if ((product & 0xFFFFFFFFL) < n) {
            long unfair = (1L << 32) % n;
            while ((product & 0xFFFFFFFFL) < unfair) {
                product = (next() >>> 32) * n;
            }
        }
        return (int) (product >>> 32);
    }

    /** Standard normal, by {@link Ziggurat}. */
    public double gaussian() {
        return Ziggurat.gaussian(this);
    }

    /** Exponential with mean 1, as the logarithm of a uniform number; at most 37.4. */
    public double exponential() {
        return -StrictMath.log(SplitMix.open(next()));
    }

    /** 0 to n - 1 in random order (Fisher and Yates, from inside out). */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
