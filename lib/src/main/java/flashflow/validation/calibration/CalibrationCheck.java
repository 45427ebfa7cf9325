package flashflow.validation.calibration;

import flashflow.validation.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * One target, or all together, in all rows or in a bin of the context.
 *
 * @param context {@link #ALL}, or the bin
 * @param target its full name, or {@link #JOINT}
 * @param rows how many rows
 * @param ranks the shares of draws below the truth, uniform for an exact posterior
 * @param level of the whole report
 * @param checks number of checks of the report, which share what chance may flag
 */
public record CalibrationCheck(String context, String target, int rows, Uniformity ranks, double level, int checks) {
    /** All rows. */
    public static final String ALL = "all";

    /**
     * All targets together, by TARP. Uniform for an exact posterior; what shift and spread mean depends on where the random points
     * lie, so that the targets have to say what is wrong, unless only their correlations are.
     */
    public static final String JOINT = "all targets (TARP)";

    /** Tests of one check: shift, spread and shape of the ranks. */
    private static final int TESTS = 3;

    /** The Kolmogorov-Smirnov distance of the ranks to the uniform distribution, from 0 to 1. */
    public double distance() {
        return ranks.distance();
    }

    /** The distance that uniform ranks stay below with the report's level, this check alone (Dvoretzky-Kiefer-Wolfowitz). */
    public double band() {
        return ranks.band(level);
    }

    /**
     * Mean rank minus 1/2, with the error of uniform ranks. Above 0 truths lie above the draws: the posterior is too low.
     */
    public Estimate shift() {
        return ranks.shift();
    }

    /**
     * Spread of the ranks over that of uniform ones, with their error. Above 1 truths lie at the ends too often: the posterior is
     * too narrow, over-confident; below 1 too wide.
     */
    public Estimate spread() {
        return ranks.spread();
    }

    /** Share of truths in the central interval of the share p of the draws, with the error for an exact posterior. */
    public Estimate coverage(double p) {
        return ranks.coverage(p);
    }

    /**
     * Probability that an exact posterior deviates as much, in shift, spread or the Kolmogorov-Smirnov distance: three times the
     * smallest of the three, at most 1 (Bonferroni).
     */
    public double pValue() {
        double smallest =
                DoubleStream.of(shape(), of(shift(), 0), of(spread(), 1)).min().orElseThrow();
        return Math.min(1, TESTS * smallest);
    }

    private double shape() {
        return ranks.probability(distance());
    }

    private static double of(Estimate found, double wanted) {
        return Uniformity.twoSided((found.value() - wanted) / found.error());
    }

    /** Whether it deviates by more than chance allows any of the report's checks. */
    public boolean isFlagged() {
        return isFlagged(pValue() / TESTS);
    }

    private boolean isFlagged(double p) {
        return p * TESTS * checks < 1 - level;
    }

    /** In words: "as it should be", or what is wrong with the posterior; of {@link #JOINT} only that something is. */
    public String verdict() {
        if (!isFlagged()) {
            return "as it should be";
        }
        return target.equals(JOINT) ? "not exact" : fault();
    }

    private String fault() {
        List<String> found = new ArrayList<>();
        if (isFlagged(of(shift(), 0))) {
            found.add(shift().value() > 0 ? "too low" : "too high");
        }
        if (isFlagged(of(spread(), 1))) {
            found.add(spread().value() > 1 ? "too narrow" : "too wide");
        }
        return found.isEmpty() ? "of another shape" : String.join(", ", found);
    }
}
