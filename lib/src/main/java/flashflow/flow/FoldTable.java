package flashflow.flow;

import flashflow.FlashFlowException;
import flashflow.data.RowTables;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What came in and what was generated of it in one table, row by row. */
public final class FoldTable {
    private static final String EVENT = "event";
    private static final String FOLD = "fold";

    private FoldTable() {}

    /**
     * An oversampled table.
     *
     * @param context has one row for each event, and columns of any type
     * @param folds rows of each event
     * @param targets events x folds rows
     * @return the columns that came in other than targets, repeated, then the targets, then the indices of event and fold
     */
    public static Table of(Table context, int folds, Table targets) {
        refuseIndexNames(context);
        refuseIndexNames(targets);
        int[] fold = IntStream.range(0, targets.rowCount()).map(i -> i % folds).toArray();
        return joined(context, folds, targets)
                .addColumns(IntColumn.create(EVENT, events(targets, folds)), IntColumn.create(FOLD, fold));
    }

    /** The same without indices. */
    public static Table joined(Table context, int folds, Table targets) {
        int[] event = events(targets, folds);
        var table = Table.create();
        for (Column<?> column : context.columns()) {
            if (!targets.containsColumn(column.name())) {
                table.addColumns(folds == 1 ? column.copy() : column.subset(event));
            }
        }
        return table.addColumns(targets.columnArray());
    }

    private static int[] events(Table targets, int folds) {
        return IntStream.range(0, targets.rowCount()).map(i -> i / folds).toArray();
    }

    /** @throws FlashFlowException if a column has the name of an index */
    public static void refuseIndexNames(Table table) {
        for (String name : List.of(EVENT, FOLD)) {
            if (table.containsColumn(name)) {
                throw new FlashFlowException(RowTables.called(table) + " has a column '" + name
                        + "' already, which oversampling needs for its index; rename it.");
            }
        }
    }
}
