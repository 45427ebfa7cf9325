package flashflow.training.ensemble;

import flashflow.flow.FlowModel;
import flashflow.training.TrainingRun;

/**
 * A flow of an ensemble and how it was trained.
 *
 * @param model to be closed by its user
 */
record TrainedMember(FlowModel model, TrainingRun run) implements AutoCloseable {
    boolean interrupted() {
        return run.interrupted();
    }

    @Override
    public void close() {
        model.close();
    }
}
