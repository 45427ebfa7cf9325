package flashflow.flow;

import flashflow.flow.kernels.KernelLists.Block;
import flashflow.flow.kernels.KernelLists.Last;
import flashflow.flow.kernels.KernelLists.Linear;
import flashflow.flow.kernels.KernelLists.Net;
import flashflow.flow.kernels.KernelLists.Shift;
import flashflow.flow.kernels.KernelLists.Statistic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where each named tensor of a flow lies in the two flat arrays that hold all of them: trainable parameters, and the
 * batch norms' running statistics with, behind them, the shift by the context. One flat array lets the optimizer take a single pass.
 *
 * <p>The parameters come in the order of {@link flashflow.flow.kernels.KernelLists}: those of the linear layers of all steps, then for
 * each step those of the net, of its last layer and of each block. A tensor that the configuration does without has size 0.
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
            addStep(config, step);
        }
        if (config.shifts()) {
            addShift(config);
        }
    }

    /** Trainable tensors by name, in the order of the flat array. */
    public List<Entry> parameters() {
        return List.copyOf(parameters.values());
    }

    /** Running means and variances by name, and the shift by the context where there is one, in the order of their flat array. */
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

    /** Number of values of {@link #statistics()}. */
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
        for (var tensor : Linear.values()) {
            int columns =
                    switch (tensor) {
                        case LOWER, UPPER -> d * (d - 1) / 2;
                        case DIAGONAL, BIAS -> d;
                    };
            // A single target has no triangles.
            put(parameters, "linear." + name(tensor), columns == 0 ? 0 : layers, columns);
        }
    }

    private void addStep(FlowConfig config, int step) {
        String net = "steps." + step + ".";
        for (var tensor : Net.values()) {
            addFirst(net + name(tensor), tensor, config, step);
        }
        for (var tensor : Last.values()) {
            addLast(net + name(tensor), tensor, config, step);
        }
        for (int block = 0; block < config.blocks(); block++) {
            addBlock(net + "blocks." + block + ".", config);
        }
    }

    private void addFirst(String name, Net tensor, FlowConfig config, int step) {
        boolean masked = config.kind() == Kind.AUTOREGRESSIVE;
        int h = config.hidden();
        int c = config.context();
        int blocks = c > 0 ? config.blocks() * h : 0;
        switch (tensor) {
            case INITIAL_WEIGHT -> put(parameters, name, h, config.passedOn(step) + (masked ? 0 : c));
            case INITIAL_BIAS -> put(parameters, name, h, 0);
            case INITIAL_CONTEXT_WEIGHT -> put(parameters, name, masked && c > 0 ? h : 0, c);
            case INITIAL_CONTEXT_BIAS -> put(parameters, name, masked && c > 0 ? h : 0, 0);
            case CONTEXT_WEIGHT -> put(parameters, name, blocks, c);
            case CONTEXT_BIAS -> put(parameters, name, blocks, 0);
        }
    }

    private void addLast(String name, Last tensor, FlowConfig config, int step) {
        int lengths = config.transformed(step) * config.bins();
        int slopes = config.transformed(step) * (config.bins() - 1);
        switch (tensor) {
            case WIDTHS_WEIGHT, HEIGHTS_WEIGHT -> put(parameters, name, lengths, config.hidden());
            case WIDTHS_BIAS, HEIGHTS_BIAS -> put(parameters, name, lengths, 0);
            case DERIVATIVES_WEIGHT -> put(parameters, name, slopes, config.hidden());
            case DERIVATIVES_BIAS -> put(parameters, name, slopes, 0);
        }
    }

    private void addBlock(String block, FlowConfig config) {
        int h = config.hidden();
        int normed = config.batchNorm() ? h : 0;
        for (var tensor : Block.values()) {
            String name = block + name(tensor);
            switch (tensor) {
                case GAMMA0, BETA0, GAMMA1, BETA1 -> put(parameters, name, normed, 0);
                case WEIGHT0, WEIGHT1 -> put(parameters, name, h, h);
                case BIAS0, BIAS1 -> put(parameters, name, h, 0);
            }
        }
        for (var statistic : Statistic.values()) {
            put(statistics, block + name(statistic), normed, 0);
        }
    }

    private void addShift(FlowConfig config) {
        for (var tensor : Shift.values()) {
            int columns = tensor == Shift.WEIGHT ? config.context() : 0;
            put(statistics, "shift." + name(tensor), config.targets(), columns);
        }
    }

    /** {@code INITIAL_CONTEXT_WEIGHT} as {@code initialContext.weight}, {@code GAMMA1} as {@code norm1.gamma}. */
    private static String name(Enum<?> tensor) {
        String name = tensor.name().toLowerCase(Locale.ROOT);
        char layer = name.charAt(name.length() - 1);
        if (Character.isDigit(layer)) {
            String part = name.substring(0, name.length() - 1);
            boolean linear = part.equals("weight") || part.equals("bias");
            return (linear ? "linear" : "norm") + layer + "." + part;
        }
        int last = name.lastIndexOf('_');
        return last < 0
                ? name
                : name.substring(0, last).replace("_context", "Context") + "." + name.substring(last + 1);
    }

    private static void put(Map<String, Entry> to, String name, int rows, int columns) {
        to.put(name, new Entry(name, end(to), rows, rows == 0 ? 0 : columns));
    }

    private static long end(Map<String, Entry> entries) {
        return entries.values().stream().mapToLong(Entry::size).sum();
    }
}
