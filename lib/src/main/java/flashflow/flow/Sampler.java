package flashflow.flow;

import ai.djl.ndarray.types.DataType;
import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.Float32Losses;
import flashflow.engine.EngineThreads;
import flashflow.preprocessing.Preprocessing;
import flashflow.preprocessing.TrainingRange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * Draws targets for context rows. A draw depends on the seed, the row's number and the fold alone, not on how rows are
 * grouped; draws whose targets are not finite or outside the range that the preprocessing allows are drawn again, and
 * counted. Used by one thread, and works by several: see {@link #inOrder}.
 */
public final class Sampler {
    /** How often a row is drawn at most, unless told otherwise. */
    public static final int ATTEMPTS = 100;

    private static final double MANY_REDRAWN = 0.1;

    /** While one computes, the others prepare, undo and write: on an H100 a small flow gives 1.7 times the rows/s of two. */
    private static final int GPU_WORKERS = 4;

    /** Of few rows; of many there are more. */
    private static final int PIECES = 32;

    /** Rows: a full-size model takes a quarter of a minute for so many. */
    private static final int CPU_PIECE = 1 << 14;

    private static final int GPU_PIECE = 1 << 16;

    private final FlowModel model;
    private final long seed;
    private final int attempts;
    private final int workers;
    private final TrainingRange range;
    private final TrainingRange targetRange;
    private final Float32Losses rounded = new Float32Losses();
    private double[] exact = {};
    private long drawn;
    private long redrawn;

    /** @param workers threads, 0 to choose */
    Sampler(FlowModel model, long seed, int attempts, int workers) {
        this.model = model;
        this.seed = seed;
        this.attempts = attempts;
        this.workers = workers;
        this.range = model.preprocessing().contextRange();
        this.targetRange = model.preprocessing().targetRange();
    }

    /** A new sampler that draws a row so often at most; at least once. */
    public Sampler attempts(int most) {
        if (most < 1) {
            throw new FlashFlowException("A row has to be drawn at least once, and attempts is " + most + ".");
        }
        return new Sampler(model, seed, most, workers);
    }

    /**
     * A new sampler that works by so many threads, each of which gives the engine one; at least one. By default they are as many as
     * the engine would take for one operation of this thread, and on a GPU four: some prepare while another computes.
     */
    public Sampler workers(int count) {
        if (count < 1) {
            throw new FlashFlowException("A sampler works by at least one thread, and workers is " + count + ".");
        }
        return new Sampler(model, seed, attempts, count);
    }

    /** How many threads work. */
    public int workers() {
        return workers > 0 ? workers : onGpu() ? GPU_WORKERS : EngineThreads.count();
    }

    private boolean onGpu() {
        return model.device().isGpu();
    }

    /**
     * Begins work on pieces by the {@link #workers}. Each piece has a sampler of its own like this one, which counts what was drawn
     * for those pieces that were taken.
     *
     * @param name of the whole in a sentence, such as "The generation"
     * @param work must depend on the piece alone
     */
    public <P, R> OrderedWork<P, R> inOrder(String name, Iterator<P> pieces, BiFunction<Sampler, P, R> work) {
        return new OrderedWork<>(name, workers(), pieces, piece -> counted(piece, work));
    }

    /** Also of a piece that failed it is counted, once it is taken, what was drawn for it. */
    private <P, R> Supplier<R> counted(P piece, BiFunction<Sampler, P, R> work) {
        var own = new Sampler(model, seed, attempts, 1);
        try {
            R result = work.apply(own, piece);
            return () -> {
                count(own);
                return result;
            };
        } catch (RuntimeException | Error e) {
            return () -> {
                count(own);
                throw e;
            };
        }
    }

    /** Counts what another sampler has drawn and seen as this one's, so that one account holds for several. */
    public void count(Sampler other) {
        drawn += other.drawn;
        redrawn += other.redrawn;
        range.add(other.range);
        targetRange.add(other.targetRange);
    }

    /** Draws kept so far. */
    public long drawn() {
        return drawn;
    }

    /** Draws that were thrown away so far because a target was not finite or out of range. */
    public long redrawn() {
        return redrawn;
    }

    /** Rows that go through the flow, or all flows of an ensemble, at once; batches of a multiple of it waste no time. */
    public int blockRows() {
        return model.flows().size() * FixedBlocks.rows(config(), onGpu());
    }

    private FlowConfig config() {
        return model.flows().get(0).config();
    }

    /**
     * Events of a piece such that many pieces share the work well and none is large: whole blocks of the flow, or a power of two
     * that fills one with its folds. Depends on nothing that differs between machines but a GPU.
     */
    public int batchRows(long events, int folds) {
        int block = blockRows();
        int room = Math.max(1, (onGpu() ? GPU_PIECE : CPU_PIECE) / folds);
        int few = folds == 1 ? block : (int) Math.min(block, Long.highestOneBit(Math.max(1, events)));
        int some = (int) Math.min(room, Math.max(few, events / PIECES));
        return some >= block ? some / block * block : Integer.highestOneBit(some);
    }

    /**
     * What a user should know so far: context or targets outside the training range, many draws
     * thrown away, context that float32 does not hold.
     */
    public List<String> warnings() {
        var sentences = new ArrayList<>(range.warnings());
        if (redrawn > MANY_REDRAWN * drawn) {
            sentences.add(redrawn + " draws for " + drawn + " rows were thrown away because a target was not finite or"
                    + " outside its physical range; train longer or look at the ranges.");
        }
        sentences.addAll(targetRange.warnings());
        sentences.addAll(rounded.sentences());
        return List.copyOf(sentences);
    }

    /** The targets for a table of context, in physical units; see {@link FlowModel#generate}. */
    public Table generate(Table context) {
        return inMemory(context, 1, () -> targets(context, 1).setName("sample"));
    }

    /** N draws for each row of context; see {@link FlowModel#oversample}. */
    public Table oversample(Table context, int folds) {
        return inMemory(context, folds, () -> FoldTable.of(context, folds, targets(context, folds))
                .setName("oversampled"));
    }

    private Table inMemory(Table context, int folds, Supplier<Table> table) {
        int rows = context.rowCount();
        refuseNoColumns(context);
        checkSize(rows, folds);
        double values = 2.0 * model.layout().targets().size() + context.columnCount() + 2;
        var refusal = new FlashFlowException(
                tooMany(rows, folds)
                        + ", more than Java's memory holds; write it to a file with Generation, or start Java with a larger -Xmx.");
        if (Float.BYTES * values * rows * folds > Runtime.getRuntime().maxMemory()) {
            throw refusal;
        }
        try {
            return table.get();
        } catch (OutOfMemoryError e) {
            throw refusal;
        }
    }

    /** A table without columns has no rows, where a model without context is to be told how many. */
    private void refuseNoColumns(Table context) {
        if (context.columnCount() == 0 && model.layout().context().isEmpty()) {
            throw new FlashFlowException(
                    "This model takes no context, and a table without columns does not say how many rows to"
                            + " draw; use model.generate(rows, seed), or give any table of so many rows.");
        }
    }

    private static String tooMany(int rows, int folds) {
        return String.format(
                Locale.ROOT, "A sample of %,d rows in %,d folds has %,d rows", rows, folds, (long) rows * folds);
    }

    private Table targets(Table context, int folds) {
        var targets = new TableDraws(this, context, folds).table();
        var names = new ArrayList<>(model.layout().context());
        names.removeAll(exactContext());
        rounded.add(context, names);
        return targets;
    }

    FlowModel model() {
        return model;
    }

    /** Of the targets generated last. */
    double[] exact() {
        return exact;
    }

    /** Names of the context columns that {@link #generate(long, int, double[], int, int)} needs in float64; mostly none. */
    public List<String> exactContext() {
        return model.preprocessing().exactContext();
    }

    /**
     * Of the targets generated last those that are taken in float64, which are rounded in the float32 rows; see {@link
     * flashflow.preprocessing.Preprocessing#exactTargets}.
     *
     * @return one column for each, with a value for each generated row; empty for most models
     */
    public List<ExactColumn> exactTargets() {
        var names = model.preprocessing().exactTargets();
        return IntStream.range(0, names.size())
                .mapToObj(c -> ExactColumn.of(
                        new CarriedColumn(names.get(c), ColumnType.FLOAT64),
                        IntStream.range(0, exact.length / names.size())
                                .mapToDouble(i -> exact[i * names.size() + c])
                                .toArray()))
                .toList();
    }

    /**
     * The targets of consecutive rows. What depends on the context alone is computed once for all folds of a row; fold 0 is
     * what one fold alone would be.
     *
     * @param firstRow number of the first row, which decides its noise
     * @param rows how many
     * @param context rows x raw context columns
     * @param folds draws for each row, at least 1
     * @return rows x folds x D targets in physical units
     * @throws FlashFlowException if a context value is not finite, the result has more than 2^31 values, or draws stay
     *     outside what can be after all attempts
     */
    public float[] generate(long firstRow, int rows, float[] context, int folds) {
        return generate(firstRow, rows, context, 0, folds);
    }

    /**
     * The same for some of the folds.
     *
     * @param firstFold number of the first of them, which decides their noise
     * @param folds how many, at least 1
     */
    public float[] generate(long firstRow, int rows, float[] context, int firstFold, int folds) {
        checkSize(rows, folds);
        checkFinite(row -> firstRow + row, rows, i -> context[i]);
        if (firstFold == 0) {
            range.add(context, rows);
        }
        float[] y = preprocessed(rows);
        model.preprocessing().applyContext(firstRow, rows, context, y);
        return draw(row -> firstRow + row, rows, y, raw(i -> context[i]), firstFold, folds);
    }

    /** The same for the draws of a piece. */
    public float[] generate(Piece piece, float[] context) {
        return generate(piece.firstEvent(), piece.events(), context, piece.firstFold(), piece.folds());
    }

    /** The same for the draws of a piece, with context in float64. */
    public float[] generate(Piece piece, double[] context) {
        return generate(piece.firstEvent(), piece.events(), context, piece.firstFold(), piece.folds());
    }

    /**
     * The same for context in float64; {@link #exactTargets} has the targets in float64, if there are such.
     *
     * @param context rows x raw context columns
     */
    public float[] generate(long firstRow, int rows, double[] context, int firstFold, int folds) {
        checkSize(rows, folds);
        checkFinite(row -> firstRow + row, rows, i -> context[i]);
        if (firstFold == 0) {
            range.add(context, rows);
        }
        float[] y = preprocessed(rows);
        model.preprocessing().applyContext(firstRow, rows, context, y);
        return draw(row -> firstRow + row, rows, y, raw(i -> context[i]), firstFold, folds);
    }

    /**
     * The same for rows of any numbers, such as those that an event is known by; rows of one number get the same noise.
     *
     * @param rows number of each row, which decides its noise
     * @param context one row for each of them
     */
    public float[] generate(long[] rows, float[] context, int folds) {
        return generate(rows, context, 0, folds);
    }

    /** The same for context in float64. */
    public float[] generate(long[] rows, double[] context, int folds) {
        return generate(rows, context, 0, folds);
    }

    /** The same for some of the folds. */
    public float[] generate(long[] rows, float[] context, int firstFold, int folds) {
        checkSize(rows.length, folds);
        checkFinite(row -> rows[row], rows.length, i -> context[i]);
        if (firstFold == 0) {
            range.add(context, rows.length);
        }
        float[] y = preprocessed(rows.length);
        model.preprocessing().applyContext(rows, context, y);
        return draw(row -> rows[row], rows.length, y, raw(i -> context[i]), firstFold, folds);
    }

    /** The same for some of the folds, with context in float64. */
    public float[] generate(long[] rows, double[] context, int firstFold, int folds) {
        checkSize(rows.length, folds);
        checkFinite(row -> rows[row], rows.length, i -> context[i]);
        if (firstFold == 0) {
            range.add(context, rows.length);
        }
        float[] y = preprocessed(rows.length);
        model.preprocessing().applyContext(rows, context, y);
        return draw(row -> rows[row], rows.length, y, raw(i -> context[i]), firstFold, folds);
    }

    private float[] preprocessed(int rows) {
        return new float[rows * config().context()];
    }

    private Preprocessing.RawContext raw(IntToDoubleFunction context) {
        int columns = model.layout().context().size();
        return (row, column) -> context.applyAsDouble(row * columns + column);
    }

    private float[] draw(
            IntToLongFunction rowNumbers, int rows, float[] y, Preprocessing.RawContext raw, int firstFold, int folds) {
        var turns = Turn.all(rowNumbers, rows, firstFold, folds, model.flows().size());
        if (turns.size() == 1) {
            return draw(turns.get(0), rowNumbers, firstFold, y, raw);
        }
        float[] targets = new float[rows * folds * config().targets()];
        double[] all =
                new double[rows * folds * model.preprocessing().exactTargets().size()];
        for (Turn turn : turns) {
            float[] own = turn.context(y, config().context());
            turn.put(draw(turn, rowNumbers, firstFold, own, raw), targets, folds);
            turn.put(exact, all, folds);
        }
        exact = all;
        return targets;
    }

    /**
     * @param y preprocessed context of the turn's rows
     * @param raw context of all rows as it was given
     */
    private float[] draw(
            Turn turn, IntToLongFunction rowNumbers, int firstFold, float[] y, Preprocessing.RawContext raw) {
        try (var flow = model.flows().get(turn.member()).frozen(DataType.FLOAT32)) {
            var draws = new FoldDraws(
                    flow,
                    model.preprocessing(),
                    seed,
                    turn.numbers(rowNumbers),
                    firstFold + turn.firstFold(),
                    turn.stride(),
                    y,
                    (row, column) -> raw.value(turn.rowPlaces()[row], column),
                    turn.rows(),
                    turn.folds());
            return inside(draws, (long) turn.rows() * turn.folds());
        }
    }

    /** The targets, drawn until they are finite and inside their ranges. */
    private float[] inside(FoldDraws draws, long count) {
        int bad = draws.all();
        for (int attempt = 1; bad > 0; attempt++) {
            redrawn += bad;
            if (attempt == attempts) {
                throw neverInside(bad, draws.firstRowOutside());
            }
            bad = draws.again(attempt);
        }
        drawn += count;
        float[] targets = draws.targets();
        exact = draws.exact();
        targetRange.add(targets, exact, (int) count);
        return targets;
    }

    private void checkSize(int rows, int folds) {
        if (folds < 1) {
            throw new FlashFlowException("Every row needs at least one fold, and folds is " + folds + ".");
        }
        if ((long) rows * folds > (Integer.MAX_VALUE - 64) / config().targets()) {
            throw new FlashFlowException(
                    tooMany(rows, folds) + ", more than fit into one table; write it to a file with Generation.");
        }
    }

    private void checkFinite(IntToLongFunction rowNumbers, int rows, IntToDoubleFunction context) {
        var names = model.layout().context();
        for (int i = 0; i < rows * names.size(); i++) {
            if (!Double.isFinite(context.applyAsDouble(i))) {
                throw new FlashFlowException(
                        "The context column '" + names.get(i % names.size()) + "' holds " + context.applyAsDouble(i)
                                + " in row " + rowNumbers.applyAsLong(i / names.size()) + "; drop such rows first.");
            }
        }
    }

    private FlashFlowException neverInside(int bad, long firstRow) {
        return new FlashFlowException(bad + " draws, the first of them for row " + firstRow
                + ", came out not finite or outside the allowed ranges " + attempts
                + " times; is the model trained, and the context like that of training?");
    }
}
