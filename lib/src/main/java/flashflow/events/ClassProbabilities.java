package flashflow.events;

import java.util.List;

/**
 * p(k | context) of the classes k = 0 to K - 1: whether an object is found (K = 2), how many objects there are. Safe for use by several
 * threads at once; what it gives for a row must not depend on the other rows.
 */
public interface ClassProbabilities {
    /** Names of the context columns that it takes, in order. */
    List<String> context();

    /** K, at least 2. */
    int classes();

    /**
     * The probabilities of some rows.
     *
     * @param firstRow number of the first row, which decides the noise of a preprocessing that has such
     * @param rows how many
     * @param context rows x C values in physical units
     * @return rows x K probabilities, those of a row with the sum 1
     */
    double[] probabilities(long firstRow, int rows, float[] context);
}
