package flashflow.flow;

import flashflow.FlashFlowException;
import flashflow.data.RowTables;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** An oversampled table: the columns that came in, repeated, then the targets, then the indices of event and fold. */
final class FoldTable {
    private static final String EVENT = "event";
    private static final String FOLD = "fold";

    private FoldTable() {}

    static Table of(Table context, int folds, Table targets) {
        refuseIndexNames(context);
        refuseIndexNames(targets);
        int[] event = IntStream.range(0, targets.rowCount()).map(i -> i / folds).toArray();
        int[] fold = IntStream.range(0, targets.rowCount()).map(i -> i % folds).toArray();
        var table = Table.create();
        for (Column<?> column : context.columns()) {
            if (!targets.containsColumn(column.name())) {
                table.addColumns(column.subset(event));
            }
        }
        table.addColumns(targets.columnArray());
        return table.addColumns(IntColumn.create(EVENT, event), IntColumn.create(FOLD, fold));
    }

    private static void refuseIndexNames(Table table) {
        for (String name : List.of(EVENT, FOLD)) {
            if (table.containsColumn(name)) {
                throw new FlashFlowException(RowTables.called(table) + " has a column '" + name
                        + "' already, which oversampling needs for its index; rename it.");
            }
        }
    }
}
