package flashflow.training;

import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** The reports of all epochs so far, as numbers. */
final class History {
    private static final int AVERAGED = 5;
    static final List<String> COLUMNS = List.of(
            "epoch",
            "lr",
            "training_nll",
            "validation_nll",
            "validation_nll_avg5",
            "rows_per_s",
            "waiting_share",
            "gradient_norm",
            "seconds",
            "ema_nll");
    private static final int VALIDATION = COLUMNS.indexOf("validation_nll");

    private final List<double[]> rows = new ArrayList<>();
    private final boolean withAverage;

    /** @param withAverage whether the table has a column for the averaged weights */
    History(boolean withAverage) {
        this.withAverage = withAverage;
    }

    void add(EpochReport report) {
        rows.add(new double[] {
            report.epoch(),
            report.lr(),
            report.trainingNll(),
            report.validationNll(),
            averaged(report.validationNll()),
            report.rowsPerSecond(),
            report.waitingShare(),
            report.gradientNorm(),
            report.seconds(),
            report.averageNll()
        });
    }

    private double averaged(double newest) {
        double sum = newest;
        int from = Math.max(0, rows.size() - AVERAGED + 1);
        for (double[] row : rows.subList(from, rows.size())) {
            sum += row[VALIDATION];
        }
        return sum / (rows.size() - from + 1);
    }

    int size() {
        return rows.size();
    }

    /** All numbers, row after row, each of {@link #COLUMNS}. */
    double[] values() {
        return rows.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    }

    /** Takes over what {@link #values} gave. */
    void restore(double[] values) {
        rows.clear();
        for (int at = 0; at < values.length; at += COLUMNS.size()) {
            rows.add(java.util.Arrays.copyOfRange(values, at, at + COLUMNS.size()));
        }
    }

    double seconds() {
        int column = COLUMNS.indexOf("seconds");
        return rows.stream().mapToDouble(row -> row[column]).sum();
    }

    Table table() {
        var table = Table.create("history");
        for (int c = 0; c < COLUMNS.size() - (withAverage ? 0 : 1); c++) {
            int column = c;
            table.addColumns(DoubleColumn.create(
                    COLUMNS.get(c),
                    rows.stream().mapToDouble(row -> row[column]).toArray()));
        }
        return table;
    }
}
