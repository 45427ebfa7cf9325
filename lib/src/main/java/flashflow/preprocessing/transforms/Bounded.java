package flashflow.preprocessing.transforms;

import flashflow.FlashFlowException;
import flashflow.data.Normal;
import java.util.Objects;

/**
 * An open interval of data units onto the whole line, so that the inverse gives nothing outside of it: by the normal quantile of
 * the place between the bounds, which makes a uniform column exactly the flow's own N(0, 1), or by its logit. Where a density
 * neither vanishes nor diverges at a bound, the normal quantile has gaussian tails there, as a flow has, and the logit exponential
 * ones, which a flow has to learn. Values exactly at a bound, up to the bound's rounding to float32, have no image of their own:
 * they are taken a little inside and counted with the clipped ones. Values beyond have none.
 *
 * @param low lower bound, finite
 * @param high upper bound, finite, above low
 * @param scale shape of the line
 * @param inset how far inside a value at a bound is taken, as a share of the interval, 0 to 0.5, exclusive above; with 0 it has
 *     no image
 */
public record Bounded(double low, double high, Scale scale, double inset) implements Pointwise {
    private static final double USUAL_INSET = 1e-6;

    /** How the place between the bounds becomes a number of the line. */
    public enum Scale {
        /** Quantile of the standard normal distribution. */
        NORMAL {
            @Override
            double forward(double below, double above) {
                return Normal.quantile(below, above);
            }

            @Override
            double below(double y) {
                return Normal.below(y);
            }

            @Override
            double logDerivative(double below, double above) {
                return -Normal.logDensity(forward(below, above));
            }
        },
        /** Logarithm of the ratio of the distances to both bounds. */
        LOGIT {
            @Override
            double forward(double below, double above) {
                return Math.log(below) - Math.log(above);
            }

            @Override
            double below(double y) {
                double e = Math.exp(y);
                return e / (1 + e);
            }

            @Override
            double logDerivative(double below, double above) {
                return -Math.log(below) - Math.log(above);
            }
        };

        /** Of the shares of the interval below and above a value. */
        abstract double forward(double below, double above);

        /** The share below; asked for y up to 0, where it loses no digit. */
        abstract double below(double y);

        /** By the share below. */
        abstract double logDerivative(double below, double above);
    }

    /** Checks the bounds and the inset. */
    public Bounded {
        Objects.requireNonNull(scale);
        if (!(low < high) || !Double.isFinite(low) || !Double.isFinite(high)) {
            throw new FlashFlowException(
                    "An interval needs finite bounds low < high, not " + low + " and " + high + ".");
        }
        if (!(inset >= 0 && inset < 0.5)) {
            throw new FlashFlowException("An interval needs an inset in [0, 0.5), not " + inset + ".");
        }
    }

    /** By the normal quantile; values at a bound are taken 1e-6 of the interval inside. */
    public static Bounded of(double low, double high) {
        return new Bounded(low, high, Scale.NORMAL, USUAL_INSET);
    }

    /** By the logit; values at a bound are taken 1e-6 of the interval inside. */
    public static Bounded logit(double low, double high) {
        return new Bounded(low, high, Scale.LOGIT, USUAL_INSET);
    }

    /** The same with values at a bound taken so far inside, as a share of the interval. */
    public Bounded inset(double share) {
        return new Bounded(low, high, scale, share);
    }

    @Override
    public double forward(double x) {
        double inner = inner(x);
        return scale.forward(below(inner), above(inner));
    }

    @Override
    public double inverse(double y) {
        return y <= 0 ? low + (high - low) * scale.below(y) : high - (high - low) * scale.below(-y);
    }

    @Override
    public double logDerivative(double x) {
        double inner = inner(x);
        return scale.logDerivative(below(inner), above(inner)) - Math.log(high - low);
    }

    private double below(double x) {
        return (x - low) / (high - low);
    }

    private double above(double x) {
        return (high - x) / (high - low);
    }

    /** The value, or the one that stands for it at a bound, or NaN beyond. */
    private double inner(double x) {
        if (isAt(low, x)) {
            return low + inset * (high - low);
        } else if (isAt(high, x)) {
            return high - inset * (high - low);
        }
        return x > low && x < high ? x : Double.NaN;
    }

    /** Whether a value lies at one of the bounds. */
    public boolean isAtBound(double x) {
        return isAt(low, x) || isAt(high, x);
    }

    /** A bound may be a number that float32 rounds; within the inset this costs nothing. */
    private boolean isAt(double bound, double x) {
        double rounding = Math.min(Math.abs((float) bound - bound), 0.5 * inset * (high - low));
        return Math.abs(x - bound) <= rounding;
    }

    @Override
    public TransformKind kind() {
        return TransformKind.BOUNDED;
    }

    @Override
    public String formula() {
        return (scale == Scale.LOGIT ? "logit" : "normal quantile") + " of the place in (" + Numbers.shortest(low)
                + ", " + Numbers.shortest(high) + ")";
    }
}
