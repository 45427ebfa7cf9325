package flashflow.flow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import flashflow.data.Blocks;
import flashflow.data.RowSource;
import java.util.Arrays;

/** The mean NLL of a model over the rows of a source, read block by block. */
final class MeanNll {
    private static final int BLOCK = 2 * SplineFlow.GPU_CHUNK;

    private final FlowModel model;

    MeanNll(FlowModel model) {
        this.model = model;
    }

    /** With the weights of the moment when it begins. */
    double of(RowSource source) {
        var rows = model.preprocessing().rows(source);
        try (var flow = model.flow().frozen(DataType.FLOAT32)) {
            var sum = new double[1];
            Blocks.of(rows, BLOCK).read(rows, (values, first, count) -> sum[0] -= logProb(flow, values, count));
            return sum[0] / rows.rowCount();
        }
    }

    private double logProb(FrozenFlow flow, float[] values, int count) {
        int c = flow.config().context();
        int width = c + flow.config().targets();
        float[] rows = Arrays.copyOf(values, count * width);
        try (NDManager scope = flow.newScope()) {
            NDArray all = scope.create(rows, new Shape(count, width));
            NDArray y = all.get(new NDIndex(":, :" + c));
            NDArray x = all.get(new NDIndex(":, " + c + ":"));
            double sum = 0;
            for (float logProb : flow.logProb(x, y).toFloatArray()) {
                sum += logProb;
            }
            return sum;
        }
    }
}
