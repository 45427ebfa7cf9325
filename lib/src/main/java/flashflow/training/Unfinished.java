package flashflow.training;

import ai.djl.ndarray.NDArray;
import flashflow.flow.SplineFlow;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Trainings that were interrupted, by their flow, so that the next {@code fit} goes on from there even where the cell that
 * made the {@link Training} was run again. Holds nothing that holds the flow.
 */
final class Unfinished {
    private static final Map<SplineFlow, Snapshot> SNAPSHOTS = new WeakHashMap<>();
    private static final Map<SplineFlow, Object> TURNS = new WeakHashMap<>();

    private Unfinished() {}

    /**
     * What a training of that flow holds while it runs. A notebook's stop button ends the cell at once and leaves the training a
     * moment to end its batch; the next cell's training waits for it here.
     */
    static synchronized Object turn(SplineFlow flow) {
        return TURNS.computeIfAbsent(flow, any -> new Object());
    }

    static synchronized void keep(Parts parts, TrainingState state, DataPrint data) {
        var kept = new HashMap<String, NDArray>();
        state.arrays().forEach((name, array) -> kept.put(name, array.duplicate()));
        SNAPSHOTS.put(
                parts.flow,
                new Snapshot(
                        Recipe.of(parts),
                        data,
                        state.position.json(),
                        state.history.values(),
                        name -> values(kept.remove(name))));
    }

    private static float[] values(NDArray array) {
        if (array == null) {
            return null;
        }
        try (array) {
            return array.toFloatArray();
        }
    }

    /** The snapshot of that flow if settings and data are the same; a training with others begins anew. */
    static synchronized Snapshot take(Parts parts, DataPrint data) {
        Snapshot kept = SNAPSHOTS.remove(parts.flow);
        boolean fits = kept != null && kept.data().equals(data) && kept.recipe().sameUpdates(Recipe.of(parts));
        return fits ? kept : null;
    }
}
