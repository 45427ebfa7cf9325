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
    /** Epochs that are trained beside those of the members. */
    private int beside;

    private boolean begun;
    private final Set<String> told = new HashSet<>();
    private TrainingRun last;

    /**
     * Nothing is trained yet.
     *
     * @param given empty for the usual one
     * @param members how many there will be
     */
    EnsembleProgress(List<TrainingListener> given, int members) {
        this.members = members;
        listeners = Listeners.of(
                "training", given, TrainingListener.Provider.class, () -> TrainingListener.printed(System.out));
    }

    /** All members are trained. */
    void over() {
        listeners.tell(l -> l.ended(last));
    }

    /** From now on there are so many epochs more, those of a first member that is not taken. */
    void beside(int epochs) {
        beside = epochs;
    }

    /** Who hears the next training of a member, numbered from 0. */
    TrainingListener ofMember(int member) {
        return new TrainingListener() {
            @Override
            public void started(TrainingPlan plan) {
                if (!begun) {
                    begun = true;
                    listeners.tell(l -> l.started(plan));
                }
            }

            @Override
            public void epochStarted(int epoch, int epochs, int batches) {
                listeners.tell(l -> l.epochStarted(before(member, epochs) + epoch, all(epochs), batches));
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

    /** Epochs before those of a member. */
    private int before(int member, int epochs) {
        return member * epochs + beside;
    }

    private int all(int epochs) {
        return members * epochs + beside;
    }

    /** An epoch that follows takes as long as those to this training's end would. */
    private EpochReport within(EpochReport of, int member) {
        double epoch = before(member, of.epochs()) + of.epoch();
        double each = of.secondsLeft() / Math.max(1, of.epochs() - of.epoch());
        return new EpochReport(
                epoch,
                all(of.epochs()),
                of.lr(),
                of.trainingNll(),
                of.validationNll(),
                of.averageNll(),
                of.rowsPerSecond(),
                of.waitingShare(),
                of.gradientNorm(),
                of.seconds(),
                each * (all(of.epochs()) - epoch),
                of.best());
    }
}
