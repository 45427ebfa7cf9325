package flashflow.training.state;

import java.util.function.Function;

/**
 * A training's state without the flow's own weights, to go on from.
 *
 * @param position how far it was; the training that goes on makes it its own
 * @param history numbers of {@link History#values}
 * @param updates those of {@link History#updates()}; shorter where they are not known
 * @param arrays values of an array, each asked for once; null for one that is not there
 */
public record SavedState(Position position, double[] history, long[] updates, Function<Part, float[]> arrays) {
    /** The arrays of a state. */
    public enum Part {
        /** Adam's, flat as the flow's parameters. */
        FIRST_MOMENT,
        /** Likewise. */
        SECOND_MOMENT,
        /** Updates that Adam has made, a scalar. */
        UPDATES,
        /** Averaged weights (EMA), flat, where they are wanted. */
        AVERAGE_PARAMETERS,
        /** Their running statistics. */
        AVERAGE_STATISTICS,
        /** Weights of the best validation, flat, after the first one. */
        BEST_PARAMETERS,
        /** Their running statistics. */
        BEST_STATISTICS
    }
}
