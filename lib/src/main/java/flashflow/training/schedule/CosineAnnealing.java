package flashflow.training.schedule;

import com.google.gson.annotations.SerializedName;

/**
 * Half a cosine wave from the peak down to the least rate (Loshchilov and Hutter 2017, eq. 5, without restarts):
 * lr(t) = least + (peak - least)(1 + cos(pi t / T)) / 2. After T it stays at the least rate.
 *
 * @param peak rate at the start, above 0, at most 1
 * @param least rate at the end, 0 to the peak
 * @param period T in epochs; 0 for all epochs of the training
 * @param perUpdate whether t moves with every update; it counts whole epochs otherwise, as FlashSim's scripts do
 */
public record CosineAnnealing(
        double peak,
        double least,
        double period,
        @SerializedName(value = "perUpdate", alternate = "perStep") boolean perUpdate)
        implements Schedule {
    /** Refuses rates and periods without meaning. */
    public CosineAnnealing {
        Rates.checkRate("CosineAnnealing", peak);
        Rates.checkLeast("CosineAnnealing", least, peak);
        if (period != 0) {
            Rates.checkPeriod("CosineAnnealing", period);
        }
    }

    /** From that rate to 0 over all epochs, changed once per epoch. */
    public static CosineAnnealing from(double peak) {
        return new CosineAnnealing(peak, 0, 0, false);
    }

    /** A copy that ends at that rate. */
    public CosineAnnealing to(double leastRate) {
        return new CosineAnnealing(peak, leastRate, period, perUpdate);
    }

    /** A copy that reaches its end after T epochs. */
    public CosineAnnealing period(double epochs) {
        return new CosineAnnealing(peak, least, epochs, perUpdate);
    }

    /** A copy whose rate changes with every update. */
    public CosineAnnealing everyUpdate() {
        return new CosineAnnealing(peak, least, period, true);
    }

    @Override
    public Schedule over(double epochs) {
        return period == 0 ? period(epochs) : this;
    }

    @Override
    public double at(double epoch) {
        double t = perUpdate ? epoch : Math.floor(epoch);
        return Rates.cosine(peak, least, period == 0 ? 0 : Math.min(1, t / period));
    }
}
