package flashflow.flow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Sends noise through the inverse flow in blocks of always the same number of rows, the last one filled up: matrix
 * products of other sizes round differently, and a sample must not depend on how its rows are grouped.
 */
final class FixedBlocks {
    /** With fewer a processor is slower for each row, with more a table of few rows takes longer: of a large flow much longer. */
    private static final int CPU_ROWS = 1024;

    private static final int CPU_ROWS_OF_LARGE = 512;
    private static final long LARGE = 1 << 22;

    /** What is drawn again are few rows. */
    private static final int CPU_ROWS_AGAIN = 128;

    /** A GPU needs more rows to be busy. */
    private static final int GPU_ROWS = SplineFlow.GPU_CHUNK;

    private static final int GPU_ROWS_AGAIN = 1024;

    private final FrozenFlow flow;
    private final int rows;

    private FixedBlocks(FrozenFlow flow, int rows) {
        this.flow = flow;
        this.rows = rows;
    }

    /** For the first draw of every row. */
    static FixedBlocks first(FrozenFlow flow) {
        return new FixedBlocks(flow, rows(flow.config(), flow.isOnGpu()));
    }

    /** For all later draws. */
    static FixedBlocks again(FrozenFlow flow) {
        return new FixedBlocks(flow, flow.isOnGpu() ? GPU_ROWS_AGAIN : CPU_ROWS_AGAIN);
    }

    int rows() {
        return rows;
    }

    /** Of a first draw. */
    static int rows(FlowConfig config, boolean onGpu) {
        if (onGpu) {
            return GPU_ROWS;
        }
        return new ParameterLayout(config).parameterCount() > LARGE ? CPU_ROWS_OF_LARGE : CPU_ROWS;
    }

    /** Room for the noise of so many blocks. */
    float[] noise(int count) {
        return new float[count * rows * flow.config().targets()];
    }

    /** Chosen rows of preprocessed context, one block; the rest repeats the first row, as any harmless row would do. */
    NDArray context(NDManager scope, float[] y, int[] chosen, int first, int count) {
        int c = flow.config().context();
        var block = new float[rows * c];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(y, chosen[first + (i < count ? i : 0)] * c, block, i * c, c);
        }
        return scope.create(block, new Shape(rows, c));
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
