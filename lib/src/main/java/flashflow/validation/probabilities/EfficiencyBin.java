package flashflow.validation.probabilities;

/**
 * Rows in one bin of a column, and how many of them were found in the original and in the sample.
 *
 * @param low lower edge
 * @param high upper edge
 * @param mean of the column over the rows
 * @param rows how many, at least 1
 * @param original found in the original
 * @param sample found in the sample
 */
public record EfficiencyBin(double low, double high, double mean, int rows, int original, int sample) {
    /** Share found in the original. */
    public double originalEfficiency() {
        return (double) original / rows;
    }

    /** Share found in the sample. */
    public double sampleEfficiency() {
        return (double) sample / rows;
    }

    /** Interval of one standard deviation by Clopper and Pearson. */
    public BinomialInterval originalInterval() {
        return BinomialInterval.ofSuccesses(original, rows, BinomialInterval.ONE_SIGMA);
    }

    /** Interval of one standard deviation by Clopper and Pearson. */
    public BinomialInterval sampleInterval() {
        return BinomialInterval.ofSuccesses(sample, rows, BinomialInterval.ONE_SIGMA);
    }

    /** The sample's efficiency over the original's; NaN where one of them is 0. */
    public double ratio() {
        return original == 0 || sample == 0 ? Double.NaN : (double) sample / original;
    }

    /** Of one standard deviation, symmetric in the ratio's logarithm (Katz et al. 1978). */
    public BinomialInterval ratioInterval() {
        double relative = Math.sqrt((1 - originalEfficiency()) / original + (1 - sampleEfficiency()) / sample);
        return new BinomialInterval(ratio() * Math.exp(-relative), ratio() * Math.exp(relative));
    }

    /** Difference of the efficiencies in its standard deviation, for one common efficiency; 0 where all or none are found in both. */
    public double pull() {
        double common = (double) (original + sample) / (2.0 * rows);
        double variance = 2 * common * (1 - common) / rows;
        return variance == 0 ? 0 : (sampleEfficiency() - originalEfficiency()) / Math.sqrt(variance);
    }
}
