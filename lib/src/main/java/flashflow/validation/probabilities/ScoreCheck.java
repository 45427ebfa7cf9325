package flashflow.validation.probabilities;

import flashflow.validation.Estimate;
import java.util.Arrays;

/**
 * One score beside its null: what it would be if classes were drawn by the predicted probabilities.
 *
 * @param name of the score
 * @param value found
 * @param drawn of the null, rising
 * @param oneSided whether it is only odd if it is larger than the null
 * @param level of the whole report
 * @param checks number of scores, which share what chance may flag
 */
public record ScoreCheck(String name, double value, double[] drawn, boolean oneSided, double level, int checks) {
    /** Mean of -log p in nats. */
    public static final String LOG_LOSS = "log loss";

    /** Mean square distance of probabilities and what occurred. */
    public static final String BRIER = "Brier score";

    /** Mean distance of probability and share. */
    public static final String CALIBRATION_ERROR = "expected calibration error";

    /** Sorts the null. */
    public ScoreCheck {
        drawn = drawn.clone();
        Arrays.sort(drawn);
    }

    /** Mean and standard deviation of the null. */
    public Estimate expected() {
        double mean = Arrays.stream(drawn).average().orElseThrow();
        double square = Arrays.stream(drawn).map(x -> (x - mean) * (x - mean)).sum();
        return new Estimate(mean, Math.sqrt(square / (drawn.length - 1)));
    }

    /**
     * Probability that right probabilities score as oddly: the rank among the draws, this value counted (Davison and Hinkley 1997,
     * 4.2), twice the smaller tail where both sides are odd.
     */
    public double pValue() {
        double above = tail(Arrays.stream(drawn).filter(x -> x >= value).count());
        double below = tail(Arrays.stream(drawn).filter(x -> x <= value).count());
        return oneSided ? above : Math.min(1, 2 * Math.min(above, below));
    }

    private double tail(long beyond) {
        return (beyond + 1.0) / (drawn.length + 1);
    }

    /** Whether it deviates by more than chance allows any of the report's scores. */
    public boolean isFlagged() {
        return pValue() * checks < 1 - level;
    }
}
