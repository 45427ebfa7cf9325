package flashflow.training.ensemble;

import flashflow.flow.FlowConfig;
import flashflow.preprocessing.Preprocessing;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;

/**
 * The first member trained with the shift by the context and without. A linear mean that is fitted at once saves the net what it would
 * have to learn, or has to be unlearned where the mean bends: the rows held out tell. Where the rate does not depend on when the training
 * ends, a share of the epochs that the first took will do to tell, and only a second that is ahead by then is trained to its end.
 */
final class ShiftTrial {
    /** Of the epochs of the first. */
    private static final double SHARE = 0.25;

    private static final int LEAST_EPOCHS = 10;

    /** Folder of its checkpoints. */
    private static final String WITHOUT = "member-1-without-shift";

    private final FlowConfig shifted;
    private final TrainedMember with;
    /** Null if the first was interrupted, so that there is none. */
    private final TrainedMember without;
    /** Epochs that were compared; 0 for all. */
    private final int compared;

    private ShiftTrial(FlowConfig shifted, TrainedMember with, TrainedMember without, int compared) {
        this.shifted = shifted;
        this.with = with;
        this.without = without;
        this.compared = compared;
    }

    static ShiftTrial of(Ensemble ensemble, Preprocessing fitted, MemberRows.Part part, EnsembleProgress progress) {
        var shifted = ensemble.config().contextShift(true);
        var with = ensemble.trained(shifted, fitted, 0, part, "member-1", progress.next(), 0);
        if (with.interrupted()) {
            return new ShiftTrial(shifted, with, null, 0);
        }
        try {
            var trial = against(with, ensemble, fitted, part, progress);
            trial.worse().close();
            return trial;
        } catch (RuntimeException | Error e) {
            with.close();
            throw e;
        }
    }

    private static ShiftTrial against(
            TrainedMember with,
            Ensemble ensemble,
            Preprocessing fitted,
            MemberRows.Part part,
            EnsembleProgress progress) {
        var shifted = ensemble.config().contextShift(true);
        var plain = shifted.contextShift(false);
        int epochs = with.run().epochs();
        int few = (int) Math.max(LEAST_EPOCHS, Math.ceil(SHARE * epochs));
        var listener = progress.next();
        if (few < epochs && ensemble.isRateFree(with.model(), part)) {
            var begun = ensemble.trained(plain, fitted, 0, part, WITHOUT, listener, few);
            if (begun.interrupted() || begun.run().bestNll() >= best(with, few)) {
                return new ShiftTrial(shifted, with, begun, few);
            }
            begun.close();
        }
        return new ShiftTrial(shifted, with, ensemble.trained(plain, fitted, 0, part, WITHOUT, listener, 0), 0);
    }

    /** Of the first epochs. */
    private static double best(TrainedMember member, int epochs) {
        var history = member.run().history();
        double best = Double.POSITIVE_INFINITY;
        for (String column : List.of("validation_nll", "ema_nll")) {
            var nll = history.containsColumn(column) ? history.doubleColumn(column) : DoubleColumn.create(column, 0);
            for (int i = 0; i < nll.size() && history.doubleColumn("epoch").get(i) <= epochs; i++) {
                best = Math.min(best, Double.isNaN(nll.get(i)) ? best : nll.get(i));
            }
        }
        return best;
    }

    private boolean shiftHelps() {
        return without == null
                || without.interrupted()
                || withNll() <= without.run().bestNll();
    }

    private double withNll() {
        return compared == 0 ? with.run().bestNll() : best(with, compared);
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
                "On the rows held out the first member has %.4f nats with the context shift and %.4f without%s; all go on %s it.",
                withNll(),
                without.run().bestNll(),
                compared == 0 ? "" : " after " + compared + " epochs",
                shiftHelps() ? "with" : "without");
    }
}
