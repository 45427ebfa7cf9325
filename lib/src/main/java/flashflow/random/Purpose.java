package flashflow.random;

/** What random numbers are for: one seed may serve all purposes, and no two of them share a number. The codes are for ever. */
public enum Purpose {
    INITIAL_PARAMETERS(1),
    ROW_ORDER(2),
    DROPOUT(3),
    NOISE(4),
    PREPROCESSING(5),
    TOY(6),
    VALIDATION(7),
    SELECTION(8),
    SPLIT(9),
    CLASS(10),
    /** Seeds of the parts of a generation into events. */
    EVENTS(11);

    private final long code;

    Purpose(long code) {
        this.code = code;
    }

    /** The key of a seed for this purpose. */
    public long key(long seed) {
        return SplitMix.key(code, seed);
    }

    /** The key of a seed and a number below it, such as a row or an epoch. */
    public long key(long seed, long number) {
        return SplitMix.key(key(seed), number);
    }

    /** The key of a seed and two numbers below it, such as an epoch and a batch. */
    public long key(long seed, long number, long second) {
        return SplitMix.key(key(seed, number), second);
    }

    /** A stream of its own for each seed. */
    public RandomStream stream(long seed) {
        return RandomStream.of(key(seed));
    }

    /** A stream of its own for each pair. */
    public RandomStream stream(long seed, long number) {
        return RandomStream.of(key(seed, number));
    }

    /** A stream of its own for each three. */
    public RandomStream stream(long seed, long number, long second) {
        return RandomStream.of(key(seed, number, second));
    }
}
