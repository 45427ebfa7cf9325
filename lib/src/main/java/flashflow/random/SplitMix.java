package flashflow.random;

/**
 * The mixing function of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014; Stafford's variant 13 of MurmurHash3's finaliser): a
 * bijection of the 64-bit numbers whose output bits each depend on all input bits.
 */
public final class SplitMix {
    /** 2^64 over the golden ratio, odd: the distance of a stream's successive states. */
    public static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** The mixer's first multiplier. */
    public static final long FIRST = 0xBF58476D1CE4E5B9L;

    /** The mixer's second multiplier. */
    public static final long SECOND = 0x94D049BB133111EBL;

    private SplitMix() {}

    /** The mixed number. */
    static long mix(long z) {
        long y = (z ^ (z >>> 30)) * FIRST;
        long x = (y ^ (y >>> 27)) * SECOND;
        return x ^ (x >>> 31);
    }

    /** One key for a key and a number below it, such as a seed and a row; neighbours are unrelated. */
    public static long key(long key, long number) {
        return mix((key ^ number) + GOLDEN);
    }

    /** Value {@code n} from 0 of the stream with that key, without the values before it. */
    public static long value(long key, long n) {
        return mix(key + (n + 1) * GOLDEN);
    }

    /** The 53 high bits as a number in (0, 1), at half steps: neither end occurs. */
    public static double open(long bits) {
        return ((bits >>> 11) + 0.5) * 0x1.0p-53;
    }
}
