package flashflow.training;

import java.util.function.Function;

/**
 * What a training goes on from: how far it was, its history, and its arrays by name (see {@link CheckpointFile}).
 *
 * @param recipe what it was told
 * @param data what it was made with
 * @param position as JSON
 * @param history numbers of {@link History#values}
 * @param arrays values by name; null for a name that is not there
 */
record Snapshot(Recipe recipe, DataPrint data, String position, double[] history, Function<String, float[]> arrays) {}
