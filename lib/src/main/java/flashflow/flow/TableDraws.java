package flashflow.flow;

import flashflow.data.RowTables;
import java.util.Arrays;
import tech.tablesaw.api.Table;

/** The draws for all rows of a table, made by a sampler's threads. */
final class TableDraws {
    private final Sampler sampler;
    private final int folds;
    private final int rows;
    private final int width;
    /** In float64 where the model takes a column of it so, else null. */
    private final double[] exactContext;

    private final float[] context;
    private final float[] targets;
    private final double[] exact;

    /** @param folds draws for each row */
    TableDraws(Sampler sampler, Table table, int folds) {
        var layout = sampler.model().layout();
        boolean inFloat64 = !sampler.exactContext().isEmpty();
        this.sampler = sampler;
        this.folds = folds;
        this.rows = table.rowCount();
        this.width = layout.context().size();
        this.exactContext = inFloat64 ? RowTables.exactRows(table, layout.context()) : null;
        this.context = inFloat64 ? null : RowTables.rows(table, layout.context());
        this.targets = new float[rows * folds * layout.targets().size()];
        this.exact = new double
                [rows * folds * sampler.model().preprocessing().exactTargets().size()];
    }

    Table table() {
        int most = sampler.batchRows(rows, folds);
        try (var work = sampler.inOrder("The sampling", Piece.all(rows, folds, most), TableDraws.this::draw)) {
            Piece.all(rows, folds, most).forEachRemaining(piece -> keep(piece, work.next()));
        }
        var preprocessing = sampler.model().preprocessing();
        return RowTables.table(
                sampler.model().layout().targets(), targets, preprocessing.exactTargets(), exact, rows * folds);
    }

    private Draws draw(Sampler by, Piece piece) {
        int from = (int) piece.firstEvent() * width;
        int to = from + piece.events() * width;
        float[] drawn = exactContext == null
                ? by.generate(piece, Arrays.copyOfRange(context, from, to))
                : by.generate(piece, Arrays.copyOfRange(exactContext, from, to));
        return new Draws(drawn, by.exact());
    }

    private void keep(Piece piece, Draws draws) {
        int before = (int) piece.firstEvent() * folds + piece.firstFold();
        copy(draws.targets(), targets, draws.targets().length, before, piece.rows());
        copy(draws.exact(), exact, draws.exact().length, before, piece.rows());
    }

    private static void copy(Object from, Object to, int length, int before, int rows) {
        System.arraycopy(from, 0, to, before * (length / rows), length);
    }

    private record Draws(float[] targets, double[] exact) {}
}
