package flashflow.spark.files;

import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import java.util.List;

/** A file that is opened when the first of its rows is read. */
final class FileOnDemand implements RowSource {
    private final InputFile input;
    private final List<ColumnType> types;
    private final ColumnLayout layout;
    private RowSource open;

    FileOnDemand(InputFile input, List<String> columns, List<ColumnType> types) {
        this.input = input;
        this.types = types;
        this.layout = new ColumnLayout(List.of(), columns);
    }

    @Override
    public ColumnLayout layout() {
        return layout;
    }

    @Override
    public long rowCount() {
        return input.rows();
    }

    @Override
    public List<ColumnType> types() {
        return types;
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        open().read(firstRow, rows, into, offset);
    }

    @Override
    public void readExact(long firstRow, int rows, double[] into, int offset) {
        open().readExact(firstRow, rows, into, offset);
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int rows) {
        return open().readStored(firstRow, rows);
    }

    private synchronized RowSource open() {
        if (open == null) {
            open = ContextFile.plain(input.file(), layout.columns());
        }
        return open;
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
