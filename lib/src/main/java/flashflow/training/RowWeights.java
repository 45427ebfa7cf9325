package flashflow.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.FlashFlowException;
import flashflow.data.Blocks;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnFinder;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import flashflow.flow.density.Upload;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** The weight of each row of a source in the loss; equal ones where no column was named. */
final class RowWeights {
    private static final int BLOCK = 8192;

    /** The weights of {@link #BLOCK} rows each, so that there may be any number of rows; null for equal ones. */
    private final float[][] weights;

    /** Mean of their sizes over their mean, 1 where none is negative. */
    private final double share;

    private RowWeights(float[][] weights, double share) {
        this.weights = weights;
        this.share = share;
    }

    /** Equal weights. */
    static RowWeights equal() {
        return new RowWeights(null, 1);
    }

    /** The full name of the source's column of that name, or of which it is the end, carried or not; empty if it has none. */
    static Optional<String> column(RowSource source, String name) {
        return ColumnFinder.in(source).find(name);
    }

    /**
     * The values of a column, read once; equal weights for null.
     *
     * @param negative whether some may be negative
     */
    static RowWeights of(RowSource source, String column, boolean negative) {
        if (column == null) {
            return equal();
        }
        String name = column(source, column)
                .orElseThrow(() -> new FlashFlowException("The data have no column '" + column
                        + "' for the weights of rows; "
                        + ColumnFinder.in(source).nearest(column) + "."));
        return checked(read(source, name), column, negative);
    }

    private static float[][] read(RowSource source, String name) {
        var blocks = Blocks.of(source, BLOCK);
        float[][] all = new float[blocks.count()][];
        int column = source.layout().columns().indexOf(name);
        int width = source.width();
        if (column >= 0 && source.fitsFloat32()) {
            blocks.read(
                    source,
                    (rows, first, count) -> all[(int) (first / BLOCK)] = column(i -> rows[i], column, width, count));
        } else if (column >= 0) {
            // A value of another column may be too large for float32.
            blocks.readExact(
                    source,
                    (rows, first, count) -> all[(int) (first / BLOCK)] = column(i -> rows[i], column, width, count));
        } else {
            int place = carriedNumbers(source, name);
            blocks.inOrder((first, count) -> all[(int) (first / BLOCK)] =
                    column(source.readCarried(first, count).get(place)));
        }
        return all;
    }

    private static float[] column(IntToDoubleFunction rows, int column, int width, int count) {
        float[] values = new float[count];
        for (int r = 0; r < count; r++) {
            values[r] = (float) rows.applyAsDouble(r * width + column);
        }
        return values;
    }

    private static float[] column(ExactColumn exact) {
        float[] values = new float[exact.size()];
        for (int r = 0; r < values.length; r++) {
            values[r] = exact.floatAt(r);
        }
        return values;
    }

    private static int carriedNumbers(RowSource source, String name) {
        var carried = source.carried();
        int place = carried.stream().map(CarriedColumn::name).toList().indexOf(name);
        if (carried.get(place).type().equals(ColumnType.TEXT)) {
            throw new FlashFlowException(
                    "The column '" + name + "' holds text and no weights of rows; name a column of numbers.");
        }
        return place;
    }

    private static RowWeights checked(float[][] weights, String column, boolean negative) {
        double sum = 0;
        double sizes = 0;
        for (int b = 0; b < weights.length; b++) {
            for (int r = 0; r < weights[b].length; r++) {
                check(weights[b][r], (long) b * BLOCK + r, column, negative);
                sum += weights[b][r];
                sizes += Math.abs(weights[b][r]);
            }
        }
        if (sizes == 0) {
            throw new FlashFlowException("All weights in the column '" + column + "' are 0; nothing can be learned.");
        }
        if (!(sum > 0)) {
            throw new FlashFlowException("The weights in the column '" + column + "' sum to " + sum
                    + "; a density can be learned only where their sum is positive: check their sign.");
        }
        return new RowWeights(weights, sizes / sum);
    }

    private static void check(float weight, long row, String column, boolean negative) {
        if (!Float.isFinite(weight)) {
            throw new FlashFlowException("The weight in row " + row + ", column '" + column + "', is " + weight
                    + "; weights are finite: leave the row out or give it another one.");
        }
        if (weight < 0 && !negative) {
            throw new FlashFlowException("The weight in row " + row + ", column '" + column + "', is " + weight
                    + "; train with negative weights by negativeWeights(), with their sizes or without these rows.");
        }
    }

    /** Weight of one row. */
    double of(long row) {
        return weights == null ? 1 : weights[(int) (row / BLOCK)][(int) (row % BLOCK)];
    }

    /** Sum of the weights of these rows. */
    double sum(long[] rows) {
        double sum = 0;
        for (long row : rows) {
            sum += of(row);
        }
        return sum;
    }

    /** Whether none of these rows counts. */
    boolean areZero(long[] rows) {
        return sizes(rows) == 0;
    }

    private double sizes(long[] rows) {
        double sum = 0;
        for (long row : rows) {
            sum += Math.abs(of(row));
        }
        return sum;
    }

    /**
     * On the device: the weights of these rows, scaled so that they sum to 1; zeros where all are 0. The sum of a batch with
     * negative ones may be anything, so that there it is 1 on the mean over all batches.
     */
    NDArray tensor(NDManager scope, Upload upload, long[] rows) {
        double sizes = sizes(rows);
        double scale = sizes == 0 ? 0 : share / sizes;
        var values = Upload.memory(rows.length);
        for (int i = 0; i < rows.length; i++) {
            values.putFloat(4 * i, (float) (of(rows[i]) * scale));
        }
        return upload.array(scope, values, new Shape(rows.length));
    }
}
