package flashflow.preprocessing;

import flashflow.preprocessing.transforms.Bounded;
import flashflow.preprocessing.transforms.Clip;
import flashflow.preprocessing.transforms.Combination;
import flashflow.preprocessing.transforms.Numbers;
import flashflow.preprocessing.transforms.Spike;
import java.util.ArrayList;
import java.util.List;

/**
 * What fitting saw of one column, over the rows that were kept.
 *
 * @param min smallest raw value
 * @param max largest raw value
 * @param mean mean of the raw values
 * @param deviation standard deviation of the raw values
 * @param clipped values that a clip changed, or that lie at a bound of an interval
 * @param notAllowed values that a dequantisation does not allow, so that its inverse will not give them back
 */
public record ColumnFit(double min, double max, double mean, double deviation, long clipped, long notAllowed) {
    private static final double MUCH_CLIPPED = 0.01;

    /** What is odd about the column, of so many kept rows, one sentence each. */
    List<String> warnings(ColumnChain chain, long rows) {
        var sentences = new ArrayList<String>();
        String column = "Column '" + chain.name() + "'";
        if (isConstant()) {
            sentences.add(column + " is constant (" + Numbers.rounded(min) + ") in the training rows"
                    + (DensityGuard.isIn(chain) ? " and is generated so" : "") + "; leave it out of the layout.");
        } else if (chain.combination().isPresent()) {
            sentences.add(follows(chain, chain.combination().get()));
        } else if (DensityGuard.isIn(chain)) {
            sentences.add(
                    column + " holds few values or whole numbers alone, which have no density; the fit added noise ("
                            + DensityGuard.noise(chain)
                            + "), and generation gives back such values: give its chain a Dequantise to"
                            + " choose another.");
        }
        if (chain.exact()) {
            sentences.add(column
                    + " loses values in float32; it is taken in float64 and rounded only after its chain ("
                    + chain.formula() + ").");
        }
        if (clipped > 0 && isTakenInside(chain)) {
            sentences.add(
                    column + ": " + clipped + " of " + rows
                            + " values lie at a bound of its interval, where there is no"
                            + " density, and are taken a little inside; if they mean something of their own, put Inflated before Bounded.");
        } else if (clipped > MUCH_CLIPPED * rows && chain.transforms().stream().anyMatch(Clip.class::isInstance)) {
            sentences.add(column + ": " + Numbers.rounded(100.0 * clipped / rows)
                    + " % of the values were clipped; check its unit or widen the clip.");
        }
        if (notAllowed > 0) {
            sentences.add(column + ": " + notAllowed
                    + " values are not among those its dequantisation allows, so the inverse will not give them back.");
        }
        if (passes(chain)) {
            sentences.add(column + " goes from " + Numbers.rounded(min) + " to " + Numbers.rounded(max)
                    + " in the training rows, and nothing is generated outside its physical range " + chain.range()
                    + "; widen it with within(column, low, high).");
        }
        return sentences;
    }

    private static String follows(ColumnChain chain, Combination combination) {
        return "Target '" + chain.name() + "' follows from " + TargetRemarks.listed(combination.columns())
                + " as a linear combination in all training rows (" + combination.terms()
                + "), has no density of its own, and is given back so; leave it out of the layout.";
    }

    /** Whether values at a bound are neither clipped before nor a spike after. */
    private static boolean isTakenInside(ColumnChain chain) {
        return chain.transforms().stream().anyMatch(Bounded.class::isInstance)
                && chain.transforms().stream().noneMatch(t -> t instanceof Clip || t instanceof Spike);
    }

    /** Whether training values lie outside the physical range without being clipped. */
    private boolean passes(ColumnChain chain) {
        return clipped == 0 && !(chain.range().contains(min) && chain.range().contains(max));
    }

    /** Whether all values are the same. */
    public boolean isConstant() {
        return !(min < max);
    }
}
