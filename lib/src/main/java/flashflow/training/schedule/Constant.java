package flashflow.training.schedule;

/**
 * The same learning rate throughout.
 *
 * @param rate above 0, at most 1
 */
public record Constant(double rate) implements Schedule {
    /** Refuses rates that cannot train. */
    public Constant {
        Rates.checkRate("Constant", rate);
    }

    /** That rate. */
    public static Constant of(double rate) {
        return new Constant(rate);
    }

    @Override
    public double at(double epoch) {
        return rate;
    }
}
