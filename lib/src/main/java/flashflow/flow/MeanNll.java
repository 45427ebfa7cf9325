package flashflow.flow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import flashflow.data.Blocks;
import flashflow.data.RowSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The mean NLL of a model, one flow or several, over the rows of a source, read block by block. */
final class MeanNll {
    private static final int BLOCK = 2 * SplineFlow.GPU_CHUNK;

    private final FlowModel model;

    MeanNll(FlowModel model) {
        this.model = model;
    }

    /** With the weights of the moment when it begins. */
    double of(RowSource source) {
        var rows = model.preprocessing().rows(source);
        var flows = new ArrayList<FrozenFlow>();
        try {
            model.flows().forEach(flow -> flows.add(flow.frozen(DataType.FLOAT32)));
            var sum = new double[1];
            Blocks.of(rows, BLOCK).read(rows, (values, first, count) -> sum[0] -= sum(flows, values, count));
            return sum[0] / rows.rowCount();
        } finally {
            flows.forEach(FrozenFlow::close);
        }
    }

    private static double sum(List<FrozenFlow> flows, float[] values, int count) {
        var each = flows.stream().map(flow -> logProb(flow, values, count)).toList();
        double sum = 0;
        for (int row = 0; row < count; row++) {
            sum += logMean(each, row);
        }
        return sum;
    }

    /** Logarithm of the mean of the members' densities of a row, without overflow. */
    private static double logMean(List<float[]> logs, int row) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float[] of : logs) {
            largest = Math.max(largest, of[row]);
        }
        if (logs.size() == 1 || !Double.isFinite(largest)) {
            return largest;
        }
        double sum = 0;
        for (float[] of : logs) {
            sum += Math.exp(of[row] - largest);
        }
        return largest + Math.log(sum / logs.size());
    }

    private static float[] logProb(FrozenFlow flow, float[] values, int count) {
        int c = flow.config().context();
        int width = c + flow.config().targets();
        float[] rows = Arrays.copyOf(values, count * width);
        try (NDManager scope = flow.newScope()) {
            NDArray all = scope.create(rows, new Shape(count, width));
            NDArray y = all.get(new NDIndex(":, :" + c));
            NDArray x = all.get(new NDIndex(":, " + c + ":"));
            return flow.logProb(x, y).toFloatArray();
        }
    }
}
