package flashflow.flow;

import flashflow.FlashFlowException;
import flashflow.Viewable;
import flashflow.data.RowSource;
import flashflow.flow.kernels.KernelLists.Shifted;
import flashflow.preprocessing.Preprocessing;
import flashflow.suggestion.Suggestion;
import java.util.function.Consumer;
import tech.tablesaw.api.Table;

/**
 * Everything that decides a flow's architecture; immutable and checked. Presets give whole configurations, and each
 * {@code withX}-like method named after a component gives a copy with that component changed:
 * {@code FlowConfig.jets().steps(6).hidden(128).bins(32)}.
 *
 * @param targets D, number of target columns, at least 1 (2 for coupling)
 * @param context C, number of context columns; 0 for an unconditional flow
 * @param steps S, number of [permutation, linear, splines] steps, at least 1
 * @param hidden H, width of the conditioner's hidden layers
 * @param blocks residual blocks of a conditioner, each of two layers
 * @param bins K, bins of a spline
 * @param tailBound B, the splines act on [-B, B] and are the identity outside
 * @param activation of the hidden layers
 * @param dropout probability in [0, 1) with which a hidden value is dropped in training
 * @param batchNorm whether each hidden layer is preceded by a batch norm
 * @param kind coupling or autoregressive
 * @param linear whether each step begins with a random permutation and an LU linear layer, and a last pair follows
 * @param contextShift whether the linear regression of the targets on the context is taken out before the first step
 * @param truncatedShift whether targets between bounds are shifted as drawn from truncated normal laws
 * @param identityStart whether the first weights make splines near the identity
 * @param minBinWidth least bin width as a share of the box, K times it below 1
 * @param minBinHeight least bin height as a share of the box, K times it below 1
 * @param minDerivative least derivative at an inner knot
 * @param seed of the initial weights and permutations
 */
