package flashflow.data.columns;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import java.util.List;
import java.util.stream.IntStream;

/** The same rows under other names. */
final class RenamedRows extends ForwardedRows {
    private final ColumnLayout layout;
    private final List<CarriedColumn> carried;

    private RenamedRows(RowSource rows, ColumnLayout layout, List<CarriedColumn> carried) {
        super(rows);
        this.layout = layout;
        this.carried = carried;
    }

    static RowSource of(RowSource rows, ColumnLayout layout, List<String> carried) {
        var there = rows.carried();
        var renamed = IntStream.range(0, carried.size())
                .mapToObj(i -> new CarriedColumn(carried.get(i), there.get(i).type()))
                .toList();
        return rows.layout().equals(layout) && there.equals(renamed) ? rows : new RenamedRows(rows, layout, renamed);
    }

    @Override
    public RowSource only(ColumnLayout columns) {
        return new RenamedRows(
                rows.only(new ColumnLayout(stored(columns.context()), stored(columns.targets()))), columns, carried);
    }

    private List<String> stored(List<String> names) {
        var there = layout.columns();
        return names.stream()
                .map(name -> rows.layout().columns().get(there.indexOf(name)))
                .toList();
    }

    @Override
    public ColumnLayout layout() {
        return layout;
    }

    @Override
    public List<CarriedColumn> carried() {
        return carried;
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int count) {
        var read = rows.readStored(firstRow, count);
        return IntStream.range(0, read.size())
                .mapToObj(i -> read.get(i).named(layout.columns().get(i)))
                .toList();
    }

    @Override
    public List<ExactColumn> readCarried(long firstRow, int count) {
        var read = rows.readCarried(firstRow, count);
        return IntStream.range(0, read.size())
                .mapToObj(i -> read.get(i).named(carried.get(i).name()))
                .toList();
    }
}
