package flashflow.spark.files;

import flashflow.FlashFlowException;
import flashflow.data.Blocks;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.columns.ForwardedRows;
import java.util.BitSet;
import java.util.List;

/**
 * Rows of a range whose context is NaN, infinite or too large. They take part in a generation with the context of the first good row,
 * so that all others keep their numbers, and are left out of what is written.
 */
final class BadRows {
    private static final int BLOCK = 1 << 14;

    private final long first;
    private final BitSet bad = new BitSet();
    private final double[] good;
    private final boolean exact;

    private BadRows(RowSource rows, FileRange range, boolean exact) {
        this.first = range.first();
        this.exact = exact;
        this.good = new double[rows.width()];
        new Blocks(range.count(), BLOCK).inOrder((from, count) -> find(rows, (int) from, count));
    }

    /**
     * Looks for them.
     *
     * @param rows of the file
     * @param exact whether the model takes context in float64
     * @throws FlashFlowException if all are
     */
    static BadRows in(RowSource rows, FileRange range, boolean exact) {
        var found = new BadRows(rows, range, exact);
        if (found.count() == range.count()) {
            throw new FlashFlowException("every row holds NaN or infinity; leave the file out, or write it again.");
        }
        return found;
    }

    private void find(RowSource rows, int from, int count) {
        double[] values = read(rows, first + from, count);
        for (int i = 0; i < count; i++) {
            if (!isFinite(values, i)) {
                bad.set(from + i);
            } else if (bad.cardinality() == from + i) {
                System.arraycopy(values, i * good.length, good, 0, good.length);
            }
        }
    }

    private double[] read(RowSource rows, long firstRow, int count) {
        double[] values = new double[count * good.length];
        if (exact) {
            rows.readExact(firstRow, count, values, 0);
            return values;
        }
        float[] narrow = new float[values.length];
        rows.read(firstRow, count, narrow, 0);
        for (int i = 0; i < values.length; i++) {
            values[i] = narrow[i];
        }
        return values;
    }

    private boolean isFinite(double[] values, int row) {
        for (int i = row * good.length; i < (row + 1) * good.length; i++) {
            if (!Double.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }

    /** How many there are. */
    int count() {
        return bad.cardinality();
    }

    /** Whether a row of the file, of the range, is one of them. */
    boolean has(long row) {
        return bad.get((int) (row - first));
    }

    /** The rows of the file with the context of a good one in the place of theirs. */
    RowSource filled(RowSource rows) {
        return new Filled(rows, rows.layout().columns());
    }

    private final class Filled extends ForwardedRows {
        private final List<String> all;

        Filled(RowSource rows, List<String> all) {
            super(rows);
            this.all = all;
        }

        @Override
        public RowSource only(ColumnLayout columns) {
            return new Filled(rows.only(columns), all);
        }

        @Override
        public void read(long firstRow, int count, float[] into, int offset) {
            rows.read(firstRow, count, into, offset);
            forEachBad(firstRow, count, (at, value) -> into[offset + at] = (float) value);
        }

        @Override
        public void readExact(long firstRow, int count, double[] into, int offset) {
            rows.readExact(firstRow, count, into, offset);
            forEachBad(firstRow, count, (at, value) -> into[offset + at] = value);
        }

        private void forEachBad(long firstRow, int count, Place place) {
            var columns = layout().columns();
            for (int i = 0; i < count; i++) {
                for (int c = 0; has(firstRow + i) && c < columns.size(); c++) {
                    place.set(i * columns.size() + c, good[all.indexOf(columns.get(c))]);
                }
            }
        }
    }

    private interface Place {
        void set(int at, double value);
    }
}
