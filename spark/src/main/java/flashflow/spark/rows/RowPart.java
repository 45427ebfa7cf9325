package flashflow.spark.rows;

import flashflow.preprocessing.FitStatistics;
import flashflow.preprocessing.Preprocessing;

/** Some rows, where they lie. */
public interface RowPart {
    /** What is done with rows that were read. */
    @FunctionalInterface
    interface Visitor {
        /**
         * One block.
         *
         * @param numbers of its rows, by which they are told apart; may be longer
         * @param values its rows, row after row; used again for the next block, and may be longer
         * @param count how many
         */
        void visit(long[] numbers, double[] values, int count);
    }

    /** Reads all rows in float64, NaN and infinity as they are. */
    void forEach(Visitor visitor);

    /** What a fit of a preprocessing of these columns has to know. */
    FitStatistics statistics(Preprocessing chains);
}
