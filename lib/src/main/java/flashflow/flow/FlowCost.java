package flashflow.flow;

import flashflow.flow.density.GradientCost;

/** What the gradient of one batch costs, counted from a flow's architecture. */
final class FlowCost {
    /** Narrow arrays that the spline of one value keeps for the way back, and the widest moment of that way in units of K. */
    private static final int SPLINE_KEPT = 20;

    private static final int SPLINE_WORK = 8;

    private FlowCost() {}

    static GradientCost of(FlowConfig config) {
        var layout = new ParameterLayout(config);
        return new GradientCost(products(config, layout), kept(config), work(config), layout.parameterCount());
    }

    /** The layer of the derivatives is looked up, not multiplied: two of its rows for each value. */
    private static double products(FlowConfig config, ParameterLayout layout) {
        double weights = 0;
        for (var entry : layout.parameters()) {
            boolean looked = entry.name().contains("derivatives");
            boolean matrix = entry.columns() > 0 && entry.name().startsWith("steps.");
            weights += matrix ? (looked ? 2.0 * entry.size() / (config.bins() - 1) : entry.size()) : 0;
        }
        double linear = config.linear() ? (config.steps() + 1.0) * config.targets() * config.targets() : 0;
        return weights + linear;
    }

    private static long kept(FlowConfig config) {
        long net = (1 + 6L * config.blocks()) * config.hidden();
        long spline = (2L * config.bins() + SPLINE_KEPT) * config.targets();
        return config.steps() * (net + spline + 2L * config.targets() + config.context());
    }

    private static long work(FlowConfig config) {
        return (long) SPLINE_WORK * config.bins() * config.targets() + 4L * config.hidden();
    }
}
