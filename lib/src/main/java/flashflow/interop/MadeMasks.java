package flashflow.interop;

import flashflow.flow.FlowConfig;
import flashflow.flow.MadeDegrees;
import java.util.stream.IntStream;

/**
 * Degrees and masks of nflows' masked nets (nflows.transforms.made) by the names of its layers; a feature has 3K - 1 outputs.
 */
record MadeMasks(FlowConfig config) {
    /** The degrees of the layer whose parameters begin with this name. */
    long[] degrees(String layer) {
        return IntStream.of(units(layer)).asLongStream().toArray();
    }

    private int[] units(String layer) {
        return layer.endsWith("final_layer")
                ? MadeDegrees.outputs(config.targets(), 3 * config.bins() - 1)
                : MadeDegrees.hidden(config.targets(), config.hidden());
    }

    /** 1 where the layer of that name may have a weight, row-major. */
    float[] mask(String layer) {
        int[] from = layer.endsWith("initial_layer")
                ? MadeDegrees.inputs(config.targets())
                : MadeDegrees.hidden(config.targets(), config.hidden());
        int[] to = units(layer);
        boolean last = layer.endsWith("final_layer");
        var mask = new float[to.length * from.length];
        for (int i = 0; i < mask.length; i++) {
            int before = from[i % from.length];
            int unit = to[i / from.length];
            boolean allowed = last ? MadeDegrees.allowsOutput(before, unit) : MadeDegrees.allowsHidden(before, unit);
            mask[i] = allowed ? 1 : 0;
        }
        return mask;
    }

    /** Whether the layer of that name is masked; context layers are not. */
    static boolean masked(String layer) {
        return layer.endsWith("initial_layer")
                || layer.endsWith("final_layer")
                || layer.matches(".*linear_layers\\.\\d");
    }
}
