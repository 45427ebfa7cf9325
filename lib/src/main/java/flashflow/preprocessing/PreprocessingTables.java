package flashflow.preprocessing;

import flashflow.data.ColumnFinder;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowTables;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * A preprocessing on whole tables. Columns are found by name; other columns are left out. The row's index in the table is
 * its index for the noise.
 */
public final class PreprocessingTables {
    private final Preprocessing preprocessing;

    PreprocessingTables(Preprocessing preprocessing) {
        this.preprocessing = preprocessing;
    }

    /** Raw to transformed, context and targets; rows that are not finite before or after their chains are dropped. */
    public Table apply(Table raw) {
        var names = preprocessing.layout().columns();
        var complete = complete(raw, names);
        var usable = preprocessing.usable(InMemoryDataset.of(preprocessing.layout(), complete));
        int rows = (int) usable.rowCount();
        float[] out = new float[rows * preprocessing.outputLayout().width()];
        // All at once, since noise goes by the row's number.
        preprocessing.rows(usable).read(0, rows, out, 0);
        return RowTables.table(preprocessing.outputLayout().columns(), out, rows);
    }

    /** Transformed to raw, context and targets. */
    public Table inverse(Table transformed) {
        float[] in = RowTables.rows(transformed, preprocessing.outputLayout().columns());
        int rows = transformed.rowCount();
        float[] out = new float[rows * preprocessing.layout().width()];
        var names = new ArrayList<>(preprocessing.exactContext());
        names.addAll(preprocessing.exactTargets());
        double[] exact = new double[rows * names.size()];
        preprocessing.inverse(rows, in, out, exact);
        return RowTables.table(preprocessing.layout().columns(), out, names, exact, rows);
    }

    /** Transformed targets to raw ones. */
    public Table inverseTargets(Table transformed) {
        var names = preprocessing.layout().targets();
        float[] values = RowTables.rows(transformed, names);
        int rows = transformed.rowCount();
        var exactNames = preprocessing.exactTargets();
        double[] exact = new double[rows * exactNames.size()];
        preprocessing.inverseTargets(values, rows, new boolean[rows], exact);
        return RowTables.table(names, values, exactNames, exact, rows);
    }

    /**
     * What a perfect flow would give back: raw rows there and back again, so with clipped tails, gathered taggers and
     * emptied spikes. The fair reference for a generated sample.
     */
    public Table physical(Table raw) {
        return inverse(apply(raw));
    }

    /**
     * Says which context columns leave the range of the training rows.
     *
     * @return one sentence for each such column; empty if the preprocessing was not fitted to data
     * @throws flashflow.FlashFlowException if a context column is missing or has missing values
     */
    public List<String> contextWarnings(Table context) {
        var range = preprocessing.contextRange();
        range.add(RowTables.exactRows(context, preprocessing.layout().context()), context.rowCount());
        return range.warnings();
    }

    private static Table complete(Table table, List<String> names) {
        var selection = tech.tablesaw.selection.Selection.withRange(0, table.rowCount());
        var finder = ColumnFinder.in(table);
        for (String name : names) {
            selection.andNot(ColumnFinder.numeric(table, finder.full(name)).isMissing());
        }
        return selection.size() == table.rowCount() ? table : table.where(selection);
    }
}
