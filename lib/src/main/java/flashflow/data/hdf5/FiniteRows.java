package flashflow.data.hdf5;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.ConcatenatedRows;
import flashflow.data.ExactColumn;
import flashflow.data.Finite;
import flashflow.data.RowSource;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Rows of files that must be finite; a row that is not ends the reading with its place. */
record FiniteRows(ConcatenatedRows rows, List<FilePart> parts) implements RowSource {
    @Override
    public ColumnLayout layout() {
        return rows.layout();
    }

    @Override
    public int width() {
        return rows.width();
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
        int bad = Finite.firstBad(into, offset, offset + count * width());
        if (bad >= 0) {
            int value = bad - offset;
            throw refusal(firstRow + value / width(), value % width(), into[bad]);
        }
    }

    @Override
    public void readExact(long firstRow, int count, double[] into, int offset) {
        rows.readExact(firstRow, count, into, offset);
        for (int i = 0; i < count * width(); i++) {
            if (!Double.isFinite(into[offset + i])) {
                throw refusal(firstRow + i / width(), i % width(), (float) into[offset + i]);
            }
        }
    }

    @Override
    public List<ColumnType> types() {
        return rows.types();
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int count) {
        return rows.readStored(firstRow, count);
    }

    private FlashFlowException refusal(long row, int column, float value) {
        var all = new LongAdder();
        Finite.forEachBadRow(rows, ignored -> all.increment());
        var part = parts.get(rows.partOf(row));
        long rowInFile = rows.rowInPart(row);
        return part.file()
                .place()
                .refuse(
                        "row " + rowInFile + ", column '"
                                + layout().columns().get(column) + "' " + part.wrong(rowInFile, column, value)
                                + ", and " + all
                                + " of all " + rowCount() + " rows hold NaN or infinity",
                        part.cure(rowInFile, column, value)
                                + "open them with nonFinite(NonFinite.DROP) to leave such rows out");
    }
}
