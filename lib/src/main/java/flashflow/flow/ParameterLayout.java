package flashflow.flow;

import flashflow.flow.density.TensorLayout;
import flashflow.flow.kernels.KernelLists.Block;
import flashflow.flow.kernels.KernelLists.Last;
import flashflow.flow.kernels.KernelLists.Linear;
import flashflow.flow.kernels.KernelLists.Net;
import flashflow.flow.kernels.KernelLists.Shift;
import flashflow.flow.kernels.KernelLists.Shifted;
import flashflow.flow.kernels.KernelLists.Statistic;
import java.util.Locale;

/**
 * Where each named tensor of a flow lies in the two flat arrays that hold all of them: trainable parameters, and the
 * batch norms' running statistics with, behind them, the shift by the context. One flat array lets the optimizer take a single pass.
 *
 * <p>The parameters come in the order of {@link flashflow.flow.kernels.KernelLists}: those of the linear layers of all steps, then for
 * each step those of the net, of its last layer and of each block. A tensor that the configuration does without has size 0.
 */
public final class ParameterLayout extends TensorLayout {
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

    /** Without tensors yet. */
    private ParameterLayout() {}

    /**
     * The layout of one conditioner that sees the context alone, or where there is none a zero, in the places where the kernels look for that of a first step.
     *
     * @param config of a coupling flow without linear layers
     * @param outputs of the last layer, called logits; for each of them, a statistic {@code classes.share}
     */
    static ParameterLayout ofConditioner(FlowConfig config, int outputs) {
        var layout = new ParameterLayout();
        layout.addLinear(config);
        for (var tensor : Net.values()) {
            layout.addFirst("net." + name(tensor), tensor, config, config.context() == 0 ? 1 : 0);
        }
        for (var tensor : Last.values()) {
            switch (tensor) {
                case WIDTHS_WEIGHT -> layout.addParameter("net.logits.weight", outputs, config.hidden());
                case WIDTHS_BIAS -> layout.addParameter("net.logits.bias", outputs, 0);
                default -> layout.addParameter("net." + name(tensor), 0, 0);
            }
        }
        for (int block = 0; block < config.blocks(); block++) {
            layout.addBlock("net.blocks." + block + ".", config);
        }
        layout.addStatistic("classes.share", outputs, 0);
        return layout;
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
            addParameter("linear." + name(tensor), columns == 0 ? 0 : layers, columns);
        }
    }

    private void addStep(FlowConfig config, int step) {
        String net = "steps." + step + ".";
        for (var tensor : Net.values()) {
            addFirst(net + name(tensor), tensor, config, config.passedOn(step));
        }
        for (var tensor : Last.values()) {
            addLast(net + name(tensor), tensor, config, step);
        }
        for (int block = 0; block < config.blocks(); block++) {
            addBlock(net + "blocks." + block + ".", config);
        }
    }

    private void addFirst(String name, Net tensor, FlowConfig config, int passedOn) {
        boolean masked = config.kind() == Kind.AUTOREGRESSIVE;
        int h = config.hidden();
        int c = config.context();
        int blocks = c > 0 ? config.blocks() * h : 0;
        switch (tensor) {
            case INITIAL_WEIGHT -> addParameter(name, h, passedOn + (masked ? 0 : c));
            case INITIAL_BIAS -> addParameter(name, h, 0);
            case INITIAL_CONTEXT_WEIGHT -> addParameter(name, masked && c > 0 ? h : 0, c);
            case INITIAL_CONTEXT_BIAS -> addParameter(name, masked && c > 0 ? h : 0, 0);
            case CONTEXT_WEIGHT -> addParameter(name, blocks, c);
            case CONTEXT_BIAS -> addParameter(name, blocks, 0);
        }
    }

    private void addLast(String name, Last tensor, FlowConfig config, int step) {
        int lengths = config.transformed(step) * config.bins();
        int slopes = config.transformed(step) * (config.bins() - 1);
        switch (tensor) {
            case WIDTHS_WEIGHT, HEIGHTS_WEIGHT -> addParameter(name, lengths, config.hidden());
            case WIDTHS_BIAS, HEIGHTS_BIAS -> addParameter(name, lengths, 0);
            case DERIVATIVES_WEIGHT -> addParameter(name, slopes, config.hidden());
            case DERIVATIVES_BIAS -> addParameter(name, slopes, 0);
        }
    }

    private void addBlock(String block, FlowConfig config) {
        int h = config.hidden();
        int normed = config.batchNorm() ? h : 0;
        for (var tensor : Block.values()) {
            String name = block + name(tensor);
            switch (tensor) {
                case GAMMA0, BETA0, GAMMA1, BETA1 -> addParameter(name, normed, 0);
                case WEIGHT0, WEIGHT1 -> addParameter(name, h, h);
                case BIAS0, BIAS1 -> addParameter(name, h, 0);
            }
        }
        for (var statistic : Statistic.values()) {
            addStatistic(block + name(statistic), normed, 0);
        }
    }

    private void addShift(FlowConfig config) {
        for (var tensor : Shift.values()) {
            int columns = tensor == Shift.WEIGHT ? config.context() : 0;
            boolean bounds = tensor == Shift.SPREAD || tensor == Shift.CENTRE;
            boolean wanted = !bounds || config.shifted() == Shifted.TRUNCATED;
            addStatistic("shift." + name(tensor), wanted ? config.targets() : 0, columns);
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
}
