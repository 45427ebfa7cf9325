package flashflow.training;

import flashflow.flow.FlowConfig;
import flashflow.flow.ParameterLayout;

/** What the gradient of one batch costs, counted from the architecture. */
final class BatchCost {
    private static final int BYTES = 4;
    /** Narrow arrays that the spline of one value keeps for the way back, and the widest moment of that way in units of K. */
    private static final int SPLINE_KEPT = 20;

    private static final int SPLINE_WORK = 8;

    private final FlowConfig config;
    private final ParameterLayout layout;

    BatchCost(FlowConfig config) {
        this.config = config;
        this.layout = new ParameterLayout(config);
    }

    /**
     * Operations of the matrix products: 2 per weight and row forward, twice that backward. The layer of the derivatives
     * is looked up, not multiplied: two of its rows for each value.
     */
    double flop(int rows) {
        double weights = 0;
        for (var entry : layout.parameters()) {
            boolean looked = entry.name().contains("derivatives");
            boolean matrix = entry.columns() > 0 && entry.name().startsWith("steps.");
            weights += matrix ? (looked ? 2.0 * entry.size() / (config.bins() - 1) : entry.size()) : 0;
        }
        double linear = config.linear() ? (config.steps() + 1.0) * config.targets() * config.targets() : 0;
        return 6 * rows * (weights + linear);
    }

    /** @param copies of the parameters beside weights, gradient and two moments */
    long memoryBytes(int rows, int copies) {
        long values = (4L + copies) * layout.parameterCount();
        long h = config.hidden();
        long net = (1 + 6L * config.blocks()) * h;
        long spline = (2L * config.bins() + SPLINE_KEPT) * config.targets();
        long kept = config.steps() * (net + spline + 2L * config.targets() + config.context());
        long work = (long) SPLINE_WORK * config.bins() * config.targets() + 4 * h;
        return BYTES * (values + rows * (kept + work));
    }
}
