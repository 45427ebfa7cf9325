package flashflow.spark.files;

import flashflow.data.ColumnLayout;
import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import flashflow.data.columns.ColumnStore;
import flashflow.data.columns.ForwardedRows;
import java.util.List;
import java.util.stream.IntStream;

/** Columns of a file under names of one's own. */
final class PlainRows extends ForwardedRows {
    private final ColumnStore store;
    private final ColumnLayout layout;

    PlainRows(ColumnStore store, RowSource rows, ColumnLayout layout) {
        super(rows);
        this.store = store;
        this.layout = layout;
    }

    @Override
    public ColumnLayout layout() {
        return layout;
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int count) {
        var stored = rows.readStored(firstRow, count);
        var names = layout.columns();
        return IntStream.range(0, names.size())
                .mapToObj(c -> stored.get(c).named(names.get(c)))
                .toList();
    }

    @Override
    public void close() {
        store.close();
    }
}
