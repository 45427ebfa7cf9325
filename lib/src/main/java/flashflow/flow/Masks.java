package flashflow.flow;

import flashflow.flow.density.TensorLayout;
import java.util.Arrays;
import java.util.Locale;

/**
 * The masks that keep an autoregressive net autoregressive: a weight may be non-zero only where {@link MadeDegrees} allow it. Masked weights start at zero and
 * their gradients are zeroed, so they stay zero and the product itself needs no mask.
 */
final class Masks {
    private Masks() {}

    /** A flat array like the parameters': 1 where a weight may be non-zero, else 0. */
    static float[] flat(FlowConfig config, TensorLayout layout) {
        var flat = new float[Math.toIntExact(layout.parameterCount())];
        Arrays.fill(flat, 1);
        if (config.kind() == Kind.AUTOREGRESSIVE) {
            layout.parameters().forEach(entry -> apply(config, entry, flat));
        }
        return flat;
    }

    /** Whether this tensor of an autoregressive flow is masked. */
    static boolean masked(String name) {
        return name.endsWith(".weight") && !name.toLowerCase(Locale.ROOT).contains("context");
    }

    /** Zeroes in {@code flat} the forbidden weights of the tensor at {@code entry}. */
    static void apply(FlowConfig config, TensorLayout.Entry entry, float[] flat) {
        if (!masked(entry.name())) {
            return;
        }
        String name = entry.name();
        int d = config.targets();
        int[] hidden = MadeDegrees.hidden(d, config.hidden());
        boolean last = !name.contains("initial") && !name.contains("blocks");
        int[] from = name.contains("initial") ? MadeDegrees.inputs(d) : hidden;
        int[] to = last ? MadeDegrees.outputs(d, entry.rows() / d) : hidden;
        for (int r = 0; r < entry.rows(); r++) {
            for (int c = 0; c < entry.columns(); c++) {
                if (!(last ? MadeDegrees.allowsOutput(from[c], to[r]) : MadeDegrees.allowsHidden(from[c], to[r]))) {
                    flat[(int) entry.offset() + r * entry.columns() + c] = 0;
                }
            }
        }
    }
}
