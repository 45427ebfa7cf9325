package flashflow.training.ensemble;

import flashflow.data.RowSource;
import flashflow.flow.FlowModel;
import flashflow.training.Training;
import flashflow.training.TrainingListener;
import flashflow.training.schedule.Plateau;

/**
 * A flow of an ensemble that is to be trained, at once or with a pause. A failure closes it.
 *
 * @param rows to train on
 */
record MemberTraining(FlowModel model, Training training, RowSource rows) {
    /** Whether the learning rate is the same whenever the training ends. */
    boolean isRateFree() {
        return training.settings().schedule() instanceof Plateau;
    }

    int epochs() {
        return training.settings().epochs();
    }

    /** Trains until so many epochs are done. */
    TrainedMember until(int epoch, TrainingListener listener) {
        return fit(training.listeners(listener).pausedAfter(epoch));
    }

    /** Trains to the end. */
    TrainedMember toItsEnd(TrainingListener listener) {
        return fit(training.listeners(listener));
    }

    /** Trains to the end what pauses, if it does. */
    TrainedMember toItsEnd(TrainedMember before, TrainingListener listener) {
        return before.run().paused() ? toItsEnd(listener) : before;
    }

    private TrainedMember fit(Training so) {
        try {
            return new TrainedMember(model, so.fit(rows));
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }
}
