package flashflow.training;

/** How far a training has come; written to checkpoints field by field, so a new field needs a default. */
final class Position {
    /** Epochs done. */
    int epoch;
    /** Batches done of the epoch after those. */
    int batch;
    /** Updates of the weights made. */
    long updates;
    /** Updates not made because a loss or a gradient was not finite. */
    long rejected;
    /** Those in a row until now. */
    int rejectedInARow;
    /** Best validation; null before the first. */
    Double bestNll;
    /** When it was, in epochs. */
    double bestEpoch;
    /** Whether it was that of the averaged weights. */
    boolean bestIsAverage;
    /** Validations since. */
    int stale;
    /** Whether the training stopped early. */
    boolean stopped;
    /** What was seen since the last report. */
    Sums sums = new Sums();

    /** Sums since the last report. */
    static final class Sums {
        /** Batches taken, good or bad. */
        int batches;

        long rows;
        double nll;
        int updates;
        double norm;
        /** Of training, validations apart. */
        double seconds;

        double waited;
        /** Learning rate of the first update. */
        double lr;

        void add(long newRows, double meanNll) {
            rows += newRows;
            nll += newRows * meanNll;
        }
    }
}
