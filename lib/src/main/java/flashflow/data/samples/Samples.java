package flashflow.data.samples;

import flashflow.FlashFlowException;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.data.ColumnFinder;
import flashflow.data.Warnings;
import flashflow.data.selection.Condition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

/**
 * Samples under names, in an order and in colours that stay from figure to figure:
 *
 * <pre>{@code
 * var samples = Samples.of("full simulation", full).and("epoch 50", at50).and("epoch 200", at200)
 *         .context(context).where("pt > 30");
 * Plots.distribution("ptRatio", samples);
 * Validation.compare(samples);
 * }</pre>
 *
 * <p>The first is the reference, unless another is chosen. Immutable: each method gives a changed set.
 */
public final class Samples implements Viewable {
    /** As many as there are colours that everybody can tell apart. */
    public static final int MOST = 7;

    private final List<Sample> all;
    private final String reference;

    private Samples(List<Sample> all, String reference) {
        this.all = List.copyOf(all);
        this.reference = reference;
    }

    /** One sample, the reference. */
    public static Samples of(String name, Table rows) {
        return new Samples(List.of(), name).plus(name, List.of(SampleRows.of(rows)));
    }

    /**
     * And another one.
     *
     * @throws FlashFlowException if the name is taken or blank, or there are {@value #MOST} already
     */
    public Samples and(String name, Table rows) {
        return plus(name, List.of(SampleRows.of(rows)));
    }

    /**
     * And what the members of an ensemble have generated. Figures show their mean, and their spread as a band.
     *
     * @param members one table of each, at least two
     */
    public Samples andMembers(String name, List<Table> members) {
        if (members.size() < 2) {
            throw new FlashFlowException("The sample '" + name + "' has " + members.size()
                    + " members, which have no spread; give two at least, or take and(...).");
        }
        var columns = members.get(0).columnNames();
        for (Table member : members) {
            if (!member.columnNames().equals(columns)) {
                throw new FlashFlowException("The members of the sample '" + name + "' have the columns " + columns
                        + " and " + member.columnNames() + "; give tables of the same columns.");
            }
        }
        return plus(name, members.stream().map(SampleRows::of).toList());
    }

    /**
     * And a sample of several folds, each of which counts as a member.
     *
     * @param column numbers of the folds, such as {@code "fold"} of a generation
     */
    public Samples andFolds(String name, Table rows, String column) {
        double[] folds = ColumnFinder.numeric(rows, column).asDoubleArray();
        var members = new TreeSet<>(Arrays.stream(folds).boxed().toList())
                .stream()
                        .map(fold -> rows.where(Selection.with(IntStream.range(0, folds.length)
                                .filter(row -> folds[row] == fold)
                                .toArray())))
                        .toList();
        return andMembers(name, members);
    }

    private Samples plus(String name, List<SampleRows> members) {
        if (name.isBlank() || names().contains(name)) {
            throw new FlashFlowException("A sample cannot be called '" + name + "'"
                    + (name.isBlank() ? "" : ", as another one is") + "; give it a name of its own.");
        }
        if (all.size() == MOST) {
            throw new FlashFlowException("The sample '" + name + "' would be number " + (MOST + 1) + ", and more than "
                    + MOST + " cannot be told apart; leave one out.");
        }
        int place = all.stream().mapToInt(Sample::place).max().orElse(-1) + 1;
        return new Samples(
                Stream.concat(all.stream(), Stream.of(new Sample(name, place, "", members)))
                        .toList(),
                reference);
    }

    /**
     * With the columns of a context, which are not repeated in each sample; for generated targets, what they were generated from.
     *
     * @param context a row for each row of every sample, before cuts
     */
    public Samples context(Table context) {
        return each(sample -> sample.each(member -> member.in(context, sample.name())));
    }

    /** With a column of weights in every sample; negative ones count negatively. */
    public Samples weights(String column) {
        return each(sample -> sample.each(member -> member.weighted(column, sample.name())));
    }

    /** With a column of weights in one sample. */
    public Samples weights(String name, String column) {
        return one(name, sample -> sample.each(member -> member.weighted(column, name)));
    }

