package flashflow.training.runs;

import java.util.Optional;
import tech.tablesaw.api.Table;

/**
 * The best validation of a training, and when it was.
 *
 * @param nll in nats; NaN without one
 * @param epoch NaN likewise
 */
record BestNll(double nll, double epoch) {
    private static final BestNll NONE = new BestNll(Double.NaN, Double.NaN);

    /** What the checkpoint says, which knows of validations that are not to be compared, and the reports after it. */
    static BestNll of(Table history, Optional<ToldByCheckpoint> told) {
        var best = told.map(ToldByCheckpoint::best).orElse(NONE);
        double[] epochs = Columns.of(history, "epoch");
        double[] raw = Columns.of(history, "validation_nll");
        double[] averaged = Columns.of(history, "ema_nll");
        int known = told.map(checkpoint -> checkpoint.history().rowCount()).orElse(0);
        for (int i = known; i < epochs.length; i++) {
            best = best.or(at(raw, i), epochs[i]).or(at(averaged, i), epochs[i]);
        }
        return best;
    }

    /** Of a position, where there may be none. */
    static BestNll of(Double nll, double epoch) {
        return nll == null ? NONE : new BestNll(nll, epoch);
    }

    private BestNll or(double other, double when) {
        return other < nll || Double.isNaN(nll) && !Double.isNaN(other) ? new BestNll(other, when) : this;
    }

    private static double at(double[] values, int report) {
        return report < values.length ? values[report] : Double.NaN;
    }
}
