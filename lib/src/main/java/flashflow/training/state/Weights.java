package flashflow.training.state;

import ai.djl.ndarray.NDArray;
import flashflow.flow.SplineFlow;

/** A copy of a flow's parameters and running statistics, on the flow's device. */
public final class Weights implements AutoCloseable {
    private final NDArray parameters;
    private final NDArray statistics;

    private Weights(NDArray parameters, NDArray statistics) {
        this.parameters = parameters;
        this.statistics = statistics;
    }

    /** A copy of the present ones. */
    public static Weights of(SplineFlow flow) {
        return new Weights(flow.parameters().duplicate(), flow.statistics().duplicate());
    }

    /** Ones from a file. */
    static Weights of(SplineFlow flow, float[] parameters, float[] statistics) {
        return new Weights(array(flow, parameters), array(flow, statistics));
    }

    /** In memory of the engine's own: what is made from an array borrows Java's. */
    private static NDArray array(SplineFlow flow, float[] values) {
        try (NDArray borrowed = flow.parameters().getManager().create(values)) {
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
        return new Weights(parameters.duplicate(), statistics.duplicate());
    }

    /** Puts them into the flow. */
    public void into(SplineFlow flow) {
        flow.restore(parameters, statistics);
    }

    @Override
    public void close() {
        parameters.close();
        statistics.close();
    }
}
