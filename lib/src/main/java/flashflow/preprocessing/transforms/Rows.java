package flashflow.preprocessing.transforms;

/**
 * The rows of a block as a transform sees them besides its own values: raw values of other columns, and noise that is a function
 * of the row, the column and the place in the chain, and of nothing else.
 */
public interface Rows extends RawColumns {
    /** Uniform noise in (0, 1) of row i of the block. */
    double uniform(int i);

    /** Standard normal noise of row i of the block. */
    double gaussian(int i);
}