    /**
     * The rows of each sample for which a condition holds, on its columns or those of the context; see {@link Condition}.
     *
     * @throws FlashFlowException if it is no condition, a column is missing, or it keeps no row of a sample
     */
    public Samples where(String condition) {
        var read = Condition.of(condition);
        return each(sample -> kept(sample, read));
    }

    private static Sample kept(Sample sample, Condition condition) {
        var nan = new LongAdder();
        var kept = sample.where(condition, nan);
        if (kept.members().stream().anyMatch(member -> member.rows().isEmpty())) {
            throw new FlashFlowException("'" + condition + "' keeps none of the " + sample.rowCount()
                    + " rows of the sample '" + sample.name() + "'"
                    + (sample.isEnsemble() ? " in one of its members" : "") + "; choose otherwise.");
        }
        if (nan.sum() > 0) {
            new Warnings(List.of(String.format(
                            Locale.ROOT,
                            "In %,d of %,d rows of the sample '%s', '%s' was decided by a comparison with NaN.",
                            nan.sum(),
                            sample.rowCount(),
                            sample.name(),
                            condition)))
                    .print();
        }
        return kept;
    }

    /** The same, of which this one is what the others are compared with. */
    public Samples reference(String name) {
        return new Samples(all, sample(name).name());
    }

    /**
     * The same, with a colour for one of them.
     *
     * @param color as #rrggbb
     */
    public Samples color(String name, String color) {
        if (!color.matches("#[0-9a-fA-F]{6}")) {
            throw new FlashFlowException(
                    "'" + color + "' is no colour of the sample '" + name + "'; write one as #rrggbb.");
        }
        return one(name, sample -> sample.colored(color));
    }

    /** Some of them, in their order and colours; the reference is the first of them if it was left out. */
    public Samples only(String... names) {
        var wanted = Stream.of(names).map(this::sample).map(Sample::name).toList();
        var kept = all.stream().filter(sample -> wanted.contains(sample.name())).toList();
        if (kept.isEmpty()) {
            throw new FlashFlowException("No sample is named; the names are " + names() + ".");
        }
        return new Samples(
                kept, wanted.contains(reference) ? reference : kept.get(0).name());
    }

    /**
     * Rows that all weigh the same, distributed as the weighted ones: each row is kept with its weight over the largest of its
     * sample. Statistics without weights can then be taken.
     *
     * @throws FlashFlowException if a weight is negative
     */
    public Samples unweighted(long seed) {
        return each(sample -> sample.each(member -> member.unweighted(seed, sample.name())));
    }

    private Samples each(UnaryOperator<Sample> change) {
        return new Samples(all.stream().map(change).toList(), reference);
    }

    private Samples one(String name, UnaryOperator<Sample> change) {
        var chosen = sample(name);
        return each(sample -> sample == chosen ? change.apply(sample) : sample);
    }

    /** The sample of a name. */
    public Sample sample(String name) {
        return all.stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new FlashFlowException("There is no sample '" + name + "'; the names are " + names() + "."));
    }

    /** All, in their order. */
    public List<Sample> all() {
        return all;
    }

    /** What the others are compared with. */
    public Sample reference() {
        return sample(reference);
    }

    /** All but the reference. */
    public List<Sample> others() {
        return all.stream().filter(sample -> !sample.name().equals(reference)).toList();
    }

    /** The reference, then the others. */
    public List<Sample> referenceFirst() {
        var ordered = new ArrayList<>(List.of(reference()));
        ordered.addAll(others());
        return ordered;
    }

    /** Their names. */
    public List<String> names() {
        return all.stream().map(Sample::name).toList();
    }

    /** One row for each: {@code sample, rows, members, weights, reference}. */
    public Table table() {
        return Table.create(
                "Samples",
                StringColumn.create("sample", names()),
                IntColumn.create("rows", all.stream().mapToInt(Sample::rowCount)),
                IntColumn.create("members", all.stream().mapToInt(sample -> sample.members()
                        .size())),
                StringColumn.create(
                        "weights",
                        all.stream().map(sample -> sample.members().get(0).weight())),
                StringColumn.create(
                        "reference", all.stream().map(sample -> sample.name().equals(reference) ? "yes" : "")));
    }

    @Override
    public String toHtml() {
        return HtmlTable.whole(table());
    }

    @Override
    public String toString() {
        return TextTable.of(table());
    }
}
