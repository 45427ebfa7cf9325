package flashflow.training;

/**
 * What a training goes on from: how far it was, its history, and its arrays by name (see {@link CheckpointFile}).
 *
 * @param settings as JSON
 * @param position as JSON
 * @param history numbers of {@link History#values}
 * @param trainingRows rows of the data it was made with
 * @param arrays values by name; null for a name that is not there
 */
record Snapshot(
        String settings,
        String position,
        double[] history,
        long trainingRows,
        java.util.function.Function<String, float[]> arrays) {}
