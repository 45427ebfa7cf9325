package flashflow.data.columns;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.RowSource;
import java.util.List;
import java.util.stream.Stream;

/** The columns of any rows: those of the layout in float64, as {@link RowSource#readExact} gives them, then the carried ones. */
record SourceStore(RowSource source) implements ColumnStore {
    @Override
    public String place() {
        return "The source of rows";
    }

    /** A column that is carried too counts once, as it is carried. */
    @Override
    public List<CarriedColumn> columns() {
        var carried = source.carried();
        return Stream.concat(
                        source.layout().columns().stream()
                                .filter(name -> carried.stream()
                                        .noneMatch(column -> column.name().equals(name)))
                                .map(name -> new CarriedColumn(name, ColumnType.FLOAT64)),
                        carried.stream())
                .toList();
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
