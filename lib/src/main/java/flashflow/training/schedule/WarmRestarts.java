package flashflow.training.schedule;

import com.google.gson.annotations.SerializedName;
import flashflow.FlashFlowException;

/**
 * Cosine annealing that starts again at the peak after T_0 epochs, then after T_0 x T_mult, and so on (SGDR, Loshchilov and
 * Hutter 2017, eq. 5).
 *
 * @param peak rate at each start, above 0, at most 1
 * @param least rate at each end, 0 to the peak
 * @param first T_0, epochs of the first period, positive
 * @param growth T_mult, factor from each period to the next, at least 1
 * @param perUpdate whether the rate moves with every update; it changes once per epoch otherwise
 */
public record WarmRestarts(
        double peak,
        double least,
        double first,
        double growth,
        @SerializedName(value = "perUpdate", alternate = "perStep") boolean perUpdate)
        implements Schedule {
    /** Refuses rates and periods without meaning. */
    public WarmRestarts {
        Rates.checkRate("WarmRestarts", peak);
        Rates.checkLeast("WarmRestarts", least, peak);
        Rates.checkPeriod("WarmRestarts", first);
        if (!(growth >= 1 && Double.isFinite(growth))) {
            throw new FlashFlowException(
                    "WarmRestarts: each period must be at least as long as the one before, but the factor is " + growth
                            + ".");
        }
    }

    /** From that rate to 0 again and again, changed once per epoch. */
    public static WarmRestarts from(double peak, double first, double growth) {
        return new WarmRestarts(peak, 0, first, growth, false);
    }

    /** A copy whose periods end at that rate. */
    public WarmRestarts to(double leastRate) {
        return new WarmRestarts(peak, leastRate, first, growth, perUpdate);
    }

    /** A copy whose rate changes with every update. */
    public WarmRestarts everyUpdate() {
        return new WarmRestarts(peak, least, first, growth, true);
    }

    @Override
    public double at(double epoch) {
        double t = perUpdate ? epoch : Math.floor(epoch);
        if (growth == 1) {
            return Rates.cosine(peak, least, t % first / first);
        }
        double period = first;
        while (t >= period) {
            t -= period;
            period *= growth;
        }
        return Rates.cosine(peak, least, t / period);
    }
}
