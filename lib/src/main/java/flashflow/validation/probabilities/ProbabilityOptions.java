package flashflow.validation.probabilities;

import flashflow.FlashFlowException;

/**
 * How thorough a check of probabilities is. Immutable; {@code withX} methods give changed copies.
 *
 * @param seed draws the classes of the null
 * @param bins of the predicted probability, at least 1
 * @param equalWidth whether they are equally wide between 0 and 1, instead of holding about equally many rows
 * @param draws of all rows' classes by their own probabilities, at least {@value #FEWEST_DRAWS}
 * @param level probability with which chance alone leaves everything unflagged, between 0 and 1
 */
public record ProbabilityOptions(long seed, int bins, boolean equalWidth, int draws, double level) {
    /** Fewer tell no probability that would be flagged. */
    static final int FEWEST_DRAWS = 200;

    /** Checks the numbers. */
    public ProbabilityOptions {
        if (bins < 1 || draws < FEWEST_DRAWS) {
            throw new FlashFlowException("A check of probabilities needs at least 1 bin and " + FEWEST_DRAWS
                    + " draws, not " + bins + " and " + draws + ".");
        }
        if (!(level > 0 && level < 1)) {
            throw new FlashFlowException(
                    "The level of a check of probabilities is " + level + "; give one between 0 and 1, such as 0.95.");
        }
    }

    /** Seed 0, 10 bins of about equally many rows, 400 draws, level 0.95. */
    public static ProbabilityOptions defaults() {
        return new ProbabilityOptions(0, 10, false, 400, 0.95);
    }

    /** Another seed. */
    public ProbabilityOptions withSeed(long other) {
        return new ProbabilityOptions(other, bins, equalWidth, draws, level);
    }

    /** Another number of bins. */
    public ProbabilityOptions withBins(int other) {
        return new ProbabilityOptions(seed, other, equalWidth, draws, level);
    }

    /** Bins that are equally wide between 0 and 1. */
    public ProbabilityOptions withEqualWidth() {
        return new ProbabilityOptions(seed, bins, true, draws, level);
    }

    /** Another number of draws of the null. */
    public ProbabilityOptions withDraws(int other) {
        return new ProbabilityOptions(seed, bins, equalWidth, other, level);
    }

    /** Another level. */
    public ProbabilityOptions withLevel(double other) {
        return new ProbabilityOptions(seed, bins, equalWidth, draws, other);
    }
}
