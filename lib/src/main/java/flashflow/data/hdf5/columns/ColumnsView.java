package flashflow.data.hdf5.columns;

import flashflow.FlashFlowException;

/**
 * How datasets become columns.
 *
 * @param flat whether the second dimension holds rows: of each jet of an event, one
 * @param transposed whether the second dimension holds the rows and the first the columns, as MATLAB writes
 * @param labels the attribute or dataset that names the places of the last dimension; empty to look for the usual ones
 */
public record ColumnsView(boolean flat, boolean transposed, String labels) {
    /** Checks them. */
    public ColumnsView {
        if (flat && transposed) {
            throw new FlashFlowException(
                    "flatten() and transposed() exclude each other; the second dimension holds either more rows or all of them.");
        }
    }

    /** One row for each place of the first dimension; the usual names. */
    public static final ColumnsView PLAIN = new ColumnsView(false, false, "");
}
