package flashflow.interop;

import flashflow.flow.Activation;
import java.util.Objects;

/**
 * What an nflows flow is made of that its tensors do not show. Nor do they show the kind of spline and its tails, which
 * are taken to be rational-quadratic and linear.
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
    /** The activation is needed; the numbers are checked with the whole configuration. */
    public NflowsSettings {
        Objects.requireNonNull(activation, "activation");
    }

    /** With nflows' least bin widths, heights and derivatives, which FlashSim uses too: all 1e-3. */
    public NflowsSettings(double tailBound, Activation activation, double dropout) {
        this(tailBound, activation, dropout, 1e-3, 1e-3, 1e-3);
    }

    /** FlashSim's defaults: tail bound 1, relu, no dropout. */
    public static NflowsSettings flashSim() {
        return new NflowsSettings(1, Activation.RELU, 0);
    }
}
