package flashflow.training.state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import flashflow.flow.NativeMemory;
import flashflow.flow.SplineFlow;

/** A copy of a flow's parameters and running statistics, on the flow's device. */
public final class Weights implements AutoCloseable {
    private final NDArray parameters;
    private final NDArray statistics;
    private final NativeMemory memory;

    /** Owns the arrays and their manager. */
    private Weights(NDManager manager, NDArray parameters, NDArray statistics) {
        this.parameters = parameters;
        this.statistics = statistics;
        parameters.attach(manager);
        statistics.attach(manager);
        memory = new NativeMemory(this, "copy of weights", manager::close);
    }

    /** A copy of the present ones. */
    public static Weights of(SplineFlow flow) {
        return flow.reading(() -> new Weights(
                flow.newManager(),
                flow.parameters().duplicate(),
                flow.statistics().duplicate()));
    }

    /** Ones from a file. */
    static Weights of(SplineFlow flow, float[] parameters, float[] statistics) {
        NDManager manager = flow.newManager();
        return new Weights(manager, array(manager, parameters), array(manager, statistics));
    }

    /** In memory of the engine's own: what is made from an array borrows Java's. */
    private static NDArray array(NDManager manager, float[] values) {
        try (NDArray borrowed = manager.create(values)) {
            return borrowed.duplicate();
        }
    }

    /** Trainable values, flat. */
    NDArray parameters() {
        return parameters;
    }

    /** Running statistics, flat. */
    NDArray statistics() {
        return statistics;
    }

    /** Another copy. */
    public Weights copy() {
        return memory.during(() -> new Weights(
                parameters.getManager().getParentManager().newSubManager(),
                parameters.duplicate(),
                statistics.duplicate()));
    }

    /** Another flow like that one, with these weights: to be evaluated or saved, and closed. */
    public SplineFlow asFlow(SplineFlow like) {
        return memory.during(() -> like.with(parameters, statistics));
    }

    /** Puts them into the flow. */
    public void into(SplineFlow flow) {
        memory.during(() -> {
            flow.restore(parameters, statistics);
            return null;
        });
    }

    @Override
    public void close() {
        memory.close();
    }
}
