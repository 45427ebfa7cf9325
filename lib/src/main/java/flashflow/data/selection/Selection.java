package flashflow.data.selection;

import flashflow.FlashFlowException;
import flashflow.Html;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.data.ColumnFinder;
import flashflow.data.RowSource;
import flashflow.data.SelectedRows;
import flashflow.data.Warnings;
import flashflow.random.Purpose;
import flashflow.random.SplitMix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Rows of a source that are kept, step by step: {@code Selection.of(jets).where("pt > 20 && abs(eta) < 2.5").everyNth(10).rows()}.
 * Each step is done when it is called, on the rows that the steps before have left, and gives a new selection; conditions cost
 * a pass over the columns that they have. Shows how many rows each step has left. Immutable.
 */
public final class Selection implements Viewable {
    /** A step that was done. */
    private record Step(String text, long before, long after) {}

    private final RowsLeft left;
    private final List<Step> steps;
    private final List<String> warnings;

    private Selection(RowsLeft left, List<Step> steps, List<String> warnings) {
        this.left = left;
        this.steps = List.copyOf(steps);
        this.warnings = List.copyOf(warnings);
    }

    /** All rows of a source at first; of a selection's rows, those that it has kept. */
    public static Selection of(RowSource source) {
        return new Selection(RowsLeft.of(source), List.of(), List.of());
    }

    /**
     * Keeps the rows for which a condition holds; see {@link Condition}.
     *
     * @throws FlashFlowException if it is no condition, the source lacks a column of it, or it holds for no row
     */
    public Selection where(String condition) {
        return where(Condition.of(condition));
    }

    /** Keeps the rows for which a condition holds; see {@link #where(String)}. */
    public Selection where(Condition condition) {
        return filtered("where " + condition, condition.in(left.source()), condition::truths);
    }

    /** Keeps the rows that a predicate accepts; it reads all columns. */
    public Selection where(Predicate<RowView> predicate) {
        var columns =
                new NamedColumns(left.source(), ColumnFinder.in(left.source()).all());
        return filtered("where a predicate holds", columns, block -> {
            var row = new RowView(block);
            boolean[] holds = new boolean[block.size()];
            for (int i = 0; i < holds.length; i++) {
                holds[i] = predicate.test(row.at(i));
            }
            return new Truths(holds, null);
        });
    }

    /**
     * Keeps the rows in which a column is true, or not 0; NaN counts as 0.
     *
     * @param column its full name, or the end of it after an underscore
     */
    public Selection mask(String column) {
        var columns = new NamedColumns(left.source(), List.of(column));
        return filtered("mask " + column, columns, block -> Mask.truths(column, block));
    }

    private Selection filtered(String text, NamedColumns columns, Filtered.Test test) {
        var filtered = Filtered.by(test, columns, left);
        if (filtered.nan() == 0) {
            return then(text, filtered.left(), List.of());
        }
        String told = String.format(
                Locale.ROOT,
                "In %,d of %,d rows, '%s' was decided by a comparison with NaN, and %,d of these were left out; say by"
                        + " isnan(...) what becomes of them.",
                filtered.nan(),
                left.count(),
                text,
                filtered.nanDropped());
        var selection = then(text, filtered.left(), List.of(told));
        new Warnings(List.of(told)).print();
        return selection;
    }

    /** Keeps every n-th of the rows that are left, from the first on. */
    public Selection everyNth(int n) {
        return everyNth(n, 0);
    }

    /**
     * Keeps every n-th of the rows that are left.
     *
     * @param n from 1
     * @param first the first one that is kept, from 0 to n - 1
     */
    public Selection everyNth(int n, int first) {
        if (n < 1 || first < 0 || first >= n) {
            throw new FlashFlowException("Every row number " + n + " from " + first
                    + " on cannot be kept; take n of at least 1 and the first from 0 to n - 1.");
        }
        long[] seen = {0};
        return then("every " + n + " from " + first, left.where(row -> seen[0]++ % n == first), List.of());
    }

    /**
     * Keeps a random share of the rows. Each row's index in the source and the seed decide, so that the same rows are chosen
     * tomorrow, on any machine, and when rows were appended.
     *
     * @param share greater than 0 and less than 1
     * @param seed another one than that of an earlier share, which would choose the same rows again
     */
    public Selection share(double share, long seed) {
        if (!(share > 0 && share < 1)) {
            throw new FlashFlowException(
                    "A share of " + share + " of the rows cannot be kept; take one greater than 0 and less than 1.");
        }
        String ending = ", seed " + seed;
        if (steps.stream().anyMatch(step -> step.text.startsWith("share ") && step.text.endsWith(ending))) {
            throw new FlashFlowException("The seed " + seed
                    + " has chosen a share of these rows before and would choose the same again; take another one.");
        }
        long key = Purpose.SELECTION.key(seed);
        return then(
                "share " + share + ending, left.where(row -> SplitMix.open(SplitMix.key(key, row)) < share), List.of());
    }

    private Selection then(String text, RowsLeft after, List<String> told) {
        if (after.count() == 0) {
            throw new FlashFlowException(
                    "Step " + (steps.size() + 1) + " of the selection, '" + text + "', keeps none of " + left.count()
                            + " rows; " + (told.isEmpty() ? "" : "NaN was met; ") + "choose otherwise.");
        }
        return new Selection(
                after, plus(steps, List.of(new Step(text, left.count(), after.count()))), plus(warnings, told));
    }

    private static <T> List<T> plus(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** The kept rows; only they are read, and those close to them. */
    public SelectedRows rows() {
        return left.rows();
    }

    /** Rows whose conditions were decided by NaN, in sentences. */
    public List<String> warnings() {
        return warnings;
    }

    /** One row for each step: {@code step, rows before, rows after, share}. */
    public Table table() {
        var all = new ArrayList<>(steps);
        if (all.isEmpty()) {
            all.add(new Step("all", left.count(), left.count()));
        }
        return Table.create(
                "Selection",
                StringColumn.create("step", all.stream().map(Step::text)),
                LongColumn.create(
                        "rows before", all.stream().mapToLong(Step::before).toArray()),
                LongColumn.create(
                        "rows after", all.stream().mapToLong(Step::after).toArray()),
                DoubleColumn.create(
                        "share",
                        all.stream()
                                .mapToDouble(step -> (double) step.after / step.before)
                                .toArray()));
    }

    @Override
    public String toHtml() {
        return HtmlTable.whole(table()) + Html.warnings(warnings);
    }

    /** The {@link #table} and the {@link #warnings}. */
    @Override
    public String toString() {
        return TextTable.of(table()) + (warnings.isEmpty() ? "" : "\n" + String.join("\n", warnings));
    }
}
