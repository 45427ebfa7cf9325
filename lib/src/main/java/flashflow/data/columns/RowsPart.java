package flashflow.data.columns;

import flashflow.data.RowSource;

/** Rows that are one of several parts of a dataset, such as those of one file: they know where they are. */
public interface RowsPart {
    /** At least one row. */
    RowSource rows();

    /** Where they are, as the beginning of a sentence: {@code "File jets.h5, dataset 'data'"}. */
    String place();

    /**
     * What is wrong with a value that became NaN or infinite, such as {@code "is NaN"}; a finite one may only be too large.
     *
     * @param row of the part
     * @param column of the row
     */
    default String wrong(long row, int column, float value) {
        double[] exact = new double[rows().width()];
        rows().readExact(row, 1, exact, 0);
        return Double.isFinite(exact[column])
                ? "is " + exact[column] + ", which does not fit float32 (at most 3.4e38)"
                : "is " + value;
    }

    /** What helps against such a value, besides leaving its row out, as the beginning of a clause. */
    default String cure(long row, int column, float value) {
        return "clean the data, or ";
    }
}
