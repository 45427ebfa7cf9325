package flashflow.spark.files;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import flashflow.data.columns.ForwardedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The rows of one of many files under the numbers that they have among the rows of all, from {@link InputFile#firstRow} on; those before
 * cannot be read. They carry along where they come from.
 */
final class NumberedRows extends ForwardedRows {
    /** Number of the file in the job. */
    static final CarriedColumn FILE = new CarriedColumn("file", ColumnType.INT32);

    /** Number of the row in its file. */
    static final CarriedColumn ROW = new CarriedColumn("row", ColumnType.INT64);

    private final InputFile input;

    NumberedRows(RowSource rows, InputFile input) {
        super(rows);
        this.input = input;
    }

    @Override
    public long rowCount() {
        return input.firstRow() + rows.rowCount();
    }

    @Override
    public RowSource only(ColumnLayout columns) {
        return new NumberedRows(rows.only(columns), input);
    }

    @Override
    public void read(long firstRow, int count, float[] into, int offset) {
        rows.read(inFile(firstRow), count, into, offset);
    }

    @Override
    public void readExact(long firstRow, int count, double[] into, int offset) {
        rows.readExact(inFile(firstRow), count, into, offset);
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int count) {
        return rows.readStored(inFile(firstRow), count);
    }

    private long inFile(long row) {
        return row - input.firstRow();
    }

    @Override
    public List<CarriedColumn> carried() {
        var carried = new ArrayList<>(rows.carried());
        carried.addAll(List.of(FILE, ROW));
        return List.copyOf(carried);
    }

    @Override
    public List<ExactColumn> readCarried(long firstRow, int count) {
        long first = inFile(firstRow);
        var carried = new ArrayList<>(rows.readCarried(first, count));
        carried.add(ExactColumn.of(
                FILE, LongStream.range(0, count).map(i -> input.number()).toArray()));
        carried.add(ExactColumn.of(ROW, LongStream.range(first, first + count).toArray()));
        return List.copyOf(carried);
    }
}
