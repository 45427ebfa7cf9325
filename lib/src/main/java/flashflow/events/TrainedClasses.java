package flashflow.events;

import flashflow.categorical.CategoricalModel;
import java.util.List;

/** A trained model of classes. */
record TrainedClasses(CategoricalModel model) implements ClassProbabilities {
    @Override
    public List<String> context() {
        return model.layout().context();
    }

    @Override
    public int classes() {
        return model.config().classes();
    }

    @Override
    public double[] probabilities(long firstRow, int rows, float[] context) {
        return model.probabilities(firstRow, rows, context);
    }
}
