package flashflow.suggestion;

import java.util.List;

/**
 * The numbers behind {@link Suggestion}, by the number of rows: all of them, and nowhere else.
 *
 * @param fromRows the rule is for data of so many rows or more
 * @param steps of the flow
 * @param hidden width of its conditioners
 * @param blocks of a conditioner
 * @param bins of a spline
 * @param dropout of the hidden values
 * @param batchNorm whether the conditioners have one; what it costs in noise and saves in updates was measured
 * @param batchSize rows of a batch, at most
 * @param rate learning rate to begin with
 * @param weightDecay decoupled (AdamW)
 * @param updates after which the training ends at the latest
 * @param patience validations without a better one
 * @param averaging decay of the averaged weights
 * @param validationShare of the rows, held out; 0 where they are too few to spare any
 * @param members flows of an ensemble
 */
record Rule(
        long fromRows,
        int steps,
        int hidden,
        int blocks,
        int bins,
        double dropout,
        boolean batchNorm,
        int batchSize,
        double rate,
        double weightDecay,
        int updates,
        int patience,
        double averaging,
        double validationShare,
        int members) {
    private static final List<Rule> TABLE = List.of(
            //           rows  S    H  bl  K  drop  norm  batch  rate  decay updates pat.  average valid. members
            new Rule(0, 2, 32, 1, 4, 0.2, false, 16, 1e-3, 1e-2, 500, 0, 0.99, 0, 5),
            new Rule(50, 3, 32, 1, 6, 0.2, false, 32, 1e-3, 1e-2, 2_000, 30, 0.99, 0.2, 5),
            new Rule(500, 5, 64, 2, 8, 0.2, true, 100, 4e-3, 1e-2, 3_000, 8, 0.99, 0.1, 3),
            new Rule(5_000, 5, 64, 2, 8, 0.05, false, 128, 3e-3, 1e-3, 10_000, 8, 0.999, 0.1, 2),
            new Rule(50_000, 6, 128, 2, 8, 0, true, 256, 1e-3, 1e-4, 20_000, 12, 0.999, 0.05, 2),
            new Rule(500_000, 6, 192, 2, 32, 0, true, 1024, 1e-3, 0, 60_000, 12, 0.999, 0.02, 1),
            new Rule(5_000_000, 8, 256, 2, 32, 0, true, 2048, 5e-4, 0, 150_000, 8, 0.9995, 0.005, 1));

    /** Flows of fewer targets are autoregressive. */
    static final int COUPLING_FROM_TARGETS = 2;

    /** Hidden layers narrower than the columns that reach them are widened, up to this. */
    static final int WIDENED_TO = 256;

    /** Statistics of a smaller batch say little of all rows. */
    static final int BATCH_NORM_FROM_BATCH = 48;

    /** An epoch of few rows has so many batches at least. */
    static final int LEAST_BATCHES = 4;

    /** With fewer batches in an epoch the last, incomplete one is too much to leave out. */
    static final int KEPT_BELOW_BATCHES = 50;

    static final int LEAST_EPOCHS = 10;
    static final int MOST_EPOCHS = 2_000;

    /** Gradients are scaled down to this norm. */
    static final double CLIP = 5;

    /** A rate falls to this share of itself when the validation is at rest for a part of the patience. */
    static final double RATE_FACTOR = 0.5;

    /** How often the rate falls from the best validation to the stop. */
    static final int REDUCTIONS = 4;

    /** The splines' box lies between these where the targets pass 1. */
    static final double LEAST_TAIL_BOUND = 3;

    static final double MOST_TAIL_BOUND = 8;

    /** That of data of so many rows. */
    static Rule of(long rows) {
        return TABLE.stream()
                .filter(rule -> rows >= rule.fromRows)
                .reduce((smaller, larger) -> larger)
                .orElseThrow();
    }
}
