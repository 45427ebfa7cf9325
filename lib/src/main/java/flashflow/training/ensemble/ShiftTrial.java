package flashflow.training.ensemble;

import flashflow.flow.FlowConfig;
import flashflow.preprocessing.Preprocessing;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;

/**
 * The first member trained with the shift by the context and without. A linear mean that is fitted at once saves the net what it would
 * have to learn, or has to be unlearned where the mean bends: the rows held out tell. Where the rate does not depend on when the training
 * ends, a share of the epochs will do to tell, and only the better of the two goes on to its end.
 */
final class ShiftTrial {
    /** Of all epochs. */
    private static final double SHARE = 0.1;

    private static final int LEAST_EPOCHS = 5;

    /** Folder of its checkpoints. */
    private static final String WITHOUT = "member-1-without-shift";

    private final FlowConfig config;
    private final TrainedMember better;
    /** Null if there was an interrupt before it was known. */
    private final String found;

    private ShiftTrial(FlowConfig config, TrainedMember better, String found) {
        this.config = config;
        this.better = better;
        this.found = found;
    }

    static ShiftTrial of(Ensemble ensemble, Preprocessing fitted, MemberRows.Part part, EnsembleProgress progress) {
        var shifted = ensemble.config().contextShift(true);
        var with = ensemble.member(shifted, fitted, 0, part, "member-1");
        int epochs = compared(with);
        var first = with.until(epochs, progress.ofMember(0));
        if (first.interrupted()) {
            return new ShiftTrial(shifted, first, null);
        }
        try {
            progress.beside(epochs);
            var without = ensemble.member(shifted.contextShift(false), fitted, 0, part, WITHOUT);
            var second = without.until(epochs, progress.ofMember(0));
            if (second.interrupted()) {
                second.close();
                return new ShiftTrial(shifted, first, null);
            }
            double withNll = best(first, epochs);
            double withoutNll = best(second, epochs);
            boolean helps = withNll <= withoutNll;
            (helps ? second : first).close();
            var better =
                    helps ? with.toItsEnd(first, progress.ofMember(0)) : without.toItsEnd(second, progress.ofMember(0));
            String found = sentence(withNll, withoutNll, epochs < with.epochs() ? epochs : 0);
            return new ShiftTrial(shifted.contextShift(helps), better, found);
        } catch (RuntimeException | Error e) {
            first.close();
            throw e;
        }
    }

    private static int compared(MemberTraining one) {
        int few = (int) Math.max(LEAST_EPOCHS, Math.ceil(SHARE * one.epochs()));
        return one.isRateFree() ? Math.min(few, one.epochs()) : one.epochs();
    }

    /** Of the first epochs; one that goes on from a checkpoint may have more. */
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

    private static String sentence(double with, double without, int compared) {
        return String.format(
                Locale.ROOT,
                "On the rows held out the first member has %.4f nats with the context shift and %.4f without%s; all go on %s it.",
                with,
                without,
                compared == 0 ? "" : " after " + compared + " epochs",
                with <= without ? "with" : "without");
    }

    /** The one that is behind is closed. */
    TrainedMember better() {
        return better;
    }

    /** How the other members are to be. */
    FlowConfig config() {
        return config;
    }

    boolean interrupted() {
        return found == null || better.interrupted();
    }

    String sentence() {
        return found == null ? "Interrupted before it was known whether the context shift helps." : found;
    }
}
