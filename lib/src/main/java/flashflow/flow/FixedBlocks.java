package flashflow.flow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Sends noise through the inverse flow in blocks of always the same number of rows, the last one filled up: matrix
 * products of other sizes round differently, and a sample must not depend on how its rows are grouped.
 */
final class FixedBlocks {
    private static final int CPU_ROWS = 256;
    /** A GPU needs more rows to be busy. */
    private static final int GPU_ROWS = SplineFlow.CHUNK;

    private final FrozenFlow flow;

    FixedBlocks(FrozenFlow flow) {
        this.flow = flow;
    }

    int rows() {
        return rows(flow.isOnGpu());
    }

    static int rows(boolean onGpu) {
        return onGpu ? GPU_ROWS : CPU_ROWS;
    }

    /** Room for the noise of so many blocks. */
    float[] noise(int count) {
        return new float[count * rows() * flow.config().targets()];
    }

    /** Rows of preprocessed context, one block; the rest repeats the first row, as any harmless row would do. */
    NDArray context(NDManager scope, float[] y, int[] rows, int first, int count) {
        int c = flow.config().context();
        var block = new float[rows() * c];
        for (int i = 0; i < rows(); i++) {
            System.arraycopy(y, rows[first + (i < count ? i : 0)] * c, block, i * c, c);
        }
        return scope.create(block, new Shape(rows(), c));
    }

    /** The targets of blocks that have the same context y, block after block, before the preprocessing is undone. */
    float[] inverse(float[] z, NDArray y) {
        try (NDManager scope = flow.newScope()) {
            int d = flow.config().targets();
            NDArray noise = scope.create(z, new Shape(z.length / d, d));
            return flow.inverseFolds(noise, y);
        }
    }
}
