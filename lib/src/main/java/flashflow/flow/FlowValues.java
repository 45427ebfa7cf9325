package flashflow.flow;

/**
 * A copy of all values of a flow at one moment, for files and checks.
 *
 * @param parameters flat, as {@link SplineFlow#parameters()}
 * @param statistics flat, as {@link SplineFlow#statistics()}
 * @param permutations row after row, as {@link SplineFlow#permutations()}
 */
public record FlowValues(float[] parameters, float[] statistics, long[] permutations) {}
