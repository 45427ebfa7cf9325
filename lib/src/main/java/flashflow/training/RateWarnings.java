package flashflow.training;

import flashflow.FlashFlowException;
import flashflow.training.schedule.ScheduledRates;
import flashflow.training.state.Position;
import flashflow.training.state.TrainingSettings;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What to say of the learning rates before a training begins or goes on: where they are 0, and where they jump because they are not
 * those of the training before its stop.
 */
final class RateWarnings {
    /** A schedule that is spread over a few epochs more moves the rates by less. */
    private static final double JUMP = 1.1;

    private final TrainingSettings settings;
    private final ScheduledRates rates;
    private final int reductions;
    private final double from;
    private final double lastUpdate;

    /**
     * At a place of the training.
     *
     * @param position where it begins or goes on
     * @param batches of an epoch
     */
    RateWarnings(TrainingSettings settings, Position position, int batches) {
        this.settings = settings;
        this.reductions = position.reductions();
        this.rates = settings.rates().after(reductions);
        this.from = position.epochs(batches);
        this.lastUpdate = from - 1.0 / batches;
    }

    /** Says where nothing is learned; refuses rates that spoil the flow. */
    void ofZeros(Consumer<String> warn) {
        int zero = rates.zeroEpochs(from);
        if (zero > 0) {
            warn.accept("The learning rate is 0 in " + zero + " of the " + rates.epochs() + " epochs, from epoch "
                    + rates.firstZeroEpoch(from)
                    + " on: nothing is learned in them; let the schedule end later (its period)"
                    + " or at a rate above 0 (to), or train for fewer epochs.");
        }
    }

    /** @param before settings of the training before its stop */
    void ofJump(TrainingSettings before, Consumer<String> warn) {
        if (from == 0 || from >= settings.epochs()) {
            return;
        }
        try {
            jump(before, warn);
        } catch (FlashFlowException e) {
            // The schedule of a checkpoint that was the user's own code says nothing here; it is the same, or is told
            // as another.
        }
    }

    private void jump(TrainingSettings before, Consumer<String> warn) {
        var earlier = before.rates().after(reductions);
        double last = earlier.at(lastUpdate);
        double next = rates.at(from);
        if (isFar(last, next) && isFar(earlier.at(from), next)) {
            warn.accept(String.format(
                    Locale.ROOT,
                    "The learning rate jumps from %.3g to %.3g at epoch %s, because %s; to go on evenly give a schedule that"
                            + " begins there at %.3g, for instance Constant.of(%.3g).",
                    last,
                    next,
                    from == Math.rint(from)
                            ? Long.toString((long) from + 1)
                            : String.format(Locale.ROOT, "%.2f", from + 1),
                    reason(before),
                    last,
                    last));
        }
    }

    private String reason(TrainingSettings before) {
        return before.schedule().equals(settings.schedule())
                ? "the schedule spreads over the epochs of the training, now " + settings.epochs() + ", before "
                        + before.epochs()
                : "the schedule is another than before the stop";
    }

    private static boolean isFar(double one, double other) {
        return Math.max(one, other) > JUMP * Math.min(one, other);
    }
}
