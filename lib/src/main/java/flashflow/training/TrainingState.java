package flashflow.training;

import ai.djl.ndarray.NDArray;
import com.google.gson.Gson;
import flashflow.flow.Flow;
import java.util.LinkedHashMap;
import java.util.Map;

/** All that changes while a flow is trained, and so all that a checkpoint holds. */
final class TrainingState implements AutoCloseable {
    static final Gson JSON = new com.google.gson.GsonBuilder()
            .serializeSpecialFloatingPointValues()
            .create();

    final Learner learner;
    final History history;
    Position position = new Position();
    private Weights best;

    TrainingState(Flow flow, TrainingSettings settings) {
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

    String positionJson() {
        return JSON.toJson(position);
    }

    /** Goes on from a snapshot; the flow's own weights are not touched. */
    void restore(Snapshot snapshot) {
        position = JSON.fromJson(snapshot.position(), Position.class);
        history.restore(snapshot.history());
        if (position.bestNll != null) {
            best(Weights.of(learner.flow()));
        }
        arrays().forEach((name, array) -> overwrite(array, snapshot.arrays().apply(name)));
    }

    /** An array that the snapshot lacks keeps its start, as averages do that were switched on later. */
    private static void overwrite(NDArray array, float[] values) {
        if (values != null && values.length > 0) {
            array.set(java.nio.FloatBuffer.wrap(values));
        }
    }

    @Override
    public void close() {
        learner.close();
        best(null);
    }
}
