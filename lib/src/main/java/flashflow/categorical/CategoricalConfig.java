package flashflow.categorical;

import flashflow.FlashFlowException;
import flashflow.data.RowSource;
import flashflow.flow.Activation;
import flashflow.flow.Conditioner;
import flashflow.preprocessing.Preprocessing;
import flashflow.storage.Safetensors;
import flashflow.suggestion.Suggestion;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a {@link Categorical} is made of: the classes, and the residual net that gives their logits. Immutable and checked; each
 * method named after a component gives a copy with that component changed.
 *
 * @param classes K, at least 2
 * @param context C, number of context columns as the preprocessing gives them; 0 for none, where the probabilities are constants
 * @param hidden H, width of the hidden layers
 * @param blocks residual blocks, each of two layers
 * @param activation of the hidden layers
 * @param dropout probability in [0, 1) with which a hidden value is dropped in training
 * @param batchNorm whether each hidden layer is preceded by a batch norm
 * @param seed of the initial weights
 */
public record CategoricalConfig(
        int classes,
        int context,
        int hidden,
        int blocks,
        Activation activation,
        double dropout,
        boolean batchNorm,
        long seed) {
    /** Whole numbers that float32 holds, with room for the sums over a batch. */
    private static final int MOST_CLASSES = 1 << 16;

    /** Refuses values that make no model. */
    public CategoricalConfig {
        check(classes >= 2 && classes <= MOST_CLASSES, "classes must be from 2 to " + MOST_CLASSES, classes);
        check(context >= 0, "context must be at least 0", context);
        check(hidden >= 1, "hidden must be at least 1", hidden);
        check(blocks >= 0, "blocks must be at least 0", blocks);
        check(dropout >= 0 && dropout < 1, "dropout must be in [0, 1)", dropout);
        if (activation == null) {
            throw new FlashFlowException("CategoricalConfig: activation is missing; give one of its values.");
        }
    }

    /** Two residual blocks of width 64, relu, neither dropout nor batch norm, seed 0. */
    public static CategoricalConfig of(int classes, int context) {
        return new CategoricalConfig(classes, context, 64, 2, Activation.RELU, 0, false, 0);
    }

    /**
     * Width, blocks, dropout and batch norm as {@link Suggestion} has them for a flow's conditioner of so many rows and columns.
     *
     * @param preprocessing of the context columns and the class; fitted to the rows for this where it needs to be, and not changed
     * @param data rows to train on
     */
    public static CategoricalConfig suggest(int classes, Preprocessing preprocessing, RowSource data) {
        var suggestion = Suggestion.of(ClassColumn.of(preprocessing).preprocessing(), data);
        return of(classes, suggestion.shape().context())
                .hidden(suggestion.hidden())
                .blocks(suggestion.blocks())
                .dropout(suggestion.dropout())
                .batchNorm(suggestion.batchNorm());
    }

    /** That of a model's file or a checkpoint, by its header; empty if the file holds something else. */
    public static Optional<CategoricalConfig> read(Path file) {
        try (var tensors = Safetensors.openUnverified(file)) {
            return CategoricalFile.isIn(tensors) ? Optional.of(CategoricalFile.config(tensors)) : Optional.empty();
        }
    }

    /** A copy with hidden layers of that width. */
    public CategoricalConfig hidden(int width) {
        return new CategoricalConfig(classes, context, width, blocks, activation, dropout, batchNorm, seed);
    }

    /** A copy with so many residual blocks. */
    public CategoricalConfig blocks(int count) {
        return new CategoricalConfig(classes, context, hidden, count, activation, dropout, batchNorm, seed);
    }

    /** A copy with that activation. */
    public CategoricalConfig activation(Activation other) {
        return new CategoricalConfig(classes, context, hidden, blocks, other, dropout, batchNorm, seed);
    }

    /** A copy with dropout of that probability. */
    public CategoricalConfig dropout(double probability) {
        return new CategoricalConfig(classes, context, hidden, blocks, activation, probability, batchNorm, seed);
    }

    /** A copy with batch norm on or off. */
    public CategoricalConfig batchNorm(boolean on) {
        return new CategoricalConfig(classes, context, hidden, blocks, activation, dropout, on, seed);
    }

    /** A copy that starts from other weights. */
    public CategoricalConfig seed(long other) {
        return new CategoricalConfig(classes, context, hidden, blocks, activation, dropout, batchNorm, other);
    }

    Conditioner net() {
        return Conditioner.of(context, hidden, blocks, activation, dropout, batchNorm, classes, seed);
    }

    /** One line for people. */
    String title() {
        return String.format(
                Locale.ROOT,
                "categorical distribution (%d classes, %d context, width %d, %d blocks)",
                classes,
                context,
                hidden,
                blocks);
    }

    private static void check(boolean holds, String rule, double value) {
        if (!holds) {
            throw new FlashFlowException("CategoricalConfig: " + rule + ", but is " + value + ".");
        }
    }
}
