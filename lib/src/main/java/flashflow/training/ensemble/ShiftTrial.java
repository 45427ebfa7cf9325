package flashflow.training.ensemble;

import flashflow.flow.FlowConfig;
import flashflow.preprocessing.Preprocessing;
import java.util.Locale;

/**
 * The first member trained with the shift by the context and without. A linear mean that is fitted at once saves the net what it would
 * have to learn, or has to be unlearned where the mean bends: the rows held out tell.
 */
final class ShiftTrial {
    private final FlowConfig shifted;
    private final TrainedMember with;
    /** Null if the first was interrupted, so that there is none. */
    private final TrainedMember without;

    private ShiftTrial(FlowConfig shifted, TrainedMember with, TrainedMember without) {
        this.shifted = shifted;
        this.with = with;
        this.without = without;
    }

    static ShiftTrial of(Ensemble ensemble, Preprocessing fitted, MemberRows.Part part, EnsembleProgress progress) {
        var shifted = ensemble.config().contextShift(true);
        var with = ensemble.trained(shifted, fitted, 0, part, "member-1", progress);
        if (with.interrupted()) {
            return new ShiftTrial(shifted, with, null);
        }
        try {
            var plain = shifted.contextShift(false);
            var without = ensemble.trained(plain, fitted, 0, part, "member-1-without-shift", progress);
            var trial = new ShiftTrial(shifted, with, without);
            trial.worse().close();
            return trial;
        } catch (RuntimeException | Error e) {
            with.close();
            throw e;
        }
    }

    private boolean shiftHelps() {
        return without == null
                || without.interrupted()
                || with.run().bestNll() <= without.run().bestNll();
    }

    TrainedMember better() {
        return shiftHelps() ? with : without;
    }

    private TrainedMember worse() {
        return shiftHelps() ? without : with;
    }

    /** How the other members are to be. */
    FlowConfig config() {
        return shifted.contextShift(shiftHelps());
    }

    boolean interrupted() {
        return with.interrupted() || without.interrupted();
    }

    String sentence() {
        if (interrupted()) {
            return "Interrupted before it was known whether the context shift helps.";
        }
        return String.format(
                Locale.ROOT,
                "On the rows held out the first member has %.4f nats with the context shift and %.4f without; all go on %s it.",
                with.run().bestNll(),
                without.run().bestNll(),
                shiftHelps() ? "with" : "without");
    }
}
