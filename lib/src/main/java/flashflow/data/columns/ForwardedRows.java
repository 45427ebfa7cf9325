package flashflow.data.columns;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import java.util.List;

/** The rows of another source; whoever extends it overrides what is to be otherwise. */
public abstract class ForwardedRows implements RowSource {
    /** Where all comes from. */
    protected final RowSource rows;

    protected ForwardedRows(RowSource rows) {
        this.rows = rows;
    }

    @Override
    public ColumnLayout layout() {
        return rows.layout();
    }

    @Override
    public int width() {
        return rows.width();
    }

    @Override
    public List<String> fileNames() {
        return rows.fileNames();
    }

    @Override
    public long rowCount() {
        return rows.rowCount();
    }

    @Override
    public int blockRows() {
        return rows.blockRows();
    }

    @Override
    public void read(long firstRow, int count, float[] into, int offset) {
        rows.read(firstRow, count, into, offset);
    }

    @Override
    public void readExact(long firstRow, int count, double[] into, int offset) {
        rows.readExact(firstRow, count, into, offset);
    }

    @Override
    public List<ColumnType> types() {
        return rows.types();
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int count) {
        return rows.readStored(firstRow, count);
    }

    @Override
    public List<CarriedColumn> carried() {
        return rows.carried();
    }

    @Override
    public List<ExactColumn> readCarried(long firstRow, int count) {
        return rows.readCarried(firstRow, count);
    }

    /** Closes the source. */
    @Override
    public void close() {
        rows.close();
    }
}
