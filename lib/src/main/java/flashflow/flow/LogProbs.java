package flashflow.flow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import flashflow.data.Blocks;
import flashflow.data.RowSource;
import flashflow.preprocessing.DataDensity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Log-densities of a model, one flow or the mean of several, over the rows of a source, read block by block, with the weights of the moment when it begins. */
final class LogProbs {
    private static final int BLOCK = 2 * SplineFlow.GPU_CHUNK;

    private final FlowModel model;

    LogProbs(FlowModel model) {
        this.model = model;
    }

    /** The mean NLL in the preprocessed columns. */
    double meanNll(RowSource source) {
        var rows = model.preprocessing().rows(source);
        return evaluated(flows -> {
            var sum = new double[1];
            Blocks.of(rows, BLOCK).read(rows, (values, first, count) -> sum[0] -= sum(logProb(flows, values, count)));
            return sum[0] / rows.rowCount();
        });
    }

    /** With the weights of all flows as they are now. */
    private <T> T evaluated(Function<List<FrozenFlow>, T> work) {
        var flows = new ArrayList<FrozenFlow>();
        try {
            model.flows().forEach(flow -> flows.add(flow.frozen(DataType.FLOAT32)));
            return work.apply(flows);
        } finally {
            flows.forEach(FrozenFlow::close);
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Of each row, in data units; see {@link DataDensity}. */
    double[] ofRows(RowSource source) {
        var density = model.preprocessing().density();
        var rows = density.rows(source);
        double[] logs = new double[Math.toIntExact(rows.rowCount())];
        return evaluated(flows -> {
            Blocks.of(rows, BLOCK)
                    .readExact(
                            rows,
                            (values, first, count) -> System.arraycopy(
                                    logMeans(flows, density, values, first, count), 0, logs, (int) first, count));
            return logs;
        });
    }

    /** The log of the mean over the draws of the noise, added up draw by draw. */
    private double[] logMeans(List<FrozenFlow> flows, DataDensity density, double[] values, long first, int count) {
        double[] logs = new double[count];
        Arrays.fill(logs, Double.NEGATIVE_INFINITY);
        double[] one = new double[count];
        float[] inner = new float[Math.multiplyExact(count, density.width())];
        for (int draw = 0; draw < density.draws(); draw++) {
            density.apply(draw, first, count, values, inner, one);
            double[] logProb = logProb(flows, inner, count);
            for (int i = 0; i < count; i++) {
                logs[i] = logSum(logs[i], logProb[i] + one[i] - Math.log(density.draws()));
            }
        }
        return logs;
    }

    private static double logSum(double a, double b) {
        double larger = Math.max(a, b);
        return larger == Double.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(-Math.abs(a - b)));
    }

    /** Logarithm of the mean of the flows' densities of each row. */
    private static double[] logProb(List<FrozenFlow> flows, float[] values, int count) {
        double[] logs = new double[count];
        Arrays.fill(logs, Double.NEGATIVE_INFINITY);
        for (FrozenFlow flow : flows) {
            float[] of = logProb(flow, values, count);
            for (int i = 0; i < count; i++) {
                logs[i] = logSum(logs[i], of[i] - Math.log(flows.size()));
            }
        }
        return logs;
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
