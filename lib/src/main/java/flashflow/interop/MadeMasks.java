package flashflow.interop;

import flashflow.flow.FlowConfig;
import java.util.stream.LongStream;

/**
 * Degrees of the units of nflows' masked nets (nflows.transforms.made, after Germain et al. 2015): inputs 1..D, hidden
 * units 1..D-1 again and again, the outputs of feature i degree i.
 */
record MadeMasks(FlowConfig config) {
    /** Degrees of the inputs. */
    long[] inputs() {
        return LongStream.rangeClosed(1, config.targets()).toArray();
    }

    /** Degrees of every hidden layer's units. */
    long[] hidden() {
        int d = config.targets();
        return LongStream.range(0, config.hidden())
                .map(unit -> unit % Math.max(1, d - 1) + Math.min(1, d - 1))
                .toArray();
    }

    /** Degrees of the outputs, 3K-1 for each feature. */
    long[] outputs() {
        int each = 3 * config.bins() - 1;
        return LongStream.range(0, (long) config.targets() * each)
                .map(output -> output / each + 1)
                .toArray();
    }

    /** The degrees of the layer whose parameters begin with this name. */
    long[] degrees(String layer) {
        return layer.endsWith("final_layer") ? outputs() : hidden();
    }

    /** 1 where the layer of that name may have a weight, row-major; outputs must exceed, hidden units reach a degree. */
    float[] mask(String layer) {
        long[] from = layer.endsWith("initial_layer") ? inputs() : hidden();
        long[] to = degrees(layer);
        int strict = layer.endsWith("final_layer") ? 1 : 0;
        var mask = new float[to.length * from.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = to[i / from.length] >= from[i % from.length] + strict ? 1 : 0;
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
