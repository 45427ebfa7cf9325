package flashflow.flow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.FlashFlowException;
import flashflow.data.RowTables;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * Draws targets for context rows. A row's draw depends on the seed and the row's number alone; rows whose targets come
 * out non-finite or outside the range that the preprocessing allows are drawn again, and counted.
 */
public final class Sampler {
    /** How often a row is drawn at most. */
    public static final int ATTEMPTS = 10;

    private final FlowModel model;
    private final long seed;
    private long drawn;
    private long redrawn;

    Sampler(FlowModel model, long seed) {
        this.model = model;
        this.seed = seed;
    }

    /** Rows drawn so far. */
    public long drawn() {
        return drawn;
    }

    /** Draws that were thrown away so far because a target was not finite or out of range. */
    public long redrawn() {
        return redrawn;
    }

    /** The targets for a table of context, in physical units; see {@link FlowModel#generate}. */
    public Table generate(Table context) {
        var names = model.layout().context();
        int rows = context.rowCount();
        float[] targets = generate(0, rows, RowTables.rows(context, names));
        return RowTables.table(model.layout().targets(), targets, rows).setName("sample");
    }

    /**
     * The targets of consecutive rows.
     *
     * @param firstRow number of the first row, which decides its noise
     * @param rows how many
     * @param context rows x raw context columns
     * @return rows x D targets in physical units
     */
    public float[] generate(long firstRow, int rows, float[] context) {
        return generate(firstRow, rows, preprocessed(firstRow, rows, context), seed);
    }

    /** Context as the flow takes it, computed once for all folds of a row. */
    float[] preprocessed(long firstRow, int rows, float[] context) {
        checkFinite(firstRow, context);
        var y = new float[rows * model.flow().config().context()];
        model.preprocessing().applyContext(firstRow, rows, context, y);
        return y;
    }

    float[] generate(long firstRow, int rows, float[] y, long seed) {
        int d = model.flow().config().targets();
        float[] x = draw(y, Noise.normal(seed, firstRow, rows, d), rows);
        var outside = new boolean[rows];
        float[] raw = x.clone();
        int bad = model.preprocessing().inverseTargets(raw, rows, outside);
        for (int attempt = 1; bad > 0; attempt++) {
            redrawn += bad;
            if (attempt == ATTEMPTS) {
                throw neverInside(bad, firstRow, outside);
            }
            bad = drawAgain(firstRow, y, raw, outside, Noise.derived(seed, attempt));
        }
        drawn += rows;
        return raw;
    }

    private int drawAgain(long firstRow, float[] y, float[] raw, boolean[] outside, long seed) {
        int d = model.flow().config().targets();
        int c = model.flow().config().context();
        int[] rows = IntStream.range(0, outside.length).filter(r -> outside[r]).toArray();
        var some = new float[rows.length * c];
        var z = new float[rows.length * d];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(y, rows[i] * c, some, i * c, c);
            System.arraycopy(Noise.normal(seed, firstRow + rows[i], 1, d), 0, z, i * d, d);
        }
        float[] x = draw(some, z, rows.length);
        var still = new boolean[rows.length];
        int bad = model.preprocessing().inverseTargets(x, rows.length, still);
        for (int i = 0; i < rows.length; i++) {
            outside[rows[i]] = still[i];
            System.arraycopy(x, i * d, raw, rows[i] * d, d);
        }
        return bad;
    }

    private float[] draw(float[] y, float[] z, int rows) {
        var flow = model.flow();
        try (NDManager scope = flow.manager().newSubManager()) {
            NDArray noise = scope.create(z, new Shape(rows, flow.config().targets()));
            NDArray context = scope.create(y, new Shape(rows, flow.config().context()));
            return flow.inverse(noise, context).get(0).toFloatArray();
        }
    }

    private void checkFinite(long firstRow, float[] context) {
        var names = model.layout().context();
        for (int i = 0; i < context.length; i++) {
            if (!Float.isFinite(context[i])) {
                throw new FlashFlowException("The context column '" + names.get(i % names.size()) + "' holds "
                        + context[i] + " in row " + (firstRow + i / names.size()) + "; drop such rows first.");
            }
        }
    }

    private static FlashFlowException neverInside(int bad, long firstRow, boolean[] outside) {
        int first = 0;
        while (!outside[first]) {
            first++;
        }
        return new FlashFlowException(bad + " rows, the first of them row " + (firstRow + first)
                + ", came out outside the" + " allowed ranges " + ATTEMPTS
                + " times; is the model trained, and the context like that of training?");
    }
}
