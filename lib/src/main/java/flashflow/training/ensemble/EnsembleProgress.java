package flashflow.training.ensemble;

import flashflow.reporting.Listeners;
import flashflow.training.BatchReport;
import flashflow.training.EpochReport;
import flashflow.training.TrainingListener;
import flashflow.training.TrainingPlan;
import flashflow.training.TrainingRun;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tech.tablesaw.api.Table;

/**
 * The trainings of all members as one: the epochs of the second count on from those of the first, and a warning that several of them give
 * is told once.
 */
final class EnsembleProgress {
    private final Listeners<TrainingListener> listeners;
    private final int members;
    private final Set<String> told = new HashSet<>();
    private TrainingRun last;

    /** @param given empty for the usual one */
    EnsembleProgress(List<TrainingListener> given, int members) {
        this.members = members;
        listeners = Listeners.of(
                "training", given, TrainingListener.Provider.class, () -> TrainingListener.printed(System.out));
    }

    /** All members are trained. */
    void over() {
        listeners.tell(l -> l.ended(last));
    }

    /** Who hears one member. */
    TrainingListener of(int member) {
        return new TrainingListener() {
            @Override
            public void started(TrainingPlan plan) {
                if (member == 0) {
                    listeners.tell(l -> l.started(plan));
                }
            }

            @Override
            public void epochStarted(int epoch, int epochs, int batches) {
                listeners.tell(l -> l.epochStarted(member * epochs + epoch, members * epochs, batches));
            }

            @Override
            public void batchEnded(BatchReport report) {
                listeners.tell(l -> l.batchEnded(report));
            }

            @Override
            public void epochEnded(EpochReport report, Table history) {
                listeners.tell(l -> l.epochEnded(within(report, member), history));
            }

            @Override
            public void warned(String sentence) {
                if (told.add(sentence)) {
                    listeners.tell(l -> l.warned(sentence));
                }
            }

            @Override
            public void ended(TrainingRun run) {
                last = run;
            }
        };
    }

    /** A member that follows takes as long as this one would to its last epoch. */
    private EpochReport within(EpochReport of, int member) {
        double each = of.secondsLeft() * of.epochs() / Math.max(1, of.epochs() - of.epoch());
        return new EpochReport(
                of.epoch() + (double) member * of.epochs(),
                members * of.epochs(),
                of.lr(),
                of.trainingNll(),
                of.validationNll(),
                of.averageNll(),
                of.rowsPerSecond(),
                of.waitingShare(),
                of.gradientNorm(),
                of.seconds(),
                of.secondsLeft() + (members - 1 - member) * each,
                of.best());
    }
}
