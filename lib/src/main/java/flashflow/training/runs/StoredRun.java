package flashflow.training.runs;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.categorical.CategoricalModel;
import flashflow.engine.PyTorch;
import flashflow.flow.FlowModel;
import flashflow.flow.density.DensityModel;
import flashflow.training.TrainingRun;
import flashflow.training.checkpoint.Checkpoint;
import java.nio.file.Path;

/** A training that was opened again, as it was at its newest checkpoint. Holds no open file. */
public final class StoredRun {
    private final String name;
    private final Checkpoint checkpoint;

    private StoredRun(String name, Checkpoint checkpoint) {
        this.name = name;
        this.checkpoint = checkpoint;
    }

    static StoredRun of(String name, Path folder) {
        try {
            return new StoredRun(name, Checkpoint.open(folder));
        } catch (FlashFlowException e) {
            throw new FlashFlowException("The training '" + name + "' cannot be opened. " + e.getMessage(), e);
        }
    }

    /** Its name in the list. */
    public String name() {
        return name;
    }

    /** What {@code fit} gave, or would have given at that moment; its warnings are not known any more. */
    public TrainingRun run() {
        return TrainingRun.of(checkpoint);
    }

    /** To look into, and for {@code Training.resume} to go on from. */
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /**
     * The model as {@code fit} leaves it, on the GPU where there is one: with the weights of the best validation where these were to be
     * kept and the training is over, else with the latest.
     *
     * @throws FlashFlowException if no {@link FlowModel} was trained
     */
    public FlowModel model() {
        return model(PyTorch.engine().defaultDevice());
    }

    /** The same on that device. */
    public FlowModel model(Device device) {
        return asLeft(FlowModel.load(checkpoint.file(), device));
    }

    /**
     * The same of a training of a categorical model.
     *
     * @throws FlashFlowException if another density was trained
     */
    public CategoricalModel categorical() {
        return asLeft(CategoricalModel.load(checkpoint.file()));
    }

    private <M extends DensityModel> M asLeft(M model) {
        var settings = checkpoint.settings();
        boolean best =
                switch (checkpoint.position().outcome(settings.epochs())) {
                    case FINISHED, STOPPED_EARLY -> settings.keepBest();
                    default -> false;
                };
        if (best) {
            checkpoint.bestInto(model.density());
        }
        return model;
    }

    @Override
    public String toString() {
        return name + ": " + run();
    }
}
