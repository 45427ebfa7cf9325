package flashflow.preprocessing;

import flashflow.FlashFlowException;
import flashflow.Html;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.data.ChosenColumns;
import flashflow.data.ColumnFinder;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.SelectedRows;
import flashflow.data.Warnings;
import flashflow.data.loading.RowTransform;
import flashflow.data.loading.TransformedRows;
import flashflow.data.regression.QuantilePlace;
import flashflow.preprocessing.transforms.Collapse;
import flashflow.preprocessing.transforms.Combination;
import flashflow.preprocessing.transforms.Numbers;
import flashflow.preprocessing.transforms.Standardise;
import flashflow.preprocessing.transforms.Transform;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * One chain of invertible transforms for each column of a layout; a column is named in full or by the part after its prefix
 * ({@link ColumnFinder}). Immutable: {@link #with}, {@link #standardised} and {@link #fit} give a new one. Fixed chains work at
 * once; a standardisation has to be fitted first.
 *
 * <pre>{@code
 * var preprocessing = Preprocessing.jets().standardised().fit(train);
 * }</pre>
 */
public final class Preprocessing implements RowTransform, Viewable {
    private static final int READ_ROWS = 16 * Forward.BLOCK;

    private final ColumnLayout layout;
    private final List<ColumnChain> chains;
    private final long seed;
    private final Fit fit;

    /** Raw context of rows whose targets are given back. */
    @FunctionalInterface
    public interface RawContext {
        /** A value of a row, counted from 0, and of a context column. */
        double value(int row, int column);
    }

    Preprocessing(ColumnLayout layout, List<ColumnChain> chains, long seed, Fit fit) {
        this.layout = layout;
        this.chains = List.copyOf(chains);
        this.seed = seed;
        this.fit = fit;
    }

    /** Leaves all columns as they are: for files that are preprocessed already. */
    public static Preprocessing none(ColumnLayout layout) {
        return new Preprocessing(
                layout, layout.columns().stream().map(ColumnChain::identity).toList(), 0, null);
    }

    /** Standardises all columns, and nothing else. */
    public static Preprocessing standardise(ColumnLayout layout) {
        return none(layout).standardised();
    }

    /**
     * Proposes a chain for each column by what its values look like, with the reason as its comment: spikes, whole numbers,
     * categories, bounds, circles, tails, constants. Extremes and counts are those of all rows, shapes those of at most 32,768
     * rows from all over, which the reasons say. The chains are standardised and not fitted; {@link #replace} changes one.
     *
     * @throws FlashFlowException if no row is finite
     */
    public static Preprocessing guess(RowSource data) {
        return guess(data, chains -> chains.statistics(data));
    }

    /**
     * The same for rows that lie elsewhere, such as in many files on many machines.
     *
     * @param look rows from all over them, by which shapes are judged; of more than 32,768, so many are taken
     * @param pass over all rows: the sum of {@link #statistics} of the preprocessing that it is given
     * @throws FlashFlowException if no row is finite
     */
    public static Preprocessing guess(RowSource look, Function<Preprocessing, FitStatistics> pass) {
        return new Preprocessing(look.layout(), Guess.chains(look, pass), 0, null).standardised();
    }

    /** FlashSim's jets, not standardised; each tagger is judged by its own value. */
    public static Preprocessing jets() {
        return FlashSimPresets.jets("MJet_btagCSVV2", "MJet_btagDeepC");
    }

    /** FlashSim's jets as its script does it: btagCSVV2 and btagDeepC are moved to -0.1 where btagDeepB is negative. */
    public static Preprocessing jetsMaskedByDeepB() {
        return FlashSimPresets.jets("MJet_btagDeepB", "MJet_btagDeepB");
    }

    /** FlashSim's muons, not standardised. */
    public static Preprocessing muons() {
        return FlashSimPresets.muons();
    }

    /**
     * Appends transforms to the chain of a column.
     *
     * @throws FlashFlowException if the column is unknown or its chain would need fitting twice
     */
    public Preprocessing with(String column, Transform... appended) {
        int c = index(column);
        var chain = chains.get(c).plus(Stream.of(appended).map(this::named).toArray(Transform[]::new));
        if (chain.transforms().stream().filter(t -> !t.isFitted()).count() > 1) {
            throw new FlashFlowException("The chain of column '" + column
                    + "' would have two transforms to be fitted; one pass over the data fits only one.");
        }
        return replaced(c, chain);
    }

    /** With the full names of the columns that a collapse is judged by, or a combination is made of. */
    private Transform named(Transform transform) {
        var finder = ColumnFinder.in(layout);
        if (transform instanceof Collapse collapse && !collapse.judge().isEmpty()) {
            return new Collapse(collapse.bound(), collapse.value(), finder.name(collapse.judge()));
        } else if (transform instanceof Combination combination) {
            var columns = combination.columns().stream().map(finder::name).toList();
            return new Combination(columns, combination.factors(), combination.offset());
        }
        return transform;
    }

    /**
     * The same with a comment for the printed table, which says why the column is transformed so.
     *
     * @throws FlashFlowException if the column is unknown or its chain would need fitting twice
     */
    public Preprocessing with(String column, String comment, Transform... appended) {
        int c = index(column);
        return with(column, appended)
                .replaced(c, with(column, appended).chains.get(c).withComment(comment));
    }

    /**
     * Gives a column another chain instead of the present one, whose comment and range go too. It is not standardised, as {@link
     * #standardised} does.
     *
     * @throws FlashFlowException if the column is unknown or its chain would need fitting twice
     */
    public Preprocessing replace(String column, Transform... chain) {
        int c = index(column);
        return replaced(c, ColumnChain.identity(chains.get(c).name())).with(column, chain);
    }

    /**
     * Says which raw values a target can have, ends included; a generated row beyond is drawn again. Clips say it too.
     *
     * @throws FlashFlowException if the column is unknown or low is not below high
     */
    public Preprocessing within(String column, double low, double high) {
        int c = index(column);
        return replaced(c, chains.get(c).within(new ColumnChain.PhysicalRange(low, high)));
    }

    /**
     * Ends the chain of a context column in one column for each value; a chain that standardises is refused.
     *
     * @throws FlashFlowException if the column is unknown or a target
     */
    public Preprocessing oneHot(String column, double... values) {
        return expanded(column, "dequantise it instead", new OneHot(Numbers.list(values)));
    }

    /**
     * Ends the chain of a circular context column, such as an angle, in two columns, its cosine and its sine; a chain that
     * standardises is refused. A target can be {@link flashflow.preprocessing.transforms.Circular}.
     *
     * @param low lower end of the values, such as -pi
     * @param high upper end, the same point of the circle
     * @throws FlashFlowException if the column is unknown or a target
     */
    public Preprocessing sineCosine(String column, double low, double high) {
        return expanded(column, "give it Circular instead", new SineCosine(low, high));
    }

    private Preprocessing expanded(String column, String asTarget, Expansion columns) {
        int c = index(column);
        if (c >= layout.context().size()) {
            throw new FlashFlowException("The target '" + column + "' cannot become " + columns.formula()
                    + ", since a density has as many columns as it has targets; " + asTarget + ".");
        }
        if (chains.get(c).isStandard()) {
            throw new FlashFlowException(
                    "The column '" + column + "' is standardised already; say what it becomes before standardised().");
        }
        return replaced(c, chains.get(c).withExpansion(columns));
    }

    /** Appends a standardisation, to be fitted, to every column that is not several columns, discrete or standardised yet. */
    public Preprocessing standardised() {
        var longer = chains.stream().map(Preprocessing::standardisedOnce).toList();
        return new Preprocessing(layout, longer, seed, null);
    }

    private static ColumnChain standardisedOnce(ColumnChain chain) {
        return chain.isStandard() || chain.expansion() != null ? chain : chain.plus(Standardise.unfitted());
    }

    /** The same chains with other noise; the default seed is 0. */
    public Preprocessing seed(long other) {
        return new Preprocessing(layout, chains, other, fit);
    }

    /**
     * Finds the numbers of all standardisations, and the shares of all discrete values, that are not fitted, and describes the columns. Rows with NaN or infinity
     * before or after their chains are left out and counted. A target without a density, of one value, few values or whole
     * numbers alone, is given noise, which the inverse takes away again, and is read a second time; so is one that is a linear combination of
     * columns before it, which the inverse then gives back ({@link Combination}). A column whose values float32
     * does not tell apart, or not hold, is taken in float64 from then on, and shifted and scaled before it is rounded. {@link
     * #warnings} tells both.
     *
     * @param source may have other columns besides
     * @throws FlashFlowException if the source lacks columns or has no usable row
     */
    public Preprocessing fit(RowSource source) {
        return fit(source, chains -> chains.statistics(source));
    }

    /**
     * The same for rows that lie elsewhere, such as in many files on many machines.
     *
     * @param look rows from all over them, by which columns are found that float32 does not hold, and remarks are made; of more than
     *     some thousands, so many are taken
     * @param pass over all rows: the sum of {@link #statistics} of the preprocessing that it is given; asked once, or twice where
     *     a target needs noise or follows from others, and a third time where it nearly does
     * @throws FlashFlowException if there is no usable row
     */
    public Preprocessing fit(RowSource look, Function<Preprocessing, FitStatistics> pass) {
        return fit(look, pass, true);
    }

    /**
     * The same for targets that are given no density, such as the class that a {@code CategoricalModel} predicts: they get no
     * noise, and nothing is said of their shape.
     *
     * @throws FlashFlowException as {@link #fit}
     */
    public Preprocessing fitWithoutDensity(RowSource source) {
        var fitted = fit(source, chains -> chains.statistics(source), false);
        var told = fitted.fit;
        return new Preprocessing(
                layout, fitted.chains, seed, new Fit(told.rows(), told.dropped(), told.columns(), List.of()));
    }

    private Preprocessing fit(RowSource look, Function<Preprocessing, FitStatistics> pass, boolean density) {
        var rows = chosen(look);
        var marked = Float64Columns.marked(chains, rows);
        var first = pass.apply(withChains(marked)).requireUsable();
        var guarded = density ? guarded(marked, first.columns()) : marked;
        var tried = density ? Combinations.among(rows, marked, guarded, seed) : guarded;
        var trial = seen(tried, first, pass);
        var kept = Combinations.kept(guarded, tried, trial.columns());
        var seen = kept.equals(tried) ? trial : seen(kept, first, pass);
        var columns = first.columns().stream().map(ColumnRun.Tally::description).toList();
        var moments = seen.columns().stream().map(ColumnRun.Tally::before).toList();
        var remarks = TargetRemarks.of(rows, kept, seed, moments);
        return new Preprocessing(
                layout,
                fittedTo(seen.columns(), Float64Columns.shifted(kept, moments)),
                seed,
                new Fit(first.usable(), first.rows() - first.usable(), columns, remarks));
    }

    /** What all rows show of these chains; where they do the same as before, that is known. */
    private FitStatistics seen(
            List<ColumnChain> some, FitStatistics first, Function<Preprocessing, FitStatistics> pass) {
        return sameTransforms(some) ? first : pass.apply(withChains(some)).requireUsable();
    }

    private Preprocessing withChains(List<ColumnChain> others) {
        return new Preprocessing(layout, others, seed, null);
    }

    /** What a fit of these chains has to know of all rows of a source, which may have other columns besides. */
    public FitStatistics statistics(RowSource source) {
        return statistics(source, 0, source.rowCount());
    }

    /**
     * The same of consecutive rows. Where the first begins a block of {@link FitStatistics#BLOCK_ROWS} rows, and there are as many
     * blocks as a power of two but at the end of the source, {@link FitStatistics.Sum} of such parts is that of all, to the last bit.
     */
    public FitStatistics statistics(RowSource source, long first, long count) {
        return new ChainScan(chains, seed).statistics(chosen(source), first, count);
    }

    /**
     * The same of rows with numbers of their own, which decide their noise.
     *
     * @param rows their numbers
     * @param values rows x layout().width() values, row after row, of which columns that do not need float64 are rounded
     */
    public FitStatistics statistics(long[] rows, double[] values) {
        requireRoom(values.length, rows.length, layout.width());
        return new ChainScan(chains, seed)
                .statistics(new RowBlock(layout.columns(), exactValues(values, chains), 0, rows.length, 0, rows));
    }

    private List<ColumnChain> guarded(List<ColumnChain> some, List<ColumnRun.Tally> tallies) {
        int context = layout.context().size();
        return IntStream.range(0, some.size())
                .mapToObj(c -> c < context ? some.get(c) : DensityGuard.guarded(some.get(c), tallies.get(c)))
                .toList();
    }

    private boolean sameTransforms(List<ColumnChain> others) {
        return IntStream.range(0, chains.size())
                .allMatch(c -> chains.get(c).transforms().equals(others.get(c).transforms()));
    }

    private static List<ColumnChain> fittedTo(List<ColumnRun.Tally> seen, List<ColumnChain> some) {
        return IntStream.range(0, some.size())
                .mapToObj(c -> some.get(c).fittedTo(seen.get(c)))
                .toList();
    }

    /**
     * The rows of a source that are finite before and after the chains, found in one pass; the others are left out and
     * counted. Open files with {@link flashflow.data.NonFinite#KEEP} for it, so that NaN gets this far.
     *
     * @param source may have other columns besides, which stay
     * @throws FlashFlowException if the source lacks columns or has no usable row
     */
    public SelectedRows usable(RowSource source) {
        return SelectedRows.without(source, new ChainScan(chains, seed).unusableRows(chosen(source)));
    }

    /** Whether it can be applied. */
    public boolean isFitted() {
        return chains.stream().allMatch(ColumnChain::isFitted);
    }

    /** What fitting saw; empty before {@link #fit}. */
    public Optional<Fit> fit() {
        return Optional.ofNullable(fit);
    }

    /** Names of the raw columns. */
    public ColumnLayout layout() {
        return layout;
    }

    /** Names of the transformed columns; one-hot columns are called {@code column=value}. */
    @Override
    public ColumnLayout outputLayout() {
        return new ColumnLayout(names(contextChains()), names(targetChains()));
    }

    /**
     * Of each target column that comes out, how it gives the place between its bounds: {@link QuantilePlace#NONE} but for chains that end
     * with {@code Bounded} by the normal quantile, and perhaps a fitted standardisation.
     */
    public List<QuantilePlace> targetPlaces() {
        return targetChains().stream()
                .flatMap(chain -> Collections.nCopies(chain.width(), chain.place()).stream())
                .toList();
    }

    /** The rows of a source as they reach the flow; it may have other columns besides, which are left out. */
    public RowSource rows(RowSource source) {
        return TransformedRows.of(chosen(source), this);
    }

    /** Whether there are columns that are taken in float64, since float32 loses what they are about. */
    @Override
    public boolean isExact() {
        return chains.stream().anyMatch(ColumnChain::exact);
    }

    /** Names of the context columns that are taken in float64; none unless {@link #fit} found that they need it. */
    public List<String> exactContext() {
        return Float64Columns.names(contextChains());
    }

    /** Names of the targets that are taken and given back in float64; none unless {@link #fit} found that they need it. */
    public List<String> exactTargets() {
        return Float64Columns.names(targetChains());
    }

    /** See {@link RowTransform#apply}; refuses rows that have no finite image, and any where columns need float64. */
    @Override
    public void apply(long firstRow, int rows, float[] in, float[] out) {
        requireFloat32(chains);
        apply(block(layout.columns(), RowBlock.RawValues.of(in), rows, firstRow), out, null);
    }

    /** The same of rows in float64, of which columns that do not need it are rounded. */
    @Override
    public void applyExact(long firstRow, int rows, double[] in, float[] out) {
        apply(block(layout.columns(), exactValues(in, chains), rows, firstRow), out, null);
    }

    private static RowBlock.RawValues exactValues(double[] in, List<ColumnChain> chains) {
        return new RowBlock.RawValues(null, in, ColumnChain.exact(chains));
    }

    private static RowBlock block(List<String> columns, RowBlock.RawValues values, int rows, long firstRow) {
        return RowBlock.of(columns, values, rows, firstRow);
    }

    private static void requireFloat32(List<ColumnChain> some) {
        var exact = Float64Columns.names(some);
        if (!exact.isEmpty()) {
            throw new FlashFlowException("The columns " + exact
                    + " are taken in float64, since float32 loses what they are about, and rows of float32 were given;"
                    + " give rows of float64, or a source, a table or a file.");
        }
    }

    /** The same for rows that are not consecutive, with the index of each in the source. */
    public void apply(long[] rowIndices, int rows, float[] in, float[] out) {
        requireFloat32(chains);
        apply(new RowBlock(layout.columns(), RowBlock.RawValues.of(in), 0, rows, 0, rowIndices), out, null);
    }

    /**
     * The same, and sum over the targets of log |d transformed / d raw| in nats for each row: what has to be subtracted from
     * the NLL of the transformed targets to quote it in raw units. Noise counts as derivative 1, a clip as none.
     */
    public void apply(long firstRow, int rows, float[] in, float[] out, double[] logDerivatives) {
        requireFloat32(chains);
        apply(block(layout.columns(), RowBlock.RawValues.of(in), rows, firstRow), out, logDerivatives);
    }

    private void apply(RowBlock block, float[] out, double[] logDerivatives) {
        requireFitted();
        if (logDerivatives != null) {
            Arrays.fill(logDerivatives, 0, block.count(), 0);
        }
        run(new Forward(chains, layout.context().size(), seed), block, out, logDerivatives);
    }

    /**
     * Transforms rows that hold the context alone, for generation.
     *
     * @param in rows x C raw values
     * @param out receives rows x outputLayout().context().size() values
     */
    public void applyContext(long firstRow, int rows, float[] in, float[] out) {
        requireFloat32(contextChains());
        applyContext(block(layout.context(), RowBlock.RawValues.of(in), rows, firstRow), out);
    }

    /** The same of rows in float64, of which columns that do not need it are rounded. */
    public void applyContext(long firstRow, int rows, double[] in, float[] out) {
        applyContext(block(layout.context(), exactValues(in, contextChains()), rows, firstRow), out);
    }

    /** The same for rows that are not consecutive, with the number of each, which decides its noise. */
    public void applyContext(long[] rows, float[] in, float[] out) {
        requireFloat32(contextChains());
        applyContext(contextBlock(rows, RowBlock.RawValues.of(in)), out);
    }

    /** The same of rows in float64. */
    public void applyContext(long[] rows, double[] in, float[] out) {
        applyContext(contextBlock(rows, exactValues(in, contextChains())), out);
    }

    private RowBlock contextBlock(long[] rows, RowBlock.RawValues values) {
        return new RowBlock(layout.context(), values, 0, rows.length, 0, rows);
    }

    private void applyContext(RowBlock block, float[] out) {
        requireFitted();
        run(new Forward(contextChains(), layout.context().size(), seed), block, out, null);
    }

    private static void run(Forward forward, RowBlock block, float[] out, double[] logDerivatives) {
        requireRoom(block.values().length(), block.count(), block.columns().size());
        requireRoom(out.length, block.count(), forward.outputWidth());
        forward.run(block, out, logDerivatives);
        int bad = forward.firstBadRow(out, block.count());
        if (bad >= 0) {
            throw forward.failure(block, out, bad);
        }
    }

    private static void requireRoom(int values, int rows, int width) {
        if (values < (long) rows * width) {
            throw new FlashFlowException(
                    "An array of " + values + " values is too short for " + rows + " rows of " + width + " columns.");
        }
    }

    /**
     * Turns transformed targets back into raw ones, in place. Values that a clip excludes are brought back to its end.
     *
     * @param targets rows x D values
     * @param outside receives for each row whether a value is not finite, outside the column's physical range, or had to be
     *     brought back by a clip; may be longer
     * @return how many rows are outside
     * @throws FlashFlowException if a target is a combination of context columns, which are not known here
     */
    public int inverseTargets(float[] targets, int rows, boolean[] outside) {
        requireFloat32(targetChains());
        return inverseTargets(targets, rows, outside, new double[0]);
    }

    /**
     * The same where some targets are given back in float64.
     *
     * @param exact receives rows x exactTargets().size() values; in {@code targets} they are rounded
     */
    public int inverseTargets(float[] targets, int rows, boolean[] outside, double[] exact) {
        return inverseTargets(targets, rows, outside, exact, (row, column) -> {
            throw new FlashFlowException("A target is a combination of the context column '"
                    + layout.context().get(column) + "'; give the context too.");
        });
    }

    /**
     * The same where some targets may be combinations of context columns.
     *
     * @param context raw values of the rows' context, asked only for such
     */
    public int inverseTargets(float[] targets, int rows, boolean[] outside, double[] exact, RawContext context) {
        requireFitted();
        requireRoom(targets.length, rows, targetChains().size());
        requireRoom(exact.length, rows, exactTargets().size());
        new Inverse(targetChains(), layout.context(), context).run(targets, rows, targets, outside, exact);
        int count = 0;
        for (int i = 0; i < rows; i++) {
            count += outside[i] ? 1 : 0;
        }
        return count;
    }

    /** See {@link #inverseTargets(float[], int, boolean[])}. */
    public int inverseTargets(float[] targets, int rows) {
        return inverseTargets(targets, rows, new boolean[rows]);
    }

    /** Turns whole transformed rows back into raw ones; {@code raw} receives rows x layout().width() values. */
    public void inverse(int rows, float[] transformed, float[] raw) {
        requireFloat32(chains);
        inverse(rows, transformed, raw, new double[0]);
    }

    /**
     * The same where some columns are given back in float64.
     *
     * @param exact receives rows x (exactContext().size() + exactTargets().size()) values; in {@code raw} they are rounded
     */
    public void inverse(int rows, float[] transformed, float[] raw, double[] exact) {
        requireFitted();
        requireRoom(exact.length, rows, Float64Columns.names(chains).size());
        new Inverse(chains, List.of(), (row, column) -> Double.NaN)
                .run(transformed, rows, raw, new boolean[rows], exact);
    }

    /** Mean of {@link #apply(long, int, float[], float[], double[])}'s log-derivatives over a source, in nats. */
    public double meanLogDerivative(RowSource source) {
        var rows = chosen(source);
        var sum = new double[1];
        RowBlock.forEach(rows, 0, rows.rowCount(), READ_ROWS, chains, block -> sum[0] += logDerivatives(block));
        return sum[0] / source.rowCount();
    }

    private double logDerivatives(RowBlock block) {
        double[] logDerivatives = new double[block.count()];
        apply(block, new float[block.count() * outputLayout().width()], logDerivatives);
        double sum = 0;
        for (double value : logDerivatives) {
            sum += value;
        }
        return sum;
    }

    /** A count, beginning at zero, of context values that leave the range of the training rows. */
    public TrainingRange contextRange() {
        return TrainingRange.ofContext(contextChains(), fit);
    }

    /** A count, beginning at zero, of generated values, in physical units, that leave the range of the training rows. */
    public TrainingRange targetRange() {
        return TrainingRange.ofTargets(targetChains(), fit);
    }

    /** The tables of a preprocessing: by name, whole samples at once. */
    public PreprocessingTables tables() {
        return new PreprocessingTables(this);
    }

    /** One line for each column: its role, its chain, and what fitting saw. */
    public Table table() {
        return ChainTable.of(layout, chains, fit);
    }

    /**
     * What a user should know after fitting, one sentence each: dropped rows, constant columns, targets that were given noise, columns that
     * are taken in float64,
     * much clipped, values that are not allowed or outside the physical range, heavy tails, spikes, targets that follow from
     * other columns. Empty before {@link #fit}.
     */
    public List<String> warnings() {
        return fit == null ? List.of() : fit.warnings(chains);
    }

    /** All of it as JSON, to travel in checkpoints and model files. */
    public String toJson() {
        return PreprocessingJson.write(this);
    }

    /** @throws FlashFlowException if the text is not what {@link #toJson} writes */
    public static Preprocessing fromJson(String json) {
        return PreprocessingJson.read(json);
    }

    /**
     * What the log-density of rows in data units needs.
     *
     * @throws FlashFlowException if it is not fitted, or a target has neither a density nor probabilities
     */
    public DataDensity density() {
        requireFitted();
        return new DataDensity(this);
    }

    /** The chains as a table, and {@link #warnings}. */
    @Override
    public String toHtml() {
        return HtmlTable.whole(table()) + Html.warnings(warnings());
    }

    /** The chains as text, and {@link #warnings}. */
    @Override
    public String toString() {
        return TextTable.of(table()) + new Warnings(warnings()).lines();
    }

    long seed() {
        return seed;
    }

    List<ColumnChain> chains() {
        return chains;
    }

    private List<ColumnChain> contextChains() {
        return chains.subList(0, layout.context().size());
    }

    private List<ColumnChain> targetChains() {
        return chains.subList(layout.context().size(), chains.size());
    }

    private static List<String> names(List<ColumnChain> some) {
        return some.stream().flatMap(chain -> chain.outputNames().stream()).toList();
    }

    private Preprocessing replaced(int c, ColumnChain chain) {
        var changed = Stream.concat(chains.stream().limit(c), Stream.of(chain));
        return new Preprocessing(
                layout, Stream.concat(changed, chains.stream().skip(c + 1)).toList(), seed, null);
    }

    private int index(String column) {
        return ColumnFinder.in(layout).index(column);
    }

    void requireFitted() {
        if (!isFitted()) {
            throw new FlashFlowException("This preprocessing standardises columns and has not seen data yet; call"
                    + " fit(train) and use what it returns.");
        }
    }

    /** The raw columns of a source, found by name. */
    RowSource chosen(RowSource source) {
        return ChosenColumns.of(source, layout);
    }
}
