package flashflow.preprocessing.transforms;

/**
 * One invertible step of a column's chain, applied to a block of n values in place. All transforms are immutable records
 * and safe for use by several threads.
 */
public sealed interface Transform
        permits Pointwise, Standardise, Dequantise, Discrete, Inflated, Spike, Collapse, Combination {
    /**
     * Raw to transformed, in place.
     *
     * @param x values of one column, the first n are used; a value that has no image becomes NaN or infinite
     * @param n number of rows
     * @param rows the rows the values come from: noise and other columns
     */
    void forward(double[] x, int n, Rows rows);

    /** Transformed to raw, in place; a value that has no preimage becomes NaN. */
    void inverse(double[] y, int n);

    /**
     * The same for a step that needs other columns.
     *
     * @param others the columns before this one, as they are given back
     */
    default void inverse(double[] y, int n, RawColumns others) {
        inverse(y, n);
    }

    /**
     * Adds log |dy/dx| in nats at each value to the sums. Noise that is added has derivative 1.
     *
     * @param x values before this transform
     * @param n number of rows
     * @param sums one running sum for each row, of this column alone
     */
    void addLogDerivatives(double[] x, int n, double[] sums);

    /**
     * Adds what has to be added to the log of a density at y for the one at x, averaged over the noise: log |dy/dx|, or minus the
     * log of the density of y given x where noise is added, or negative infinity where y does not come back as x. (The likelihood
     * contributions of Nielsen, Jaini, Hoogeboom, Winther and Welling, "SurVAE Flows", NeurIPS 2020, table 1.) A step whose inverse
     * gives single values forgets what was added before: it counts, where the others measure.
     *
     * @param x values before this transform
     * @param y values after it
     * @param n number of rows
     * @param sums one running sum for each row, of this column alone
     */
    default void addContributions(double[] x, double[] y, int n, double[] sums) {
        addLogDerivatives(x, n, sums);
    }

    /** Whether forward adds noise, so that y is one of many. */
    default boolean isNoisy() {
        return false;
    }

    /** Why columns with this step have neither a density nor probabilities; empty where they have. */
    default String whyNoDensity() {
        return "";
    }

    /** Its kind, which names it in files. */
    TransformKind kind();

    /** The formula of forward, for people, such as {@code log(x + 0.001)}. */
    String formula();

    /** Whether all its numbers are known; a standardisation is not until it has seen data. */
    default boolean isFitted() {
        return true;
    }
}
