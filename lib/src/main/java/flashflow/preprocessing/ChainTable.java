package flashflow.preprocessing;

import flashflow.data.ColumnLayout;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The chains as a table for people. */
final class ChainTable {
    private ChainTable() {}

    static Table of(ColumnLayout layout, List<ColumnChain> chains, Fit fit) {
        var role = StringColumn.create("role");
        var column = StringColumn.create("column");
        var chain = StringColumn.create("chain");
        var comment = StringColumn.create("comment");
        var range = StringColumn.create("physical_range");
        for (int c = 0; c < chains.size(); c++) {
            role.append(c < layout.context().size() ? "context" : "target");
            column.append(chains.get(c).name());
            chain.append(chains.get(c).formula());
            comment.append(chains.get(c).comment());
            range.append(chains.get(c).range().toString());
        }
        var table = Table.create("Preprocessing", role, column, chain, comment, range);
        if (fit != null) {
            addFit(table, fit);
        }
        return table;
    }

    private static void addFit(Table table, Fit fit) {
        var seen = fit.columns();
        table.addColumns(
                DoubleColumn.create("min", seen.stream().mapToDouble(ColumnFit::min)),
                DoubleColumn.create("max", seen.stream().mapToDouble(ColumnFit::max)),
                DoubleColumn.create("mean", seen.stream().mapToDouble(ColumnFit::mean)),
                DoubleColumn.create("deviation", seen.stream().mapToDouble(ColumnFit::deviation)),
                LongColumn.create("clipped", seen.stream().mapToLong(ColumnFit::clipped)));
    }
}
