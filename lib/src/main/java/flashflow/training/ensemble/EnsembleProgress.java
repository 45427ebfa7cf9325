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
    private final int trainings;
    private int begun;
    private final Set<String> told = new HashSet<>();
    private TrainingRun last;

    /**
     * Nothing is trained yet.
     *
     * @param given empty for the usual one
     * @param trainings how many there will be
     */
    EnsembleProgress(List<TrainingListener> given, int trainings) {
        this.trainings = trainings;
        listeners = Listeners.of(
                "training", given, TrainingListener.Provider.class, () -> TrainingListener.printed(System.out));
    }

    /** All members are trained. */
    void over() {
        listeners.tell(l -> l.ended(last));
    }

    /** Who hears the next training. */
    TrainingListener next() {
        return of(begun++);
    }

    private TrainingListener of(int training) {
        return new TrainingListener() {
            @Override
            public void started(TrainingPlan plan) {
                if (training == 0) {
                    listeners.tell(l -> l.started(plan));
                }
            }

            @Override
            public void epochStarted(int epoch, int epochs, int batches) {
                listeners.tell(l -> l.epochStarted(training * epochs + epoch, trainings * epochs, batches));
            }

            @Override
            public void batchEnded(BatchReport report) {
                listeners.tell(l -> l.batchEnded(report));
            }

            @Override
            public void epochEnded(EpochReport report, Table history) {
                listeners.tell(l -> l.epochEnded(within(report, training), history));
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

    /** A training that follows takes as long as this one would to its last epoch. */
    private EpochReport within(EpochReport of, int training) {
        double each = of.secondsLeft() * of.epochs() / Math.max(1, of.epochs() - of.epoch());
        return new EpochReport(
                of.epoch() + (double) training * of.epochs(),
                trainings * of.epochs(),
                of.lr(),
                of.trainingNll(),
                of.validationNll(),
                of.averageNll(),
                of.rowsPerSecond(),
                of.waitingShare(),
                of.gradientNorm(),
                of.seconds(),
                of.secondsLeft() + (trainings - 1 - training) * each,
                of.best());
    }
}
