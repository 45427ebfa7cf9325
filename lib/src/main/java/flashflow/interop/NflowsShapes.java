package flashflow.interop;

import flashflow.FlashFlowException;
import flashflow.flow.FlowConfig;
import flashflow.flow.Kind;
import flashflow.interop.torch.StateDict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Reads off the shapes of a state_dict what flow they make. */
final class NflowsShapes {
    private final StateDict state;
    private final NflowsPaths paths;
    private final String net;

    NflowsShapes(StateDict state, NflowsPaths paths) {
        this.state = state;
        this.paths = paths;
        this.net = paths.splines().get(0) + ".";
    }

    /** The whole configuration; its seed is 0, for the weights come from the file. */
    FlowConfig config(NflowsSettings settings) {
        int targets = targets();
        int hidden = size(net + "initial_layer.weight", 0);
        return new FlowConfig(
                targets,
                context(targets),
                paths.splines().size(),
                hidden,
                blocks(),
                bins(targets),
                settings.tailBound(),
                settings.activation(),
                settings.dropout(),
                state.names().contains(net + "blocks.0.batch_norm_layers.0.weight"),
                paths.kind(),
                paths.linear(),
                false,
                false,
                false,
                settings.minBinWidth(),
                settings.minBinHeight(),
                settings.minDerivative(),
                0);
    }

    private int targets() {
        if (paths.kind() == Kind.AUTOREGRESSIVE) {
            return size(net + "initial_layer.weight", 1);
        }
        return size(buffer("identity_features"), 0) + size(buffer("transform_features"), 0);
    }

    /** Coupling nets get the passed-on features and the context beside each other, masked ones a layer of its own. */
    private int context(int targets) {
        if (paths.kind() == Kind.COUPLING) {
            return size(net + "initial_layer.weight", 1) - size(buffer("identity_features"), 0);
        }
        String layer = net + "context_layer.weight";
        return state.names().contains(layer) ? size(layer, 1) : 0;
    }

    private int blocks() {
        int blocks = 0;
        while (state.names().contains(net + "blocks." + blocks + ".linear_layers.0.weight")) {
            blocks++;
        }
        return blocks;
    }

    private int bins(int targets) {
        int features = paths.kind() == Kind.COUPLING ? size(buffer("transform_features"), 0) : targets;
        int each = size(net + "final_layer.weight", 0) / Math.max(1, features);
        if (each % 3 != 2) {
            throw new FlashFlowException("The splines of this nflows flow have " + each + " parameters for each target"
                    + " and not 3 K - 1 for K bins; only rational-quadratic splines with linear tails can be read.");
        }
        return (each + 1) / 3;
    }

    /** Affine steps (masked autoregressive flows, RealNVP) have a scale and a shift for each feature, or a shift. */
    void checkSplines() {
        int targets = targets();
        for (String spline : paths.splines()) {
            String features = coupling(spline) + "transform_features";
            long count = paths.kind() == Kind.COUPLING ? size(features, 0) : targets;
            if (size(spline + ".final_layer.weight", 0) <= 2 * count) {
                throw new FlashFlowException("The flow has affine steps, not splines (see '" + spline + "'), and this"
                        + " library has rational-quadratic splines only; train a flow of splines, in the trainer of CMS"
                        + " FlashSim by num_steps_arqs instead of num_steps_maf.");
            }
            if (state.names().contains(spline + ".blocks.0.linear.weight")) {
                throw new FlashFlowException("The net '" + spline + "' is made of feed-forward blocks"
                        + " (use_residual_blocks=False); this library has residual blocks only.");
            }
        }
    }

    private static String coupling(String spline) {
        return spline.substring(0, spline.length() - "transform_net".length());
    }

    private String buffer(String name) {
        return net.substring(0, net.length() - "transform_net.".length()) + name;
    }

    private int size(String name, int axis) {
        if (!state.names().contains(name)) {
            throw new FlashFlowException(
                    "The tensor '" + name + "' is missing; save the whole state_dict of the nflows flow.");
        }
        List<Long> shape = state.shape(name);
        if (shape.size() <= axis) {
            throw new FlashFlowException("The tensor '" + name + "' has the shape " + shape
                    + ", too few sizes for an nflows flow; save the state_dict unchanged.");
        }
        if (shape.get(axis) > Integer.MAX_VALUE) {
            throw new FlashFlowException(
                    "The tensor '" + name + "' has the shape " + shape + ", which no flow has; the file is damaged.");
        }
        return shape.get(axis).intValue();
    }

    /** Refuses couplings that do not transform even and odd features in turn. */
    void checkMasks(int targets) {
        if (paths.kind() == Kind.AUTOREGRESSIVE) {
            return;
        }
        for (int step = 0; step < paths.splines().size(); step++) {
            String spline = paths.splines().get(step);
            if (!isAlternating(coupling(spline) + "transform_features", step % 2, targets)
                    || !isAlternating(coupling(spline) + "identity_features", 1 - step % 2, targets)) {
                throw new FlashFlowException("The coupling '" + spline + "' does not transform every second target"
                        + " beginning with number " + step % 2 + "; only nflows' alternating masks, even first, can be"
                        + " read.");
            }
        }
    }

    private boolean isAlternating(String buffer, int parity, int targets) {
        long[] alternating =
                LongStream.range(0, targets).filter(i -> i % 2 == parity).toArray();
        return state.names().contains(buffer) && Arrays.equals(state.longs(buffer), alternating);
    }
}
