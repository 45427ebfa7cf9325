package flashflow.interop;

import flashflow.FlashFlowException;
import flashflow.flow.Activation;
import flashflow.flow.FlowConfig;
import java.util.Locale;
import java.util.Map;

/**
 * What an nflows flow is made of that its tensors do not show.
 *
 * @param tailBound B, the splines act on [-B, B]
 * @param activation of the hidden layers
 * @param dropout probability of a hidden value to be dropped in training
 * @param minBinWidth least bin width as a share of the box
 * @param minBinHeight least bin height as a share of the box
 * @param minDerivative least derivative at an inner knot
 */
public record NflowsSettings(
        double tailBound,
        Activation activation,
        double dropout,
        double minBinWidth,
        double minBinHeight,
        double minDerivative) {
    /** With nflows' least bin widths, heights and derivatives, which FlashSim uses too: all 1e-3. */
    public NflowsSettings(double tailBound, Activation activation, double dropout) {
        this(tailBound, activation, dropout, 1e-3, 1e-3, 1e-3);
    }

    /** FlashSim's defaults: tail bound 1, relu, no dropout. */
    public static NflowsSettings flashSim() {
        return new NflowsSettings(1, Activation.RELU, 0);
    }

    /** From a FlashSim checkpoint's hyper-parameters; what they leave out has FlashSim's default. */
    static NflowsSettings of(Map<?, ?> hyperparameters) {
        var transform = inner(hyperparameters);
        return new NflowsSettings(
                number(transform, "tail_bound", 1),
                activation(transform.get("activation")),
                number(transform, "dropout_probability", 0),
                number(transform, "min_bin_width", 1e-3),
                number(transform, "min_bin_height", 1e-3),
                number(transform, "min_derivative", 1e-3));
    }

    /** Refuses hyper-parameters that contradict the tensors. */
    static void check(Map<?, ?> hyperparameters, FlowConfig config) {
        checkSame(hyperparameters, "input_dim", config.targets());
        checkSame(hyperparameters, "context_dim", config.context());
        checkSame(hyperparameters, "num_flow_steps", config.steps());
        var transform = inner(hyperparameters);
        checkSame(transform, "hidden_dim", config.hidden());
        checkSame(transform, "num_transform_blocks", config.blocks());
        checkSame(transform, "num_bins", config.bins());
    }

    private static void checkSame(Map<?, ?> map, String key, int found) {
        if (map.get(key) != null && number(map, key, found) != found) {
            throw new FlashFlowException("The hyper-parameters say " + key + " = " + map.get(key)
                    + " and the tensors say " + found + "; they are of different models.");
        }
    }

    private static Map<?, ?> inner(Map<?, ?> hyperparameters) {
        return hyperparameters.get("base_transform_kwargs") instanceof Map<?, ?> map ? map : Map.of();
    }

    private static double number(Map<?, ?> map, String key, double otherwise) {
        Object value = map.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new FlashFlowException("The hyper-parameter " + key + " is not a number but " + value + ".");
    }

    private static Activation activation(Object name) {
        try {
            return name == null
                    ? Activation.RELU
                    : Activation.valueOf(name.toString().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new FlashFlowException(
                    "The activation '" + name + "' is none of relu, elu and leaky_relu, which this library has.", e);
        }
    }
}
