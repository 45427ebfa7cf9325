package flashflow.flow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import flashflow.data.WorkInterrupted;
import flashflow.preprocessing.Preprocessing;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * The draws of a batch of context rows, N folds of each, fold after fold within a row. Where the rows leave room in a block of the
 * flow, several folds share it.
 */
final class FoldDraws {
    /** Bounds the memory and the time of one call of the flow. */
    private static final int BLOCKS_AT_ONCE = 5;

    private final FrozenFlow flow;
    private final Preprocessing preprocessing;
    private final FixedBlocks blocks;
    private final FixedBlocks blocksAgain;
    private final long seed;
    private final IntToLongFunction rowNumbers;
    private final int firstFold;
    private final int stride;
    private final float[] y;
    private final Preprocessing.RawContext context;
    private final int folds;
    private final int d;
    private final float[] targets;
    private final int exactColumns;
    private final double[] exact;
    private final boolean[] outside;

    /**
     * Draws nothing yet.
     *
     * @param rowNumbers for each row its number, which with the fold's decides the noise
     * @param firstFold number of the first fold
     * @param stride from the number of one fold to the next
     * @param y preprocessed context of {@code rows} rows, shared by the folds of a row
     * @param context of the same rows as it was given
     */
    FoldDraws(
            FrozenFlow flow,
            Preprocessing preprocessing,
            long seed,
            IntToLongFunction rowNumbers,
            int firstFold,
            int stride,
            float[] y,
            Preprocessing.RawContext context,
            int rows,
            int folds) {
        this.flow = flow;
        this.preprocessing = preprocessing;
        this.blocks = FixedBlocks.first(flow);
        this.blocksAgain = FixedBlocks.again(flow);
        this.seed = seed;
        this.rowNumbers = rowNumbers;
        this.firstFold = firstFold;
        this.stride = stride;
        this.y = y;
        this.context = context;
        this.folds = folds;
        this.d = flow.config().targets();
        this.targets = new float[rows * folds * d];
        this.exactColumns = preprocessing.exactTargets().size();
        this.exact = new double[rows * folds * exactColumns];
        this.outside = new boolean[rows * folds];
    }

    /** rows x folds x D targets in physical units. */
    float[] targets() {
        return targets;
    }

    /** rows x folds x (number of exactTargets()) of them in float64. */
    double[] exact() {
        return exact;
    }

    /** Draws everything once; returns how many draws are outside what can be. */
    int all() {
        int rows = outside.length / folds;
        for (int first = 0; first < rows; first += blocks.rows()) {
            drawRows(first, Math.min(blocks.rows(), rows - first));
        }
        return preprocessing.inverseTargets(
                targets, outside.length, outside, exact, (draw, column) -> context.value(draw / folds, column));
    }

    /** The rows of one block, beside themselves as often as it has room for them: each time another fold. */
    private void drawRows(int first, int count) {
        int beside = Math.min(folds, blocks.rows() / count);
        int[] rows =
                IntStream.range(0, beside * count).map(i -> first + i % count).toArray();
        int atOnce = beside * blocksAtOnce();
        try (NDManager scope = flow.newScope()) {
            NDArray context = blocks.context(scope, y, rows, 0, rows.length);
            for (int fold = 0; fold < folds; fold += atOnce) {
                WorkInterrupted.check("The generation");
                drawFolds(context, first, count, fold, Math.min(atOnce, folds - fold), beside);
            }
        }
    }

    /** The inverse of an autoregressive flow takes a pass for each target; a block of a GPU is large, and takes about 1 GB of a full-size flow. */
    private int blocksAtOnce() {
        return flow.isOnGpu()
                ? 1
                : flow.config().kind() == Kind.COUPLING ? BLOCKS_AT_ONCE : Math.max(1, BLOCKS_AT_ONCE / d);
    }

    /** @param beside folds that share a block */
    private void drawFolds(NDArray context, int first, int count, int fromFold, int some, int beside) {
        float[] z = blocks.noise((some + beside - 1) / beside);
        for (int fold = 0; fold < some; fold++) {
            long key = Noise.seed(seed, foldNumber(fromFold + fold), 0);
            for (int i = 0; i < count; i++) {
                Noise.fill(key, rowNumbers.applyAsLong(first + i), z, line(fold, beside, count, i) * d, d);
            }
        }
        float[] x = blocks.inverse(z, context);
        for (int fold = 0; fold < some; fold++) {
            for (int i = 0; i < count; i++) {
                int to = (first + i) * folds + fromFold + fold;
                System.arraycopy(x, line(fold, beside, count, i) * d, targets, to * d, d);
            }
        }
    }

    private int line(int fold, int beside, int count, int row) {
        return fold / beside * blocks.rows() + fold % beside * count + row;
    }

    /** Draws once more what is outside; returns how many draws still are. */
    int again(int attempt) {
        int[] draws = IntStream.range(0, outside.length).filter(i -> outside[i]).toArray();
        int[] rows = IntStream.of(draws).map(i -> i / folds).toArray();
        var x = new float[draws.length * d];
        for (int first = 0; first < draws.length; first += blocksAgain.rows()) {
            WorkInterrupted.check("The generation");
            int count = Math.min(blocksAgain.rows(), draws.length - first);
            float[] block = drawAgain(draws, rows, first, count, attempt);
            System.arraycopy(block, 0, x, first * d, count * d);
        }
        return replace(draws, x);
    }

    private float[] drawAgain(int[] draws, int[] rows, int first, int count, int attempt) {
        float[] z = blocksAgain.noise(1);
        for (int i = 0; i < count; i++) {
            int fold = foldNumber(draws[first + i] % folds);
            Noise.fill(Noise.seed(seed, fold, attempt), rowNumbers.applyAsLong(rows[first + i]), z, i * d, d);
        }
        try (NDManager scope = flow.newScope()) {
            return blocksAgain.inverse(z, blocksAgain.context(scope, y, rows, first, count));
        }
    }

    private int replace(int[] draws, float[] x) {
        var still = new boolean[draws.length];
        var again = new double[draws.length * exactColumns];
        int bad = preprocessing.inverseTargets(
                x, draws.length, still, again, (draw, column) -> context.value(draws[draw] / folds, column));
        for (int i = 0; i < draws.length; i++) {
            outside[draws[i]] = still[i];
            System.arraycopy(x, i * d, targets, draws[i] * d, d);
            System.arraycopy(again, i * exactColumns, exact, draws[i] * exactColumns, exactColumns);
        }
        return bad;
    }

    /** Number of the first row of which a draw is outside. */
    long firstRowOutside() {
        int draw = IntStream.range(0, outside.length)
                .filter(i -> outside[i])
                .findFirst()
                .orElseThrow();
        return rowNumbers.applyAsLong(draw / folds);
    }

    private int foldNumber(int place) {
        return firstFold + stride * place;
    }
}
