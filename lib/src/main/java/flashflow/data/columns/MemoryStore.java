package flashflow.data.columns;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnFinder;
import flashflow.data.ColumnLayout;
import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import java.util.List;

/**
 * Columns in memory, each in its own type: 8 bytes a number.
 *
 * @param all columns, at least one, all of the same size
 */
record MemoryStore(String place, List<ExactColumn> all, List<String> warnings, List<String> fileNames)
        implements ColumnStore {
    @Override
    public List<CarriedColumn> columns() {
        return all.stream().map(ExactColumn::column).toList();
    }

    @Override
    public long rowCount() {
        return all.get(0).size();
    }

    @Override
    public RowSource rows(ColumnLayout layout, List<String> carried) {
        new ColumnSearch(this).refuseText(layout.columns());
        return new MemoryRows(layout, chosen(layout.columns()), chosen(carried));
    }

    private List<ExactColumn> chosen(List<String> names) {
        ColumnFinder finder = new ColumnSearch(this).finder();
        return names.stream().map(name -> all.get(finder.full(name))).toList();
    }
}
