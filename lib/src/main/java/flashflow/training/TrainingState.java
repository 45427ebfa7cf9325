package flashflow.training;

import ai.djl.ndarray.NDArray;
import flashflow.flow.SplineFlow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** All that changes while a flow is trained, and so all that a checkpoint holds. */
final class TrainingState implements AutoCloseable {
    final Learner learner;
    final History history;
    Position position = new Position();
    private Weights best;

    TrainingState(SplineFlow flow, TrainingSettings settings) {
        learner = new Learner(flow, settings);
        history = new History(settings.emaDecay() > 0);
    }

    /** The weights of the best validation; null before the first. */
    Weights best() {
        return best;
    }

    void best(Weights weights) {
        if (best != null) {
            best.close();
        }
        best = weights;
    }

    /** The arrays beside the flow's own, by their names in checkpoints. */
    Map<String, NDArray> arrays() {
        var arrays = new LinkedHashMap<String, NDArray>();
        arrays.put("adam.first_moment", learner.adam().firstMoment());
        arrays.put("adam.second_moment", learner.adam().secondMoment());
        arrays.put("adam.updates", learner.adam().updates());
        if (learner.average() != null) {
            put(arrays, "average", learner.average().weights());
        }
        if (best != null) {
            put(arrays, "best", best);
        }
        return arrays;
    }

    private static void put(Map<String, NDArray> arrays, String name, Weights weights) {
        arrays.put(name + ".parameters", weights.parameters());
        arrays.put(name + ".statistics", weights.statistics());
    }

    /** Goes on from a snapshot; the flow's own weights are not touched. */
    void restore(Snapshot snapshot) {
        var arrays = snapshot.arrays();
        position = Position.parse(snapshot.position());
        history.restore(snapshot.history());
        long made = (long) arrays.apply("adam.updates")[0];
        learner.adam().restore(arrays.apply("adam.first_moment"), arrays.apply("adam.second_moment"), made);
        if (learner.average() != null) {
            replaceAverage(weights("average", arrays));
        }
        best(weights("best", arrays));
    }

    /** An average that was switched on later starts from the present weights. */
    private void replaceAverage(Weights weights) {
        learner.average().replace(weights == null ? Weights.of(learner.flow()) : weights);
    }

    private Weights weights(String name, Function<String, float[]> arrays) {
        float[] parameters = arrays.apply(name + ".parameters");
        float[] statistics = arrays.apply(name + ".statistics");
        return parameters == null ? null : Weights.of(learner.flow(), parameters, statistics);
    }

    @Override
    public void close() {
        learner.close();
        best(null);
    }
}
