package flashflow.categorical;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.FlashFlowException;
import flashflow.data.Blocks;
import flashflow.data.ChosenColumns;
import flashflow.data.RowSource;
import flashflow.data.RowTables;
import flashflow.data.WorkInterrupted;
import flashflow.data.loading.TransformedRows;
import flashflow.preprocessing.Preprocessing;
import java.util.Arrays;
import tech.tablesaw.api.Table;

/**
 * Probabilities of all classes, row by row. Rows go through the net in blocks of always the same number, the last one filled up: products
 * of other sizes round differently, and what is drawn must not depend on how rows are grouped.
 */
final class ClassProbabilities {
    private static final int BLOCK = 1024;

    private final CategoricalModel model;
    private final int context;
    private final int classes;

    ClassProbabilities(CategoricalModel model) {
        this.model = model;
        this.context = model.config().context();
        this.classes = model.config().classes();
    }

    /** rows x K values; {@code firstRow} is the number of the table's first row, by which preprocessing may draw noise. */
    double[] of(Table table, long firstRow) {
        int rows = table.rowCount();
        float[] y = context(table, firstRow);
        var p = new double[Math.multiplyExact(rows, classes)];
        for (int first = 0; first < rows; first += BLOCK) {
            WorkInterrupted.check("The evaluation of probabilities");
            block(y, context, first, Math.min(BLOCK, rows - first), p, first * classes);
        }
        return p;
    }

    private float[] context(Table table, long firstRow) {
        Preprocessing preprocessing = model.preprocessing();
        var columns = model.layout().context();
        var y = new float[Math.multiplyExact(table.rowCount(), context)];
        if (columns.isEmpty()) {
            return y;
        }
        if (preprocessing.exactContext().isEmpty()) {
            preprocessing.applyContext(firstRow, table.rowCount(), RowTables.rows(table, columns), y);
        } else {
            preprocessing.applyContext(firstRow, table.rowCount(), RowTables.exactRows(table, columns), y);
        }
        return y;
    }

    /** Mean of -log p of the rows' classes. */
    double nll(RowSource source) {
        var chosen = ChosenColumns.of(source, model.layout());
        var rows = TransformedRows.of(chosen, model.transform());
        var sum = new double[1];
        Blocks.of(rows, BLOCK).read(rows, (values, first, count) -> sum[0] += nll(values, count));
        return sum[0] / rows.rowCount();
    }

    private double nll(float[] values, int count) {
        double sum = 0;
        var p = new double[BLOCK * classes];
        for (int first = 0; first < count; first += BLOCK) {
            int rows = Math.min(BLOCK, count - first);
            block(values, context + 1, first, rows, p, 0);
            for (int r = 0; r < rows; r++) {
                int k = (int) values[(first + r) * (context + 1) + context];
                sum -= Math.log(p[r * classes + k]);
            }
        }
        return sum;
    }

    /** Some rows, whose first values are the context, into p from {@code offset} on. */
    private void block(float[] rows, int width, int first, int count, double[] p, int offset) {
        var y = new float[BLOCK * context];
        for (int r = 0; r < BLOCK; r++) {
            int from = (first + (r < count ? r : 0)) * width;
            System.arraycopy(rows, from, y, r * context, context);
        }
        float[] logs = logs(y);
        for (int r = 0; r < count; r++) {
            normalise(logs, r * classes, p, offset + r * classes, first + r);
        }
    }

    private float[] logs(float[] y) {
        try (NDManager scope = model.density().newManager()) {
            return model.density()
                    .logProbs(scope, scope.create(y, new Shape(BLOCK, context)))
                    .toFloatArray();
        }
    }

    private void normalise(float[] logs, int from, double[] p, int to, int row) {
        for (int k = 0; k < classes; k++) {
            p[to + k] = Math.exp(logs[from + k]);
        }
        double sum = Arrays.stream(p, to, to + classes).sum();
        if (!Double.isFinite(sum)) {
            throw new FlashFlowException(
                    "The probabilities of row " + row
                            + " are not numbers: its context lies so far out that the net overflows; drop such rows or clip their columns.");
        }
        for (int k = 0; k < classes; k++) {
            p[to + k] /= sum;
        }
    }
}
