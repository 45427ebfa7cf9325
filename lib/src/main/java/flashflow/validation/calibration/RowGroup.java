package flashflow.validation.calibration;

import flashflow.HtmlTable;
import java.util.stream.IntStream;

/**
 * Rows that are judged together.
 *
 * @param name such as {@code "all"} or {@code "pt in [20, 50]"}
 * @param rows their places, rising
 */
record RowGroup(String name, int[] rows) {
    static RowGroup all(int rows) {
        return new RowGroup(CalibrationCheck.ALL, IntStream.range(0, rows).toArray());
    }

    static RowGroup of(String column, double low, double high, int[] rows) {
        return new RowGroup(column + " in [" + HtmlTable.number(low) + ", " + HtmlTable.number(high) + "]", rows);
    }

    double[] of(double[] values) {
        return IntStream.of(rows).mapToDouble(i -> values[i]).toArray();
    }
}
