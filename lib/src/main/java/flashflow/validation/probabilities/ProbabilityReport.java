package flashflow.validation.probabilities;

import flashflow.FlashFlowException;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a check of probabilities found.
 *
 * @param scores log loss, Brier score and expected calibration error, each beside its null
 * @param reliabilities of each class; of two classes that of class 1 alone
 * @param rows how many were checked
 * @param draws of the null
 * @param level probability with which chance alone flags nothing
 */
public record ProbabilityReport(
        List<ScoreCheck> scores, List<Reliability> reliabilities, int rows, int draws, double level)
        implements Viewable {
    /** Copies the lists. */
    public ProbabilityReport {
        scores = List.copyOf(scores);
        reliabilities = List.copyOf(reliabilities);
    }

    /** Whether no score is flagged. */
    public boolean isCalibrated() {
        return scores.stream().noneMatch(ScoreCheck::isFlagged);
    }

    /**
     * A score, such as {@link ScoreCheck#LOG_LOSS}.
     *
     * @throws FlashFlowException if there is none of that name
     */
    public ScoreCheck of(String name) {
        return scores.stream()
                .filter(score -> score.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new FlashFlowException("The report has no score '" + name + "'; it has "
                        + scores.stream().map(ScoreCheck::name).toList() + "."));
    }

    /**
     * The reliability of a class.
     *
     * @throws FlashFlowException if it is not among those looked at
     */
    public Reliability reliability(int k) {
        return reliabilities.stream()
                .filter(found -> found.k() == k)
                .findFirst()
                .orElseThrow(() ->
                        new FlashFlowException("The report has no reliability of class " + k + "; it has those of "
                                + reliabilities.stream().map(Reliability::k).toList() + "."));
    }

    /** Columns {@code score, value, null, null_error, p_value, flagged}. */
    public Table table() {
        return Table.create(
                "Probabilities",
                StringColumn.create("score", scores.stream().map(ScoreCheck::name)),
                DoubleColumn.create("value", scores.stream().mapToDouble(ScoreCheck::value)),
                DoubleColumn.create(
                        "null", scores.stream().mapToDouble(s -> s.expected().value())),
                DoubleColumn.create("null_error", scores.stream().mapToDouble(s -> s.expected()
                        .error())),
                DoubleColumn.create("p_value", scores.stream().mapToDouble(ScoreCheck::pValue)),
                BooleanColumn.create(
                        "flagged", scores.stream().map(ScoreCheck::isFlagged).toList()));
    }

    /** Columns {@code class, rows, predicted, observed, low, high}: a row for each bin of each class. */
    public Table reliabilityTable() {
        var table = Table.create(
                "Reliability",
                IntColumn.create("class"),
                IntColumn.create("rows"),
                DoubleColumn.create("predicted"),
                DoubleColumn.create("observed"),
                DoubleColumn.create("low"),
                DoubleColumn.create("high"));
        reliabilities.forEach(found -> found.bins().forEach(bin -> add(table, found.k(), bin)));
        return table;
    }

    private static void add(Table table, int k, ReliabilityBin bin) {
        table.intColumn("class").append(k);
        table.intColumn("rows").append(bin.rows());
        table.doubleColumn("predicted").append(bin.predicted());
        table.doubleColumn("observed").append(bin.observed());
        table.doubleColumn("low").append(bin.band().low());
        table.doubleColumn("high").append(bin.band().high());
    }

    private String caption() {
        long flagged = scores.stream().filter(ScoreCheck::isFlagged).count();
        return String.format(
                Locale.ROOT,
                "%,d rows; null: classes drawn %,d times by the probabilities themselves; %d of %d scores deviate by more than"
                        + " chance allows any of them in %s %% of all cases",
                rows,
                draws,
                flagged,
                scores.size(),
                HtmlTable.number(100 * level));
    }

    @Override
    public String toHtml() {
        return HtmlTable.whole(table()) + "<p>" + caption() + "</p>";
    }

    @Override
    public String toString() {
        return TextTable.of(table()) + "\n" + caption();
    }
}
