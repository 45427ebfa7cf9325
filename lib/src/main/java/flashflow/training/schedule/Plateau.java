package flashflow.training.schedule;

import flashflow.FlashFlowException;

/**
 * The same rate until the validation is at rest, then a part of it, and so on: however early a training stops, the rate has
 * become small before. Needs validation rows; without a validation the rate stays as it is.
 *
 * @param peak rate at the start, above 0, at most 1
 * @param factor by which the rate is multiplied, in (0, 1)
 * @param patience validations without a better one, since the best one or the last reduction, after which that happens; at least 1
 * @param least rate that it does not fall below, 0 to the peak
 */
public record Plateau(double peak, double factor, int patience, double least) implements Schedule {
    /** Refuses rates that cannot train and a rate that never falls. */
    public Plateau {
        Rates.checkRate("Plateau", peak);
        Rates.checkLeast("Plateau", least, peak);
        if (!(factor > 0 && factor < 1)) {
            throw new FlashFlowException(
                    "Plateau: the rate must be multiplied by a factor in (0, 1), but the factor is " + factor + ".");
        }
        if (patience < 1) {
            throw new FlashFlowException("Plateau: the rate falls after at least 1 validation without a better one, but"
                    + " patience is " + patience + ".");
        }
    }

    /** That rate, halved after every 5 validations without a better one, down to a thousandth. */
    public static Plateau from(double peak) {
        return new Plateau(peak, 0.5, 5, peak / 1000);
    }

    /** A copy that multiplies by another factor. */
    public Plateau factor(double other) {
        return new Plateau(peak, other, patience, least);
    }

    /** A copy that waits for so many validations without a better one. */
    public Plateau patience(int validations) {
        return new Plateau(peak, factor, validations, least);
    }

    /** A copy that falls to that rate and no further. */
    public Plateau to(double leastRate) {
        return new Plateau(peak, factor, patience, leastRate);
    }

    @Override
    public double at(double epoch) {
        return peak;
    }

    @Override
    public int reducedAfter() {
        return patience;
    }

    @Override
    public double at(double epoch, int reductions) {
        return Math.max(least, peak * Math.pow(factor, reductions));
    }
}
