package flashflow.posterior;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.data.Warnings;
import flashflow.flow.FlowModel;
import flashflow.validation.Quantiles;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Quantiles of each target given each of many rows of context, from draws: a regression with its errors. */
public final class ConditionalQuantiles {
    private ConditionalQuantiles() {}

    /**
     * For the rows of a table.
     *
     * @param context has the context columns; others are ignored
     * @param draws of each row, at least 2; the error of a quantile p is about {@code sqrt(p (1 - p) / draws)} in p
     * @param seed the same gives the same
     * @param probabilities from 0 to 1, at least one
     * @return a row for each row, and a column for each target and probability, such as {@code x_q0.16}
     * @throws FlashFlowException if a context column is missing or not finite, or probabilities are none
     */
    public static Table of(FlowModel model, Table context, int draws, long seed, double... probabilities) {
        var names = model.layout().context();
        if (names.isEmpty()) {
            throw new FlashFlowException(
                    "This model takes no context, so that all rows have the same quantiles; ask Posterior.of(model, Map.of()).");
        }
        return of(model, InMemoryDataset.of(new ColumnLayout(List.of(), names), context), draws, seed, probabilities);
    }

    /** For the rows of any source, read in blocks; see {@link #of(FlowModel, Table, int, long, double...)}. */
    public static Table of(FlowModel model, RowSource rows, int draws, long seed, double... probabilities) {
        PosteriorDraws.requireProbabilities(probabilities);
        var targets = model.layout().targets();
        int wide = targets.size() * probabilities.length;
        refuseSize(rows.rowCount(), wide);
        double[][] columns = new double[wide][(int) rows.rowCount()];
        var all = new ContextDraws(model, rows, draws, seed);
        int[] filled = {0};
        all.forEach("The drawing", (first, drawn) -> quantiles(drawn, draws, targets.size(), probabilities), rowsOf -> {
            for (double[] row : rowsOf) {
                for (int c = 0; c < wide; c++) {
                    columns[c][filled[0]] = row[c];
                }
                filled[0]++;
            }
        });
        new Warnings(all.warnings()).print();
        return table(targets, probabilities, columns);
    }

    private static void refuseSize(long rows, int columns) {
        if (rows < 1
                || (double) rows * columns * Double.BYTES > Runtime.getRuntime().maxMemory()) {
            throw new FlashFlowException(
                    "A table of " + rows + " rows of " + columns
                            + " quantiles is not one, or more than Java's memory holds; give at least one row, and fewer at once.");
        }
    }

    /** For each row of context its targets' quantiles, target after target. */
    private static double[][] quantiles(double[] drawn, int draws, int d, double[] probabilities) {
        double[][] rows = new double[drawn.length / d / draws][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = new double[d * probabilities.length];
            for (int c = 0; c < d; c++) {
                double[] values = new double[draws];
                int at = row * draws * d + c;
                Arrays.setAll(values, i -> drawn[at + i * d]);
                double[] found = Quantiles.of(values, probabilities);
                System.arraycopy(found, 0, rows[row], c * found.length, found.length);
            }
        }
        return rows;
    }

    private static Table table(List<String> targets, double[] probabilities, double[][] columns) {
        var table = Table.create("quantiles");
        for (int c = 0; c < columns.length; c++) {
            String name = targets.get(c / probabilities.length) + "_"
                    + PosteriorDraws.quantileName(probabilities[c % probabilities.length]);
            table.addColumns(DoubleColumn.create(name, columns[c]));
        }
        return table;
    }
}
