package flashflow.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each named tensor of a flow lies in the two flat arrays that hold all of them: trainable parameters, and the
 * batch norms' running statistics. One flat array lets the optimizer take a single pass.
 *
 * <p>The parameters come in the order the kernels expect: four tensors of the linear layers of all steps, then for
 * each step twelve of the net and eight for each of its blocks. A tensor that the configuration does without has size 0.
 */
public final class ParameterLayout {
    /**
     * One tensor.
     *
     * @param name for example {@code steps.0.blocks.1.linear0.weight}
     * @param offset of its first value in the flat array
     * @param rows first dimension
     * @param columns second dimension, 0 for a vector
     */
    public record Entry(String name, long offset, int rows, int columns) {
        /** Number of values. */
        public long size() {
            return columns == 0 ? rows : (long) rows * columns;
        }

        /** {@code [rows]} or {@code [rows, columns]}. */
        public long[] shape() {
            return columns == 0 ? new long[] {rows} : new long[] {rows, columns};
        }
    }

    private final Map<String, Entry> parameters = new LinkedHashMap<>();
    private final Map<String, Entry> statistics = new LinkedHashMap<>();

    /** The layout of a configuration. */
    public ParameterLayout(FlowConfig config) {
        addLinear(config);
        for (int step = 0; step < config.steps(); step++) {
            addNet(config, step);
        }
    }

    /** Trainable tensors by name, in the order of the flat array. */
    public List<Entry> parameters() {
        return List.copyOf(parameters.values());
    }

    /** Running means and variances by name, in the order of their flat array. */
    public List<Entry> statistics() {
        return List.copyOf(statistics.values());
    }

    /** The trainable tensor of that name; null where there is none. */
    public Entry parameter(String name) {
        return parameters.get(name);
    }

    /** The running statistic of that name; null where there is none. */
    public Entry statistic(String name) {
        return statistics.get(name);
    }

    /** Number of trainable values. */
    public long parameterCount() {
        return end(parameters);
    }

    /** Number of running statistics. */
    public long statisticCount() {
        return end(statistics);
    }

    static long[] spec(List<Entry> entries) {
        return entries.stream()
                .flatMapToLong(e -> java.util.stream.LongStream.of(e.offset(), e.rows(), e.columns()))
                .toArray();
    }

    private void addLinear(FlowConfig config) {
        int layers = config.linear() ? config.steps() + 1 : 0;
        int d = config.targets();
        add("linear.lower", layers, d * (d - 1) / 2);
        add("linear.upper", layers, d * (d - 1) / 2);
        add("linear.diagonal", layers, d);
        add("linear.bias", layers, d);
    }

    private void addNet(FlowConfig config, int step) {
        boolean masked = config.kind() == Kind.AUTOREGRESSIVE;
        String net = "steps." + step + ".";
        int h = config.hidden();
        int c = config.context();
        add(net + "initial.weight", h, config.passedOn(step) + (masked ? 0 : c));
        add(net + "initial.bias", h, 0);
        add(net + "initialContext.weight", masked && c > 0 ? h : 0, c);
        add(net + "initialContext.bias", masked && c > 0 ? h : 0, 0);
        add(net + "context.weight", c > 0 ? config.blocks() * h : 0, c);
        add(net + "context.bias", c > 0 ? config.blocks() * h : 0, 0);
        addLast(net, config, config.transformed(step));
        for (int block = 0; block < config.blocks(); block++) {
            addBlock(net + "blocks." + block + ".", config);
        }
    }

    private void addLast(String net, FlowConfig config, int d) {
        addLayer(net + "widths", d * config.bins(), config.hidden());
        addLayer(net + "heights", d * config.bins(), config.hidden());
        addLayer(net + "derivatives", d * (config.bins() - 1), config.hidden());
    }

    private void addBlock(String block, FlowConfig config) {
        int h = config.hidden();
        int normed = config.batchNorm() ? h : 0;
        for (int i = 0; i < 2; i++) {
            add(block + "norm" + i + ".gamma", normed, 0);
            add(block + "norm" + i + ".beta", normed, 0);
            addLayer(block + "linear" + i, h, h);
            put(statistics, block + "norm" + i + ".mean", normed, 0);
            put(statistics, block + "norm" + i + ".variance", normed, 0);
        }
    }

    private void addLayer(String name, int out, int in) {
        add(name + ".weight", out, in);
        add(name + ".bias", out, 0);
    }

    private void add(String name, int rows, int columns) {
        put(parameters, name, rows, columns);
    }

    private static void put(Map<String, Entry> to, String name, int rows, int columns) {
        to.put(name, new Entry(name, end(to), rows, rows == 0 ? 0 : columns));
    }

    private static long end(Map<String, Entry> entries) {
        return entries.values().stream().mapToLong(Entry::size).sum();
    }
}
