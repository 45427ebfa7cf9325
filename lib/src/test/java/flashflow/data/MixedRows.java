package flashflow.data;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Rows that are a function of their index: x and y in float64, and carried an id, a large id without sign, a weight, a truth and a
 * text. Counts the readings and the rows read.
 */
public final class MixedRows implements RowSource {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("y"), List.of("M_x"));
    private static final List<CarriedColumn> CARRIED = List.of(
            new CarriedColumn("event", ColumnType.INT64),
            new CarriedColumn("huge", new ColumnType(ColumnType.Kind.UNSIGNED, 64)),
            new CarriedColumn("w", ColumnType.FLOAT64),
            new CarriedColumn("tight", ColumnType.BOOLEAN),
            new CarriedColumn("file", ColumnType.TEXT));

    private final long rows;
    private final int blockRows;
    public final AtomicLong readings = new AtomicLong();
    public final AtomicLong rowsRead = new AtomicLong();

    public MixedRows(long rows, int blockRows) {
        this.rows = rows;
        this.blockRows = blockRows;
    }

    /** NaN in every 13th row. */
    public static double x(long row) {
        return row % 13 == 5 ? Double.NaN : (row * 7919 % 1009) / 10.0 + 1e-9;
    }

    public static double y(long row) {
        return row * 104729 % 211 / 40.0 - 2.6;
    }

    /** Three rows each. */
    public static long event(long row) {
        return 9007199254740990L + row / 3;
    }

    public static long huge(long row) {
        return Long.MAX_VALUE - 5 + row;
    }

    public static double w(long row) {
        return 1e300 * (row % 7);
    }

    public static boolean tight(long row) {
        return row % 5 < 2;
    }

    public static String file(long row) {
        return "f" + row / 100 % 4 + ".root";
    }

    @Override
    public ColumnLayout layout() {
        return LAYOUT;
    }

    @Override
    public long rowCount() {
        return rows;
    }

    @Override
    public int blockRows() {
        return blockRows;
    }

    @Override
    public void read(long firstRow, int count, float[] into, int offset) {
        double[] exact = new double[2 * count];
        readExact(firstRow, count, exact, 0);
        IntStream.range(0, exact.length).forEach(i -> into[offset + i] = (float) exact[i]);
    }

    @Override
    public void readExact(long firstRow, int count, double[] into, int offset) {
        told(firstRow, count);
        for (int i = 0; i < count; i++) {
            into[offset + 2 * i] = y(firstRow + i);
            into[offset + 2 * i + 1] = x(firstRow + i);
        }
    }

    private void told(long firstRow, int count) {
        RowRange.check(firstRow, count, rows);
        readings.incrementAndGet();
        rowsRead.addAndGet(count);
    }

    @Override
    public List<CarriedColumn> carried() {
        return CARRIED;
    }

    @Override
    public List<ExactColumn> readCarried(long firstRow, int count) {
        told(firstRow, count);
        long[] event = new long[count];
        long[] huge = new long[count];
        double[] w = new double[count];
        long[] tight = new long[count];
        String[] file = new String[count];
        for (int i = 0; i < count; i++) {
            event[i] = event(firstRow + i);
            huge[i] = huge(firstRow + i);
            w[i] = w(firstRow + i);
            tight[i] = tight(firstRow + i) ? 1 : 0;
            file[i] = file(firstRow + i);
        }
        return List.of(
                ExactColumn.of(CARRIED.get(0), event),
                ExactColumn.of(CARRIED.get(1), huge),
                ExactColumn.of(CARRIED.get(2), w),
                ExactColumn.of(CARRIED.get(3), tight),
                ExactColumn.of(CARRIED.get(4), file));
    }
}
