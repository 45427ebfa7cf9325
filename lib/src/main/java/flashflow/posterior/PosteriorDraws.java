package flashflow.posterior;

import flashflow.FlashFlowException;
import flashflow.Html;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.data.ColumnFinder;
import flashflow.validation.Quantiles;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Draws of the targets for one observation; shows mean, deviation and quantiles of each.
 *
 * @param table one row for each draw, the target columns in physical units
 * @param tried how many draws were made for them: more than there are rows where only those within a region were kept
 * @param region the conditions of that region; empty for none
 * @param warnings what a user should know, in sentences
 */
public record PosteriorDraws(Table table, long tried, String region, List<String> warnings) implements Viewable {
    private static final double[] SHOWN = {0.025, 0.16, 0.5, 0.84, 0.975};

    /** Copies the list. */
    public PosteriorDraws {
        warnings = List.copyOf(warnings);
    }

    /** Draws that came from elsewhere, such as another program, one row for each. */
    public static PosteriorDraws of(Table table) {
        if (table.rowCount() == 0) {
            throw new FlashFlowException("There are no draws in the table; give at least one.");
        }
        return new PosteriorDraws(table, table.rowCount(), "", List.of());
    }

    /** Share of the draws that lie in the region, 1 without one. */
    public double acceptance() {
        return (double) table.rowCount() / tried;
    }

    /**
     * Quantiles of each target, by linear interpolation between draws.
     *
     * @param probabilities from 0 to 1, at least one
     * @return a row for each target: {@code target}, and a column for each probability, such as {@code q0.16}
     */
    public Table quantiles(double... probabilities) {
        requireProbabilities(probabilities);
        var table = Table.create("Quantiles", StringColumn.create("target", this.table.columnNames()));
        double[][] found = this.table.columnNames().stream()
                .map(name -> Quantiles.of(values(name), probabilities))
                .toArray(double[][]::new);
        for (int p = 0; p < probabilities.length; p++) {
            int column = p;
            table.addColumns(DoubleColumn.create(
                    quantileName(probabilities[p]), Arrays.stream(found).mapToDouble(q -> q[column])));
        }
        return table;
    }

    static void requireProbabilities(double... probabilities) {
        if (probabilities.length == 0 || !Arrays.stream(probabilities).allMatch(p -> p >= 0 && p <= 1)) {
            throw new FlashFlowException("Quantiles are asked for at the probabilities "
                    + Arrays.toString(probabilities) + "; give one from 0 to 1 at least.");
        }
        if (Arrays.stream(probabilities).distinct().count() < probabilities.length) {
            throw new FlashFlowException("The probabilities " + Arrays.toString(probabilities)
                    + " of quantiles have one twice; give each once.");
        }
    }

    static String quantileName(double probability) {
        return "q" + HtmlTable.number(probability);
    }

    /**
     * The region of highest density of a target, alone.
     *
     * @param target its full name, or the end of it
     * @param share of the draws that it holds, greater than 0 and less than 1
     */
    public CredibleRegion credibleRegion(String target, double share) {
        if (!(share > 0 && share < 1)) {
            throw new FlashFlowException(
                    "A credible region cannot hold the share " + share + "; give one greater than 0 and less than 1.");
        }
        String name = ColumnFinder.in(table).name(target);
        return new CredibleRegion(name, share, HighestDensity.intervals(values(name), share));
    }

    /**
     * The regions of highest density of all targets, each alone.
     *
     * @param shares greater than 0 and less than 1, at least one
     * @return a row for each interval: {@code target, share, low, high}
     */
    public Table credibleRegions(double... shares) {
        var found = Table.create(
                "Credible regions",
                StringColumn.create("target"),
                DoubleColumn.create("share"),
                DoubleColumn.create("low"),
                DoubleColumn.create("high"));
        for (String name : table.columnNames()) {
            for (double share : shares) {
                credibleRegion(name, share).intervals().forEach(interval -> {
                    found.stringColumn("target").append(name);
                    found.doubleColumn("share").append(share);
                    found.doubleColumn("low").append(interval.low());
                    found.doubleColumn("high").append(interval.high());
                });
            }
        }
        return found;
    }

    private double[] values(String name) {
        double[] values =
                ColumnFinder.numeric(table, ColumnFinder.in(table).full(name)).asDoubleArray();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new FlashFlowException("Draw " + i + " of '" + name + "' is " + values[i]
                        + " or missing; leave such draws out, and columns that are no targets.");
            }
        }
        return values;
    }

    /** A row for each target: {@code target, mean, deviation}, and five quantiles. */
    public Table summary() {
        var summary = quantiles(SHOWN).setName("Posterior");
        var names = table.columnNames();
        return summary.insertColumn(
                        1, DoubleColumn.create("mean", names.stream().mapToDouble(n -> Mean.of(values(n))
                                .getAsDouble())))
                .insertColumn(2, DoubleColumn.create("deviation", names.stream().mapToDouble(n -> StandardDeviation.of(
                                values(n))
                        .getAsDouble())));
    }

    @Override
    public String toHtml() {
        return HtmlTable.whole(summary().setName(caption())) + Html.warnings(warnings);
    }

    /** The {@link #summary}, how many draws there are, and the warnings. */
    @Override
    public String toString() {
        return TextTable.of(summary().setName(caption()))
                + (warnings.isEmpty() ? "" : "\n" + String.join("\n", warnings));
    }

    private String caption() {
        String count = String.format(Locale.ROOT, "%,d draws", table.rowCount());
        return region.isEmpty()
                ? count
                : count
                        + String.format(
                                Locale.ROOT, " in the region %s, %.3g %% of %,d", region, 100 * acceptance(), tried);
    }
}
