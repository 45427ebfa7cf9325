package flashflow.data;

/**
 * SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). Written out here because the order of rows must stay the same on every JDK,
 * which the JDK's own generators do not promise.
 */
public final class SplitMix {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    /** A stream of its own for each combination of the keys. */
    public SplitMix(long... keys) {
        for (long key : keys) {
            state = mix(state + GOLDEN_GAMMA) ^ key;
        }
    }

    long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    private static long mix(long z) {
        long y = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        long x = (y ^ y >>> 27) * 0x94d049bb133111ebL;
        return x ^ x >>> 31;
    }

    /** A random order of 0 to n - 1 (Fisher and Yates); the bias of at most n / 2^32 does not matter here. */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = (int) ((next() >>> 32) * (i + 1) >>> 32);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
