package flashflow.data.hdf5.columns;

import flashflow.data.hdf5.reading.DatasetHeader;

/**
 * Which rows there are in the datasets of a file.
 *
 * @param perRow how many lie along the second dimension of those that are flattened, 1 unless there are such
 * @param transposed whether tables lie with their rows along the second dimension
 */
record RowShape(int perRow, boolean transposed) {
    static final RowShape PLAIN = new RowShape(1, false);

    /** Whether it holds several rows in each of its own; others say something of all of these. */
    boolean flattens(DatasetHeader dataset) {
        return !dataset.sides().isEmpty() && dataset.sides().get(0) == perRow;
    }

    /** Whether its second dimension holds the rows. A vector is a column, whichever way it lies. */
    boolean transposes(DatasetHeader dataset) {
        boolean vector = dataset.width() == 1 && dataset.rowCount() > 1;
        return transposed && !dataset.sides().isEmpty() && !vector;
    }

    /** Rows, before those are counted that lie in each of them. */
    long rowCount(DatasetHeader dataset) {
        return transposes(dataset) ? dataset.sides().get(0) : dataset.rowCount();
    }
}
