package flashflow.data.columns;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import java.util.ArrayList;
import java.util.List;

/** The columns of any rows: those of the layout in the types that they are kept in, then the carried ones. */
record SourceStore(RowSource source) implements ColumnStore {
    @Override
    public String place() {
        return "The source of rows";
    }

    /** A column that is carried too counts once, as it is carried. */
    @Override
    public List<CarriedColumn> columns() {
        var carried = source.carried();
        var columns = new ArrayList<CarriedColumn>();
        var names = source.layout().columns();
        for (int i = 0; i < names.size(); i++) {
            var column = new CarriedColumn(names.get(i), source.types().get(i));
            if (carried.stream().noneMatch(other -> other.name().equals(column.name()))) {
                columns.add(column);
            }
        }
        columns.addAll(carried);
        return columns;
    }

    @Override
    public List<String> fileNames() {
        return source.fileNames();
    }

    @Override
    public long rowCount() {
        return source.rowCount();
    }

    @Override
    public RowSource rows(ColumnLayout layout, List<String> carried) {
        var search = new ColumnSearch(this);
        layout.columns().forEach(search.finder()::full);
        carried.forEach(search.finder()::full);
        search.refuseText(layout.columns());
        return new PickedRows(source, layout, carried);
    }

    @Override
    public void close() {
        source.close();
    }
}
