package flashflow.training;

import flashflow.FlashFlowException;

/** A training that cannot go on. What it had reached is in {@link #run()} and in its checkpoints. */
public final class TrainingFailure extends FlashFlowException {
    private static final long serialVersionUID = 1L;

    private final transient TrainingRun run;

    TrainingFailure(String message, TrainingRun run) {
        super(message);
        this.run = run;
    }

    /** All up to the failure; the flow has the weights of its last good update. */
    public TrainingRun run() {
        return run;
    }
}
