package flashflow.flow;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.flow.density.TensorLayout;

/** Small flows with weights spread out enough that every spline bends, and numbers to feed them with. */
final class TestFlows {
    private TestFlows() {}

    static SplineFlow spreadOut(FlowConfig config) {
        SplineFlow flow = SplineFlow.of(config, Device.cpu());
        float[] parameters = flow.parameters().toFloatArray();
        float[] noise = Noise.normal(5, 0, 1, parameters.length);
        for (var entry : flow.layout().parameters()) {
            double scale = scale(config, entry);
            for (long i = entry.offset(); i < entry.offset() + entry.size(); i++) {
                parameters[(int) i] += (float) scale * noise[(int) i];
            }
        }
        flow.set(parameters, withShift(flow), flow.permutations().toLongArray());
        return flow;
    }

    /** Its statistics; a shift by the context gets one that clips some predictions. */
    private static float[] withShift(SplineFlow flow) {
        float[] statistics = flow.statistics().toFloatArray();
        for (var entry : flow.layout().statistics()) {
            for (int i = 0; entry.name().startsWith("shift.") && i < entry.size(); i++) {
                statistics[(int) entry.offset() + i] = switch (entry.name()) {
                    case "shift.lowest" -> -1;
                    case "shift.highest" -> 1.5f;
                    case "shift.deviation" -> 0.4f + 0.2f * i;
                    case "shift.spread" -> i % 3 == 2 ? 0 : 0.9f - 0.1f * i;
                    default -> 0.5f - 0.3f * i;
                };
            }
        }
        return statistics;
    }

    /** A masked net's logits are not scaled by 1/sqrt(H); smaller weights keep its splines from being too flat to invert. */
    private static double scale(FlowConfig config, TensorLayout.Entry entry) {
        if (entry.name().startsWith("linear.")) {
            return 0.2;
        }
        double share = config.kind() == Kind.AUTOREGRESSIVE ? 0.2 : 1;
        return share * (entry.columns() > 0 ? 1 / Math.sqrt(entry.columns()) : 0.1);
    }

    static NDArray normal(NDManager manager, long seed, int rows, int columns, double scale) {
        float[] values = Noise.normal(seed, 0, rows, columns);
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) scale;
        }
        return columns == 0 ? manager.create(new Shape(rows, 0)) : manager.create(values, new Shape(rows, columns));
    }
}
