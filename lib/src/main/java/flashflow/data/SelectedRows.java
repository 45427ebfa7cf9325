package flashflow.data;

import flashflow.FlashFlowException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some of the rows of another source, in its order. Kept rows that lie close together are read at once with those between them,
 * and only distant ones one stretch after the other.
 */
public final class SelectedRows implements RowSource {
    /** Reading so many rows in vain costs less than another reading. */
    private static final int GAP = 256;

    /** Longer stretches without a gap are read right to where they belong. */
    private static final int DIRECT = 4096;

    private final RowSource source;
    private final RowSet kept;
    private final int gap;
    private final int direct;
    private final int mostRows;
    private final Pool<float[]> floats = Pool.ofThreads(() -> new float[0]);
    private final Pool<double[]> doubles = Pool.ofThreads(() -> new double[0]);

    private SelectedRows(RowSource source, RowSet kept) {
        this.source = source;
        this.kept = kept;
        gap = Math.max(GAP, source.blockRows());
        direct = Math.max(DIRECT, Math.multiplyExact(4, Math.min(source.blockRows(), Integer.MAX_VALUE / 4)));
        mostRows = Blocks.of(source).size();
    }

    /**
     * Keeps some rows.
     *
     * @param kept of as many rows as the source has, at least one
     * @throws FlashFlowException if no row is kept, or the source has another number of rows
     */
    public static SelectedRows of(RowSource source, RowSet kept) {
        if (kept.rows() != source.rowCount()) {
            throw new FlashFlowException("Rows were selected of " + kept.rows() + ", and the source has "
                    + source.rowCount() + "; select its own.");
        }
        if (kept.count() == 0) {
            throw new FlashFlowException("All " + source.rowCount() + " rows would be left out; keep at least one.");
        }
        return new SelectedRows(source, kept);
    }

    /**
     * Leaves rows out.
     *
     * @param dropped their indices in the source, rising
     * @throws FlashFlowException if no row is left
     */
    public static SelectedRows without(RowSource source, long... dropped) {
        return of(source, RowSet.without(source.rowCount(), dropped));
    }

    /**
     * The same rows of another source, such as one of more columns.
     *
     * @param other has as many rows as this one's source
     */
    public SelectedRows from(RowSource other) {
        return of(other, kept);
    }

    /** Where the rows come from. */
    public RowSource source() {
        return source;
    }

    /** Which rows of the source these are. */
    public RowSet kept() {
        return kept;
    }

    /** How many rows of the source are left out. */
    public long droppedRows() {
        return kept.rows() - kept.count();
    }

    @Override
    public ColumnLayout layout() {
        return source.layout();
    }

    @Override
    public int width() {
        return source.width();
    }

    @Override
    public List<String> fileNames() {
        return source.fileNames();
    }

    @Override
    public long rowCount() {
        return kept.count();
    }

    @Override
    public RowSource only(ColumnLayout columns) {
        return of(source.only(columns), kept);
    }

    /** That of the source: blocks of a thinned source reach over more chunks, and share fewer of them with the next. */
    @Override
    public int blockRows() {
        return source.blockRows();
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        int width = width();
        forEachSpan(firstRow, rows, (first, count, done, chosen) -> {
            int at = offset + done * width;
            if (chosen == count) {
                source.read(first, count, into, at);
                return;
            }
            float[] span = floats.take();
            span = span.length < count * width ? new float[count * width] : span;
            source.read(first, count, span, 0);
            compact(first, count, width, span, into, at);
            floats.give(span);
        });
    }

    @Override
    public void readExact(long firstRow, int rows, double[] into, int offset) {
        int width = width();
        forEachSpan(firstRow, rows, (first, count, done, chosen) -> {
            int at = offset + done * width;
            if (chosen == count) {
                source.readExact(first, count, into, at);
                return;
            }
            double[] span = doubles.take();
            span = span.length < count * width ? new double[count * width] : span;
            source.readExact(first, count, span, 0);
            compact(first, count, width, span, into, at);
            doubles.give(span);
        });
    }

    @Override
    public List<CarriedColumn> carried() {
        return source.carried();
    }

    @Override
    public List<ColumnType> types() {
        return source.types();
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int rows) {
        return exact(firstRow, rows, source::readStored);
    }

    @Override
    public List<ExactColumn> readCarried(long firstRow, int rows) {
        if (carried().isEmpty()) {
            RowRange.check(firstRow, rows, rowCount());
            return List.of();
        }
        return exact(firstRow, rows, source::readCarried);
    }

    @FunctionalInterface
    private interface Reader {
        List<ExactColumn> read(long firstRow, int rows);
    }

    private List<ExactColumn> exact(long firstRow, int rows, Reader reader) {
        var spans = new ArrayList<List<ExactColumn>>();
        forEachSpan(firstRow, rows, (first, count, done, chosen) -> {
            var span = reader.read(first, count);
            int[] places = chosen == count ? null : places(first, count, chosen);
            spans.add(
                    chosen == count
                            ? span
                            : span.stream().map(column -> column.rows(places)).toList());
        });
        return switch (spans.size()) {
            case 0 -> reader.read(0, 0);
            case 1 -> spans.get(0);
            default ->
                IntStream.range(0, spans.get(0).size())
                        .mapToObj(i -> ExactColumn.join(
                                spans.stream().map(span -> span.get(i)).toList()))
                        .toList();
        };
    }

    private int[] places(long first, int count, int chosen) {
        int[] places = new int[chosen];
        long row = first;
        for (int i = 0; i < chosen; i++) {
            places[i] = (int) (row - first);
            row = kept.next(row + 1);
        }
        return places;
    }

    /** Copies the kept rows of a span; of float or double values. */
    private void compact(long first, int count, int width, Object span, Object into, int offset) {
        int at = offset;
        for (long row = first; row < first + count; ) {
            long end = Math.min(kept.nextGap(row), first + count);
            int values = (int) (end - row) * width;
            System.arraycopy(span, (int) (row - first) * width, into, at, values);
            at += values;
            row = kept.next(end);
        }
    }

    @FunctionalInterface
    private interface Piece {
        /**
         * Consecutive rows of the source, the first and the last one kept.
         *
         * @param done kept rows before them
         * @param chosen how many of them are kept
         */
        void read(long first, int count, int done, int chosen);
    }

    private void forEachSpan(long firstRow, int rows, Piece piece) {
        RowRange.check(firstRow, rows, rowCount());
        long row = rows == 0 ? 0 : kept.row(firstRow);
        for (int done = 0; done < rows; ) {
            var span = Span.from(row, rows - done, this);
            piece.read(span.first, span.count, done, span.chosen);
            done += span.chosen;
            row = kept.next(span.first + span.count);
        }
    }

    /** Rows that are read at once. */
    private record Span(long first, int count, int chosen) {
        /** Stretches of kept rows, as many as lie close together; or one that is long. */
        static Span from(long first, int most, SelectedRows rows) {
            long end = first;
            int chosen = 0;
            for (long start = first; chosen < most && start - end <= rows.gap; start = rows.kept.next(end)) {
                long room = Math.min(most - chosen, chosen == 0 ? most : first + rows.mostRows - start);
                long stretch = Math.min(rows.kept.nextGap(start) - start, room);
                if (stretch <= 0 || chosen > 0 && stretch >= rows.direct) {
                    break;
                }
                end = start + stretch;
                chosen += (int) stretch;
                if (stretch >= rows.direct) {
                    break;
                }
            }
            return new Span(first, (int) (end - first), chosen);
        }
    }

    /** Closes the source. */
    @Override
    public void close() {
        source.close();
    }
}
