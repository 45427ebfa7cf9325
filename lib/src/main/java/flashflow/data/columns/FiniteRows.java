package flashflow.data.columns;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.ConcatenatedRows;
import flashflow.data.Finite;
import flashflow.data.NonFinite;
import flashflow.data.RowSource;
import flashflow.data.SelectedRows;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/** Rows of several parts that must be finite; a row that is not ends the reading with its place in its own part. */
public final class FiniteRows extends ForwardedRows {
    private final ConcatenatedRows joined;
    private final LongUnaryOperator origin;
    private final List<? extends RowsPart> parts;
    /** The columns of the parts. */
    private final List<String> ofParts;

    private FiniteRows(
            RowSource rows,
            ConcatenatedRows joined,
            LongUnaryOperator origin,
            List<? extends RowsPart> parts,
            List<String> ofParts) {
        super(rows);
        this.ofParts = ofParts;
        this.joined = joined;
        this.origin = origin;
        this.parts = List.copyOf(parts);
    }

    /**
     * Treats rows with NaN or infinity as a policy says.
     *
     * @param rows all joined rows, or some of them
     * @param joined those of the parts, one after the other
     * @param origin for each of the rows its index in {@code joined}
     * @return {@link SelectedRows} where rows were dropped
     * @throws FlashFlowException if all rows would be dropped
     */
    public static RowSource of(
            NonFinite policy,
            RowSource rows,
            ConcatenatedRows joined,
            LongUnaryOperator origin,
            List<? extends RowsPart> parts) {
        return switch (policy) {
            case REFUSE ->
                new FiniteRows(rows, joined, origin, parts, rows.layout().columns());
            case DROP -> withoutBadRows(rows, parts);
            case KEEP -> rows;
        };
    }

    private static RowSource withoutBadRows(RowSource rows, List<? extends RowsPart> parts) {
        var bad = LongStream.builder();
        Finite.forEachBadRow(rows, bad::add);
        long[] indices = bad.build().toArray();
        if (indices.length == rows.rowCount()) {
            throw new FlashFlowException(
                    parts.get(0).place() + ": every row holds NaN or infinity; write the data again.");
        }
        return SelectedRows.without(rows, indices);
    }

    /** Where the others hold NaN or infinity does not matter. */
    @Override
    public RowSource only(ColumnLayout columns) {
        return new FiniteRows(rows.only(columns), joined, origin, parts, ofParts);
    }

    @Override
    public void read(long firstRow, int count, float[] into, int offset) {
        int bad = rows.readChecked(firstRow, count, into, offset);
        if (bad >= 0) {
            int value = bad - offset;
            throw refusal(firstRow + value / width(), value % width(), into[bad]);
        }
    }

    @Override
    public void readExact(long firstRow, int count, double[] into, int offset) {
        rows.readExact(firstRow, count, into, offset);
        for (int value = 0; value < count * width(); value++) {
            if (!Double.isFinite(into[offset + value])) {
                throw refusal(firstRow + value / width(), value % width(), (float) into[offset + value]);
            }
        }
    }

    private FlashFlowException refusal(long row, int place, float value) {
        String name = layout().columns().get(place);
        int column = ofParts.indexOf(name);
        var all = new LongAdder();
        Finite.forEachBadRow(rows, ignored -> all.increment());
        long rowOfAll = origin.applyAsLong(row);
        var part = parts.get(joined.partOf(rowOfAll));
        long rowInPart = joined.rowInPart(rowOfAll);
        return new NonFiniteRow(
                part.place() + ": row " + rowInPart + ", column '"
                        + name + "' " + part.wrong(rowInPart, column, value) + ", and " + all
                        + " of all " + rowCount() + " rows hold NaN or infinity; "
                        + part.cure(rowInPart, column, value),
                "open them with nonFinite(NonFinite.DROP) to leave such rows out.");
    }
}
