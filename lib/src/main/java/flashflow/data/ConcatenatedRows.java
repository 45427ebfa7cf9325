package flashflow.data;

import flashflow.FlashFlowException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The rows of several sources of the same columns, one after the other, up to a limit. */
public final class ConcatenatedRows implements RowSource {
    private final List<RowSource> parts;
    private final RowOffsets offsets;
    private final long limit;

    private ConcatenatedRows(List<RowSource> parts, long limit) {
        this.parts = parts;
        this.offsets = new RowOffsets(parts);
        this.limit = limit < 0 ? offsets.total() : Math.min(limit, offsets.total());
    }

    /**
     * Concatenates sources.
     *
     * @param parts at least one, all with the columns of the first
     * @param limit number of rows from the start, -1 for all
     * @throws FlashFlowException if there is no source, or one has other columns
     */
    public static ConcatenatedRows of(List<RowSource> parts, long limit) {
        if (parts.isEmpty()) {
            throw new FlashFlowException("No sources were given to be concatenated; give at least one.");
        }
        var layout = parts.get(0).layout();
        for (RowSource part : parts) {
            if (!part.layout().equals(layout)
                    || !part.carried().equals(parts.get(0).carried())) {
                throw new FlashFlowException("Source " + parts.indexOf(part) + " has the columns " + part.layout()
                        + " and carries " + part.carried() + ", and the first one has " + layout + " and carries "
                        + parts.get(0).carried() + "; choose the same columns of all.");
            }
        }
        return new ConcatenatedRows(List.copyOf(parts), limit);
    }

    @Override
    public ColumnLayout layout() {
        return parts.get(0).layout();
    }

    @Override
    public int width() {
        return parts.get(0).width();
    }

    /** Those of all sources, each once. */
    @Override
    public List<String> fileNames() {
        return parts.stream()
                .flatMap(part -> part.fileNames().stream())
                .distinct()
                .toList();
    }

    @Override
    public long rowCount() {
        return limit;
    }

    @Override
    public RowSource only(ColumnLayout columns) {
        return new ConcatenatedRows(
                parts.stream().map(part -> part.only(columns)).toList(), limit);
    }

    @Override
    public int blockRows() {
        return parts.get(0).blockRows();
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        forEachPart(firstRow, rows, (part, row, count, done) -> part.read(row, count, into, offset + done * width()));
    }

    @Override
    public int readChecked(long firstRow, int rows, float[] into, int offset) {
        int[] bad = {-1};
        forEachPart(firstRow, rows, (part, row, count, done) -> {
            int here = part.readChecked(row, count, into, offset + done * width());
            bad[0] = bad[0] < 0 ? here : bad[0];
        });
        return bad[0];
    }

    @Override
    public void readExact(long firstRow, int rows, double[] into, int offset) {
        forEachPart(
                firstRow, rows, (part, row, count, done) -> part.readExact(row, count, into, offset + done * width()));
    }

    /** Of each column the type that holds the values of all sources. */
    @Override
    public List<ColumnType> types() {
        var types = parts.stream().map(RowSource::types).toList();
        return IntStream.range(0, width())
                .mapToObj(c -> types.stream()
                        .map(part -> part.get(c))
                        .reduce(ColumnType::common)
                        .orElseThrow())
                .toList();
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int rows) {
        var types = types();
        var blocks = new ArrayList<List<ExactColumn>>();
        forEachPart(firstRow, rows, (part, row, count, done) -> blocks.add(part.readStored(row, count)));
        if (blocks.isEmpty()) {
            blocks.add(parts.get(0).readStored(0, 0));
        }
        return IntStream.range(0, width())
                .mapToObj(c -> ExactColumn.join(blocks.stream()
                        .map(block -> block.get(c).as(types.get(c)))
                        .toList()))
                .toList();
    }

    @Override
    public List<CarriedColumn> carried() {
        return parts.get(0).carried();
    }

    @Override
    public List<ExactColumn> readCarried(long firstRow, int rows) {
        var blocks = new ArrayList<List<ExactColumn>>();
        forEachPart(firstRow, rows, (part, row, count, done) -> blocks.add(part.readCarried(row, count)));
        return blocks.isEmpty()
                ? parts.get(0).readCarried(0, 0)
                : IntStream.range(0, carried().size())
                        .mapToObj(i -> ExactColumn.join(
                                blocks.stream().map(block -> block.get(i)).toList()))
                        .toList();
    }

    @FunctionalInterface
    private interface Piece {
        /** Rows {@code row} to {@code row + count - 1} of a source, after {@code done} others. */
        void read(RowSource part, long row, int count, int done);
    }

    private void forEachPart(long firstRow, int rows, Piece piece) {
        RowRange.check(firstRow, rows, limit);
        for (int done = 0; done < rows; ) {
            long row = firstRow + done;
            int part = offsets.part(row);
            int here = (int) Math.min(rows - done, offsets.end(part) - row);
            piece.read(parts.get(part), row - offsets.start(part), here, done);
            done += here;
        }
    }

    /** Which source a row comes from, counted from 0. */
    public int partOf(long row) {
        return offsets.part(row);
    }

    /** The index of a row within its source. */
    public long rowInPart(long row) {
        return row - offsets.start(offsets.part(row));
    }

    /** Closes all sources. */
    @Override
    public void close() {
        parts.forEach(RowSource::close);
    }
}
