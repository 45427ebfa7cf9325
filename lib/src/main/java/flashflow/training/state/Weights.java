package flashflow.training.state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import flashflow.flow.density.ConditionalDensity;
import flashflow.flow.density.NativeMemory;

/** A copy of a density's parameters and running statistics, on its device. */
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
    public static Weights of(ConditionalDensity density) {
        return density.reading(() -> new Weights(
                density.newManager(),
                density.parameters().duplicate(),
                density.statistics().duplicate()));
    }

    /** Ones from a file, flat, on the density's device. */
    public static Weights of(ConditionalDensity density, float[] parameters, float[] statistics) {
        NDManager manager = density.newManager();
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

    /** Another density like that one, with these weights: to be evaluated or saved, and closed. */
    public ConditionalDensity asDensity(ConditionalDensity like) {
        return memory.during(() -> like.with(parameters, statistics));
    }

    /** Puts them into the density. */
    public void into(ConditionalDensity density) {
        memory.during(() -> {
            density.restore(parameters, statistics);
            return null;
        });
    }

    @Override
    public void close() {
        memory.close();
    }
}
