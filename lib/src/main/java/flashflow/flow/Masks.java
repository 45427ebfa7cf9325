package flashflow.flow;

import java.util.Arrays;
import java.util.Locale;

/**
 * The masks that keep an autoregressive net autoregressive (Germain et al. 2015, MADE, eqs. 12-13, with degrees in
 * order): a weight may be non-zero only where the output's degree allows the input's. Masked weights start at zero and
 * their gradients are zeroed, so they stay zero and the product itself needs no mask.
 */
final class Masks {
    private Masks() {}

    /** A flat array like the parameters': 1 where a weight may be non-zero, else 0. */
    static float[] flat(FlowConfig config, ParameterLayout layout) {
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
    static void apply(FlowConfig config, ParameterLayout.Entry entry, float[] flat) {
        if (!masked(entry.name())) {
            return;
        }
        for (int r = 0; r < entry.rows(); r++) {
            for (int c = 0; c < entry.columns(); c++) {
                if (!allowed(config, entry, r, c)) {
                    flat[(int) entry.offset() + r * entry.columns() + c] = 0;
                }
            }
        }
    }

    private static boolean allowed(FlowConfig config, ParameterLayout.Entry entry, int row, int column) {
        String name = entry.name();
        if (name.contains("initial")) {
            return hiddenDegree(config, row) >= column + 1;
        } else if (name.contains("blocks")) {
            return hiddenDegree(config, row) >= hiddenDegree(config, column);
        }
        int perFeature = entry.rows() / config.targets();
        return row / perFeature + 1 > hiddenDegree(config, column);
    }

    private static int hiddenDegree(FlowConfig config, int unit) {
        int d = config.targets();
        return unit % Math.max(1, d - 1) + Math.min(1, d - 1);
    }
}
