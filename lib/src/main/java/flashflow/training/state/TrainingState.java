package flashflow.training.state;

import ai.djl.ndarray.NDArray;
import flashflow.flow.density.ConditionalDensity;
import flashflow.flow.density.NativeMemory;
import flashflow.training.state.SavedState.Part;
import java.util.EnumMap;
import java.util.Map;

/** All that changes while a flow is trained, and so all that a checkpoint holds. */
public final class TrainingState implements AutoCloseable {
    private final Learner learner;
    private final History history;
    private Position position = new Position();
    private Weights best;

    /** That of a training which begins. */
    public TrainingState(ConditionalDensity density, TrainingSettings settings) {
        learner = new Learner(density, settings.adam(), settings.emaDecay());
        history = new History(settings.emaDecay() > 0);
    }

    /** Weights, optimizer and averages. */
    public Learner learner() {
        return learner;
    }

    /** The reports so far. */
    public History history() {
        return history;
    }

    /** How far it is. */
    public Position position() {
        return position;
    }

    /** The weights of the best validation; null before the first. */
    public Weights best() {
        return best;
    }

    /** Keeps the weights of a better validation, which it owns from now on. */
    public void best(Weights weights) {
        if (best != null) {
            best.close();
        }
        best = weights;
    }

    /** Looks for the best anew. */
    public void forgetBest() {
        best(null);
        position.forgetBest();
    }

    /** The arrays beside the flow's own. */
    public Map<Part, NDArray> arrays() {
        var arrays = new EnumMap<Part, NDArray>(Part.class);
        arrays.put(Part.FIRST_MOMENT, learner.adam().firstMoment());
        arrays.put(Part.SECOND_MOMENT, learner.adam().secondMoment());
        arrays.put(Part.UPDATES, learner.adam().updates());
        if (learner.average() != null) {
            arrays.put(Part.AVERAGE_PARAMETERS, learner.averagedWeights().parameters());
            arrays.put(Part.AVERAGE_STATISTICS, learner.averagedWeights().statistics());
        }
        if (best != null) {
            arrays.put(Part.BEST_PARAMETERS, best.parameters());
            arrays.put(Part.BEST_STATISTICS, best.statistics());
        }
        return arrays;
    }

    /** A copy on the device that outlives this; its arrays are freed as they are asked for, or when it is forgotten. */
    public SavedState saved() {
        var copies = new EnumMap<Part, NDArray>(Part.class);
        var manager = learner.density().newManager();
        new NativeMemory(copies, "state of a training", manager::close);
        arrays().forEach((part, array) -> {
            NDArray copy = array.duplicate();
            copy.attach(manager);
            copies.put(part, copy);
        });
        return new SavedState(position, history.values(), history.updates(), part -> values(copies.remove(part)));
    }

    private static float[] values(NDArray array) {
        if (array == null) {
            return null;
        }
        try (array) {
            return array.toFloatArray();
        }
    }

    /** Goes on from a saved state; the flow's own weights are not touched. */
    public void restore(SavedState saved) {
        var arrays = saved.arrays();
        position = saved.position();
        history.restore(saved.history(), saved.updates());
        long made = (long) arrays.apply(Part.UPDATES)[0];
        learner.adam().restore(arrays.apply(Part.FIRST_MOMENT), arrays.apply(Part.SECOND_MOMENT), made);
        if (learner.average() != null) {
            replaceAverage(weights(arrays.apply(Part.AVERAGE_PARAMETERS), arrays.apply(Part.AVERAGE_STATISTICS)));
        }
        best(weights(arrays.apply(Part.BEST_PARAMETERS), arrays.apply(Part.BEST_STATISTICS)));
    }

    /** An average that was switched on later starts from the present weights. */
    private void replaceAverage(Weights weights) {
        learner.average().replace(weights == null ? Weights.of(learner.density()) : weights);
    }

    private Weights weights(float[] parameters, float[] statistics) {
        return parameters == null ? null : Weights.of(learner.density(), parameters, statistics);
    }

    @Override
    public void close() {
        learner.close();
        best(null);
    }
}
