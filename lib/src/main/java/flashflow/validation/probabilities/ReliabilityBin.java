package flashflow.validation.probabilities;

/**
 * The rows whose predicted probability of a class lies in one bin.
 *
 * @param rows how many, at least 1
 * @param predicted mean of the predicted probabilities
 * @param observed share of the rows that are of the class
 * @param band where that share lies for the mean probability, by the binomial distribution with the report's level, this bin alone
 */
public record ReliabilityBin(int rows, double predicted, double observed, BinomialInterval band) {
    /** Whether it is where chance lets it be; 1 in 20 is not at a level of 0.95. */
    public boolean isInside() {
        // The mean of rounded numbers may lie a rounding beside the band's ends.
        return observed >= band.low() - 1e-12 && observed <= band.high() + 1e-12;
    }
}
