package flashflow.flow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import flashflow.preprocessing.Preprocessing;
import java.util.stream.IntStream;

/** The draws of a batch of context rows, N folds of each, fold after fold within a row. */
final class FoldDraws {
    /** Bounds the memory of a block. */
    private static final int FOLDS_AT_ONCE = 32;

    private final FrozenFlow flow;
    private final Preprocessing preprocessing;
    private final FixedBlocks blocks;
    private final long seed;
    private final long firstRow;
    private final float[] y;
    private final int folds;
    private final int d;
    private final float[] targets;
    private final boolean[] outside;

    /** @param y preprocessed context of {@code rows} rows, shared by the folds of a row */
    FoldDraws(FrozenFlow flow, Preprocessing preprocessing, long seed, long firstRow, float[] y, int rows, int folds) {
        this.flow = flow;
        this.preprocessing = preprocessing;
        this.blocks = new FixedBlocks(flow);
        this.seed = seed;
        this.firstRow = firstRow;
        this.y = y;
        this.folds = folds;
        this.d = flow.config().targets();
        this.targets = new float[rows * folds * d];
        this.outside = new boolean[rows * folds];
    }

    /** rows x folds x D targets in physical units. */
    float[] targets() {
        return targets;
    }

    /** Draws everything once; returns how many draws are outside what can be. */
    int all() {
        int rows = outside.length / folds;
        int[] every = IntStream.range(0, rows).toArray();
        for (int first = 0; first < rows; first += blocks.rows()) {
            drawRows(every, first, Math.min(blocks.rows(), rows - first));
        }
        return preprocessing.inverseTargets(targets, outside.length, outside);
    }

    private void drawRows(int[] rows, int first, int count) {
        try (NDManager scope = flow.newScope()) {
            NDArray context = blocks.context(scope, y, rows, first, count);
            for (int fold = 0; fold < folds; fold += FOLDS_AT_ONCE) {
                drawFolds(context, first, count, fold, Math.min(FOLDS_AT_ONCE, folds - fold));
            }
        }
    }

    private void drawFolds(NDArray context, int first, int count, int firstFold, int some) {
        float[] z = blocks.noise(some);
        for (int fold = 0; fold < some; fold++) {
            for (int i = 0; i < count; i++) {
                int at = (fold * blocks.rows() + i) * d;
                Noise.fill(Noise.seed(seed, firstFold + fold, 0), firstRow + first + i, z, at, d);
            }
        }
        float[] x = blocks.inverse(z, context);
        for (int fold = 0; fold < some; fold++) {
            for (int i = 0; i < count; i++) {
                int to = (first + i) * folds + firstFold + fold;
                System.arraycopy(x, (fold * blocks.rows() + i) * d, targets, to * d, d);
            }
        }
    }

    /** Draws once more what is outside; returns how many draws still are. */
    int again(int attempt) {
        int[] draws = IntStream.range(0, outside.length).filter(i -> outside[i]).toArray();
        int[] rows = IntStream.of(draws).map(i -> i / folds).toArray();
        var x = new float[draws.length * d];
        for (int first = 0; first < draws.length; first += blocks.rows()) {
            int count = Math.min(blocks.rows(), draws.length - first);
            float[] block = drawAgain(draws, rows, first, count, attempt);
            System.arraycopy(block, 0, x, first * d, count * d);
        }
        return replace(draws, x);
    }

    private float[] drawAgain(int[] draws, int[] rows, int first, int count, int attempt) {
        float[] z = blocks.noise(1);
        for (int i = 0; i < count; i++) {
            int fold = draws[first + i] % folds;
            Noise.fill(Noise.seed(seed, fold, attempt), firstRow + rows[first + i], z, i * d, d);
        }
        try (NDManager scope = flow.newScope()) {
            return blocks.inverse(z, blocks.context(scope, y, rows, first, count));
        }
    }

    private int replace(int[] draws, float[] x) {
        var still = new boolean[draws.length];
        int bad = preprocessing.inverseTargets(x, draws.length, still);
        for (int i = 0; i < draws.length; i++) {
            outside[draws[i]] = still[i];
            System.arraycopy(x, i * d, targets, draws[i] * d, d);
        }
        return bad;
    }

    /** Number of the first row of which a draw is outside. */
    long firstRowOutside() {
        int draw = IntStream.range(0, outside.length)
                .filter(i -> outside[i])
                .findFirst()
                .orElseThrow();
        return firstRow + draw / folds;
    }
}
