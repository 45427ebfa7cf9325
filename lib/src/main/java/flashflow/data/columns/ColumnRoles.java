package flashflow.data.columns;

import flashflow.data.RowSource;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What the columns of rows are for. */
final class ColumnRoles {
    private ColumnRoles() {}

    /** One row for each column: {@code column, role, type}; one that is carried and context or target has two. */
    static Table table(RowSource rows, String name) {
        var table = Table.create(
                name, StringColumn.create("column"), StringColumn.create("role"), StringColumn.create("type"));
        var layout = rows.layout();
        for (int i = 0; i < layout.width(); i++) {
            boolean isContext = i < layout.context().size();
            add(
                    table,
                    layout.columns().get(i),
                    isContext ? "context" : "target",
                    rows.types().get(i));
        }
        rows.carried().forEach(column -> add(table, column.name(), "carried", column.type()));
        return table;
    }

    private static void add(Table table, String column, String role, Object type) {
        table.stringColumn("column").append(column);
        table.stringColumn("role").append(role);
        table.stringColumn("type").append(type.toString());
    }
}
