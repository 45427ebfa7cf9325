package flashflow.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.FlashFlowException;
import flashflow.data.Blocks;
import flashflow.data.RowSource;
import flashflow.flow.Upload;

/** The weight of each row of a source in the loss; equal ones where no column was named. */
final class RowWeights {
    private static final int BLOCK = 8192;

    private final float[] weights;

    private RowWeights(float[] weights) {
        this.weights = weights;
    }

    /** Equal weights. */
    static RowWeights equal() {
        return new RowWeights(null);
    }

    /** The values of a column, read once; equal weights for null. */
    static RowWeights of(RowSource source, String column) {
        if (column == null) {
            return equal();
        }
        int at = source.layout().columns().indexOf(column);
        if (at < 0) {
            throw new FlashFlowException("The data have no column '" + column + "' for the weights of rows; they have "
                    + source.layout().columns() + ".");
        }
        return new RowWeights(checked(read(source, at), column));
    }

    private static float[] read(RowSource source, int column) {
        float[] all = new float[Math.toIntExact(source.rowCount())];
        int width = source.width();
        Blocks.of(source, BLOCK).read(source, (values, first, count) -> {
            for (int r = 0; r < count; r++) {
                all[(int) first + r] = values[r * width + column];
            }
        });
        return all;
    }

    private static float[] checked(float[] weights, String column) {
        double sum = 0;
        for (int r = 0; r < weights.length; r++) {
            if (!(weights[r] >= 0 && Float.isFinite(weights[r]))) {
                throw new FlashFlowException("The weight in row " + r + ", column '" + column + "', is " + weights[r]
                        + "; weights are finite and not negative.");
            }
            sum += weights[r];
        }
        if (sum == 0) {
            throw new FlashFlowException("All weights in the column '" + column + "' are 0; nothing can be learned.");
        }
        return weights;
    }

    /** Weight of one row. */
    double of(long row) {
        return weights == null ? 1 : weights[(int) row];
    }

    /** Sum of the weights of these rows. */
    double sum(long[] rows) {
        if (weights == null) {
            return rows.length;
        }
        double sum = 0;
        for (long row : rows) {
            sum += weights[(int) row];
        }
        return sum;
    }

    /** On the device: the weights of these rows, scaled so that they sum to 1; zeros where all are 0. */
    NDArray tensor(NDManager scope, Upload upload, long[] rows) {
        double sum = sum(rows);
        double scale = sum == 0 ? 0 : 1 / sum;
        var values = Upload.memory(rows.length);
        for (int i = 0; i < rows.length; i++) {
            values.putFloat(4 * i, (float) (of(rows[i]) * scale));
        }
        return upload.array(scope, values, new Shape(rows.length));
    }
}
