package flashflow.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.UUID;

/** How far a training has come; written to checkpoints field by field, so a new field needs a default. */
final class Position {
    private static final Gson JSON =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();

    /** Tells this training from any other, from its first step to its last, over all its checkpoints. */
    String training = UUID.randomUUID().toString();
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

    String json() {
        return JSON.toJson(this);
    }

    static Position parse(String json) {
        return JSON.fromJson(json, Position.class);
    }

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

        /** @param sum of the NLLs of these rows */
        void add(long newRows, double sum) {
            rows += newRows;
            nll += sum;
        }
    }
}
