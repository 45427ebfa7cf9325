package flashflow.training;

import ai.djl.ndarray.NDArray;
import flashflow.flow.Flow;

/** A copy of a flow's parameters and running statistics, on the flow's device. */
final class Weights implements AutoCloseable {
    private final NDArray parameters;
    private final NDArray statistics;

    private Weights(NDArray parameters, NDArray statistics) {
        this.parameters = parameters;
        this.statistics = statistics;
    }

    /** A copy of the present ones. */
    static Weights of(Flow flow) {
        return new Weights(flow.parameters().duplicate(), flow.statistics().duplicate());
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
    Weights copy() {
        return new Weights(parameters.duplicate(), statistics.duplicate());
    }

    /** Puts them into the flow. */
    void into(Flow flow) {
        flow.restore(parameters, statistics);
    }

    /** Copies values in place; the flow's kernels hold views of these arrays, which must not be replaced. */
    static void overwrite(NDArray to, NDArray from) {
        if (to.size() > 0) {
            to.set(from.toByteBuffer());
        }
    }

    @Override
    public void close() {
        parameters.close();
        statistics.close();
    }
}