public record FlowConfig(
        int targets,
        int context,
        int steps,
        int hidden,
        int blocks,
        int bins,
        double tailBound,
        Activation activation,
        double dropout,
        boolean batchNorm,
        Kind kind,
        boolean linear,
        boolean contextShift,
        boolean truncatedShift,
        boolean identityStart,
        double minBinWidth,
        double minBinHeight,
        double minDerivative,
        long seed)
        implements Viewable {
    /** Refuses values that cannot make a flow. */
    public FlowConfig {
        atLeast("targets", targets, 1);
        refuseNull("kind", kind);
        refuseNull("activation", activation);
        if (targets == 1 && kind == Kind.COUPLING) {
            throw new FlashFlowException(
                    "FlowConfig: a coupling flow transforms some targets by the help of the others and"
                            + " needs at least 2, but targets is 1; use FlowConfig.of or FlowConfig.autoregressive, which take a single one.");
        }
        atLeast("context", context, 0);
        atLeast("steps", steps, 1);
        atLeast("hidden", hidden, 1);
        atLeast("blocks", blocks, 0);
        atLeast("bins", bins, 2);
        check(tailBound > 0 && Double.isFinite(tailBound), "tailBound must be positive", tailBound);
        check(dropout >= 0 && dropout < 1, "dropout must be in [0, 1)", dropout);
        check(
                minBinWidth > 0 && minBinWidth * bins < 1,
                "minBinWidth must be positive and below 1 / bins",
                minBinWidth);
        check(
                minBinHeight > 0 && minBinHeight * bins < 1,
                "minBinHeight must be positive and below 1 / bins",
                minBinHeight);
        check(minDerivative > 0 && minDerivative < 1, "minDerivative must be in (0, 1)", minDerivative);
    }

    /**
     * A coupling flow with the training guide's defaults: relu, batch norm, linear layers, tail bound 1, seed 0. A single target,
     * which has no other to be coupled with, makes it autoregressive: splines that depend on the context alone.
     */
    public static FlowConfig of(int targets, int context, int steps, int hidden, int blocks, int bins) {
        var kind = targets == 1 ? Kind.AUTOREGRESSIVE : Kind.COUPLING;
        return usual(kind, targets, context, steps, hidden, blocks, bins);
    }

    /** An autoregressive flow with the same defaults; it may have a single target. */
    public static FlowConfig autoregressive(int targets, int context, int steps, int hidden, int blocks, int bins) {
        return usual(Kind.AUTOREGRESSIVE, targets, context, steps, hidden, blocks, bins);
    }

    /**
     * A flow that suits the data: kind, steps, widths, bins, tail bound, dropout and batch norm as {@link Suggestion} has them for so
     * many rows and columns, with its reasons. What is set afterwards counts.
     *
     * @param preprocessing what the columns go through; fitted to the rows for this where it needs to be, and not changed
     * @param data rows to train on
     */
    public static FlowConfig suggest(Preprocessing preprocessing, RowSource data) {
        return of(Suggestion.of(preprocessing, data));
    }

    /** The same of a suggestion that is there already, so that the data are looked at once. */
    public static FlowConfig of(Suggestion suggestion) {
        var shape = suggestion.shape();
        return usual(
                        suggestion.autoregressive() ? Kind.AUTOREGRESSIVE : Kind.COUPLING,
                        shape.targets(),
                        shape.context(),
                        suggestion.steps(),
                        suggestion.hidden(),
                        suggestion.blocks(),
                        suggestion.bins())
                .tailBound(suggestion.tailBound())
                .dropout(suggestion.dropout())
                .batchNorm(suggestion.batchNorm())
                .contextShift(suggestion.contextShift())
                .truncatedShift(suggestion.truncatedShift())
                .identityStart(true);
    }

    private static FlowConfig usual(Kind kind, int targets, int context, int steps, int hidden, int blocks, int bins) {
        return new FlowConfig(
                targets,
                context,
                steps,
                hidden,
                blocks,
                bins,
                1,
                Activation.RELU,
                0,
                true,
                kind,
                true,
                false,
                false,
                false,
                1e-3,
                1e-3,
                1e-3,
                0);
    }

    /**
     * FlashSim's full jet model: 48.0 M parameters (FlashSim, docs/trainings.md). The tail bound 1 is FlashSim's own, so
     * that its checkpoints open as this very flow.
     */
    public static FlowConfig jets() {
        return of(17, 14, 17, 298, 10, 128);
    }

    /** FlashSim's full muon model: 55.0 M parameters, tail bound 1 as there. */
    public static FlowConfig muons() {
        return of(22, 30, 22, 256, 10, 128);
    }

    /** A jet model that two CPU cores train in minutes, chosen by {@code bench/run-presets}; tail bound 5, for standardised targets. */
    public static FlowConfig jetsSmall() {
        return of(17, 14, 6, 128, 2, 16).tailBound(5);
    }

    /**
     * A muon model that two CPU cores train in minutes, chosen by {@code bench/run-presets}; tail bound 5, for standardised targets.
     * Autoregressive, since flags that follow from one another are learned in half the time.
     */
    public static FlowConfig muonsSmall() {
        return of(22, 30, 2, 128, 2, 16).kind(Kind.AUTOREGRESSIVE).tailBound(5);
    }

    /**
     * A copy for the targets and context columns that a preprocessing gives, which may be more than it takes: a category becomes one
     * column for each of its values.
     *
     * @throws FlashFlowException if there is no target, or a single one for a coupling flow
     */
    public FlowConfig columns(Preprocessing preprocessing) {
        var columns = preprocessing.outputLayout();
        return changed(c -> {
            c.targets = columns.targets().size();
            c.context = columns.context().size();
        });
    }

    /** A copy with S steps. */
    public FlowConfig steps(int steps) {
        return changed(c -> c.steps = steps);
    }

    /** A copy with hidden layers of width H. */
    public FlowConfig hidden(int hidden) {
        return changed(c -> c.hidden = hidden);
    }

    /** A copy with that many residual blocks a conditioner. */
    public FlowConfig blocks(int blocks) {
        return changed(c -> c.blocks = blocks);
    }

    /** A copy with K bins. */
    public FlowConfig bins(int bins) {
        return changed(c -> c.bins = bins);
    }

    /** A copy with splines on [-B, B]. */
    public FlowConfig tailBound(double tailBound) {
        return changed(c -> c.tailBound = tailBound);
    }

    /** A copy with another activation. */
    public FlowConfig activation(Activation activation) {
        return changed(c -> c.activation = activation);
    }

    /** A copy with dropout of that probability. */
    public FlowConfig dropout(double dropout) {
        return changed(c -> c.dropout = dropout);
    }

    /** A copy with batch norm on or off. */
    public FlowConfig batchNorm(boolean batchNorm) {
        return changed(c -> c.batchNorm = batchNorm);
    }

    /** A copy of the other kind. */
    public FlowConfig kind(Kind kind) {
        return changed(c -> c.kind = kind);
    }

    /** A copy with or without permutations and LU layers. */
    public FlowConfig linear(boolean linear) {
        return changed(c -> c.linear = linear);
    }

    /**
     * A copy with or without a shift by the context, the flow's outermost layer: x' = (x - A y - b) / s, with the ridge regression
     * of the targets x on the context y and the deviation s of what it leaves; the prediction A y + b stays within the targets of the
     * training. It is fitted once, to the rows of the flow's first training, and not trained. With few rows it gives at once what
     * splines learn slowly, how the targets' means follow the context. A target that is not the plainer for it, such as one whose
     * values pile up at fixed places, stays as it is; without context columns there is no effect.
     */
    public FlowConfig contextShift(boolean contextShift) {
        return changed(c -> c.contextShift = contextShift);
    }

    /**
     * A copy whose shift by the context takes targets between bounds, those whose chain ends with {@code Bounded} by the normal quantile
     * and perhaps a standardisation, as the bounds make them: the place v in (0, 1) between them as drawn from N(m, s) truncated to
     * (0, 1), with m = A y + b and s of the greatest likelihood (truncated regression, Hausman and Wise, Econometrica 45, 1977), and x' the
     * normal quantile of its share of that law. What is measured with a gaussian error and drawn evenly between bounds has just this
     * law. Without effect where there is no {@link #contextShift} or no such target.
     */
    public FlowConfig truncatedShift(boolean truncatedShift) {
        return changed(c -> c.truncatedShift = truncatedShift);
    }

    /**
     * A copy whose first weights make splines near the identity, so that a flow begins as its linear layers and its shift by the context,
     * and learns only where they do not suffice; few rows do not unlearn all of a random beginning. Without, the last layer of each net
     * begins uniform in +-1/sqrt(inputs) as in nflows.
     */
    public FlowConfig identityStart(boolean identityStart) {
        return changed(c -> c.identityStart = identityStart);
    }

    /** A copy that starts from other weights and permutations. */
    public FlowConfig seed(long seed) {
        return changed(c -> c.seed = seed);
    }

    /** A copy with other least bin widths, bin heights (shares of the box) and derivatives. */
    public FlowConfig least(double minBinWidth, double minBinHeight, double minDerivative) {
        return changed(c -> {
            c.minBinWidth = minBinWidth;
            c.minBinHeight = minBinHeight;
            c.minDerivative = minDerivative;
        });
    }

    /**
     * What this configuration builds: a row for each sort of layer with how often it occurs, its widths, and the trainable values
     * of all of them together. Builds nothing.
     */
    public Table architecture() {
        return Architecture.of(this);
    }

    /** {@link #architecture()} for a notebook. */
    @Override
    public String toHtml() {
        return Architecture.html(this);
    }

    /** Whether there is a shift by the context. */
    boolean shifts() {
        return contextShift && context > 0;
    }

    /** The shift's sort. */
    Shifted shifted() {
        return !shifts() ? Shifted.NONE : truncatedShift ? Shifted.TRUNCATED : Shifted.LINEAR;
    }

    /** Features that the splines of step i transform. */
    int transformed(int step) {
        return kind == Kind.AUTOREGRESSIVE ? targets : (targets + 1 - step % 2) / 2;
    }

    /** Features that step i's net sees. */
    int passedOn(int step) {
        return kind == Kind.AUTOREGRESSIVE ? targets : targets - transformed(step);
    }

    private FlowConfig changed(Consumer<Changed> change) {
        var changed = new Changed(this);
        change.accept(changed);
        return changed.config();
    }

    private static void refuseNull(String name, Object value) {
        if (value == null) {
            throw new FlashFlowException("FlowConfig: " + name + " is missing; give one of its values.");
        }
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new FlashFlowException(
                    "FlowConfig: " + name + " must be at least " + least + ", but is " + value + ".");
        }
    }

    private static void check(boolean holds, String rule, double value) {
        if (!holds) {
            throw new FlashFlowException("FlowConfig: " + rule + ", but is " + value + ".");
        }
    }

    /** A copy in the making. */
    private static final class Changed {
        private int targets;
        private int context;
        private int steps;
        private int hidden;
        private int blocks;
        private int bins;
        private double tailBound;
        private Activation activation;
        private double dropout;
        private boolean batchNorm;
        private Kind kind;
        private boolean linear;
        private boolean contextShift;
        private boolean truncatedShift;
        private boolean identityStart;
        private double minBinWidth;
        private double minBinHeight;
        private double minDerivative;
        private long seed;

        Changed(FlowConfig before) {
            targets = before.targets;
            context = before.context;
            steps = before.steps;
            hidden = before.hidden;
            blocks = before.blocks;
            bins = before.bins;
            tailBound = before.tailBound;
            activation = before.activation;
            dropout = before.dropout;
            batchNorm = before.batchNorm;
            kind = before.kind;
            linear = before.linear;
            contextShift = before.contextShift;
            truncatedShift = before.truncatedShift;
            identityStart = before.identityStart;
            minBinWidth = before.minBinWidth;
            minBinHeight = before.minBinHeight;
            minDerivative = before.minDerivative;
            seed = before.seed;
        }

        FlowConfig config() {
            return new FlowConfig(
                    targets,
                    context,
                    steps,
                    hidden,
                    blocks,
                    bins,
                    tailBound,
                    activation,
                    dropout,
                    batchNorm,
                    kind,
                    linear,
                    contextShift,
                    truncatedShift,
                    identityStart,
                    minBinWidth,
                    minBinHeight,
                    minDerivative,
                    seed);
        }
    }
}
