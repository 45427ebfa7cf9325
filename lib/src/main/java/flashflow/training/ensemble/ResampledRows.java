package flashflow.training.ensemble;

import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import flashflow.data.columns.ForwardedRows;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Rows of another source, some of them several times, read one by one. */
final class ResampledRows extends ForwardedRows {
    private final int[] drawn;

    /** @param drawn their indices in the source, at least one */
    ResampledRows(RowSource source, int[] drawn) {
        super(source);
        this.drawn = drawn;
    }

    @Override
    public long rowCount() {
        return drawn.length;
    }

    @Override
    public void read(long firstRow, int count, float[] into, int offset) {
        for (int i = 0; i < count; i++) {
            rows.read(drawn[(int) firstRow + i], 1, into, offset + i * width());
        }
    }

    @Override
    public void readExact(long firstRow, int count, double[] into, int offset) {
        for (int i = 0; i < count; i++) {
            rows.readExact(drawn[(int) firstRow + i], 1, into, offset + i * width());
        }
    }

    @Override
    public List<ExactColumn> readStored(long firstRow, int count) {
        return count == 0 ? rows.readStored(0, 0) : joined(firstRow, count, row -> rows.readStored(row, 1));
    }

    @Override
    public List<ExactColumn> readCarried(long firstRow, int count) {
        return count == 0 ? rows.readCarried(0, 0) : joined(firstRow, count, row -> rows.readCarried(row, 1));
    }

    private List<ExactColumn> joined(long firstRow, int count, IntFunction<List<ExactColumn>> ofRow) {
        var each = IntStream.range(0, count)
                .mapToObj(i -> ofRow.apply(drawn[(int) firstRow + i]))
                .toList();
        return IntStream.range(0, each.get(0).size())
                .mapToObj(c ->
                        ExactColumn.join(each.stream().map(row -> row.get(c)).toList()))
                .toList();
    }

    /** Leaves the source open, which its owner closes. */
    @Override
    public void close() {
        // Several members draw from one source.
    }
}
