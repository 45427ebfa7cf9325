package flashflow.generation;

/**
 * How far a generation is.
 *
 * @param rows rows written so far, all folds counted
 * @param total rows that there will be
 * @param redrawn draws thrown away so far because they were not finite or outside a physical range
 * @param seconds since the start
 */
public record GenerationProgress(long rows, long total, long redrawn, double seconds) {
    /** Rows written in each second so far. */
    public double rowsPerSecond() {
        return seconds > 0 ? rows / seconds : 0;
    }
}
