package flashflow.training.schedule;

import flashflow.FlashFlowException;
import java.util.Objects;

/**
 * A linear rise, update by update, to the first rate of another schedule, which then begins.
 *
 * @param epochs length of the rise; a fraction of an epoch is usual
 * @param startFactor share of the other schedule's first rate to begin with, in (0, 1]
 * @param then what follows
 */
public record LinearWarmup(double epochs, double startFactor, Schedule then) implements Schedule {
    /** Refuses a rise without length or from nothing. */
    public LinearWarmup {
        Objects.requireNonNull(then, "then");
        Rates.checkPeriod("LinearWarmup", epochs);
        if (!(startFactor > 0 && startFactor <= 1)) {
            throw new FlashFlowException(
                    "LinearWarmup: the rise must begin at a share in (0, 1] of the rate, but begins at " + startFactor
                            + ".");
        }
    }

    /** A rise from a hundredth of the rate. */
    public static LinearWarmup of(double epochs, Schedule then) {
        return new LinearWarmup(epochs, 0.01, then);
    }

    @Override
    public Schedule over(double all) {
        return new LinearWarmup(epochs, startFactor, then.over(Math.max(1, all - epochs)));
    }

    @Override
    public double at(double epoch) {
        return at(epoch, 0);
    }

    @Override
    public int reducedAfter() {
        return then.reducedAfter();
    }

    @Override
    public double at(double epoch, int reductions) {
        if (epoch >= epochs) {
            return then.at(epoch - epochs, reductions);
        }
        return then.at(0, reductions) * (startFactor + (1 - startFactor) * epoch / epochs);
    }
}
