package flashflow.training.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** The reports of all epochs so far, as numbers. */
public final class History {
    private static final int AVERAGED = 5;
    /** Names of the numbers of a report, in their order. */
    public static final List<String> COLUMNS = List.of(
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

    /** Where the number of updates is not known: an epoch of another program, or of an earlier release. */
    public static final long UNKNOWN = -1;

    private static final int SECONDS = COLUMNS.indexOf("seconds");
    private static final int VALIDATION = COLUMNS.indexOf("validation_nll");

    private final List<double[]> rows = new ArrayList<>();
    /** Updates made until each report, or {@link #UNKNOWN}. */
    private final List<Long> updates = new ArrayList<>();

    /** The same numbers by columns, and the table of them that listeners see. */
    private final List<DoubleColumn> columns;

    private final Table growing;
    private double seconds;

    /** @param withAverage whether the table has a column for the averaged weights */
    public History(boolean withAverage) {
        this.columns = COLUMNS.subList(0, COLUMNS.size() - (withAverage ? 0 : 1)).stream()
                .map(DoubleColumn::create)
                .toList();
        this.growing = Table.create("history", columns.toArray(DoubleColumn[]::new));
    }

    private void add(double[] row, long made) {
        rows.add(row);
        updates.add(made);
        seconds += row[SECONDS];
        for (int c = 0; c < columns.size(); c++) {
            columns.get(c).append(row[c]);
        }
    }

    /**
     * Adds a report of what was trained since the last one.
     *
     * @param epoch epochs done
     * @param updates of the weights made, from the first one on
     * @param since the sums over its updates
     * @param validationNll in nats; NaN without a validation
     * @param averageNll likewise, of the averaged weights
     * @param seconds of training and validation
     */
    public void add(
            double epoch, long updates, Position.Sums since, double validationNll, double averageNll, double seconds) {
        double[] row = {
            epoch,
            since.lr(),
            since.meanNll(),
            validationNll,
            averaged(validationNll),
            since.rowsPerSecond(),
            since.waitingShare(),
            since.meanNorm(),
            seconds,
            averageNll
        };
        add(row, updates);
    }

    /** Adds an epoch that another program trained: its speed and gradients are not known, and its time was not spent here. */
    public void add(double epoch, double lr, double trainingNll, double validationNll) {
        double average = averaged(validationNll);
        double[] row = {
            epoch, lr, trainingNll, validationNll, average, Double.NaN, Double.NaN, Double.NaN, 0, Double.NaN
        };
        add(row, UNKNOWN);
    }

    private double averaged(double newest) {
        double sum = newest;
        int from = Math.max(0, rows.size() - AVERAGED + 1);
        for (double[] row : rows.subList(from, rows.size())) {
            sum += row[VALIDATION];
        }
        return sum / (rows.size() - from + 1);
    }

    /** How many reports there are. */
    public int size() {
        return rows.size();
    }

    /** All numbers, row after row, each of {@link #COLUMNS}. */
    public double[] values() {
        return rows.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** The numbers of one report, as {@link #COLUMNS}; not to be changed. */
    public double[] report(int index) {
        return rows.get(index);
    }

    /** Updates made until each report, or {@link #UNKNOWN}. */
    public long[] updates() {
        return updates.stream().mapToLong(Long::longValue).toArray();
    }

    /** Updates made until one report, or {@link #UNKNOWN}. */
    public long updates(int index) {
        return updates.get(index);
    }

    /**
     * Takes over what {@link #values} gave.
     *
     * @param made what {@link #updates()} gave; shorter where it is not known
     */
    public void restore(double[] values, long[] made) {
        rows.clear();
        updates.clear();
        columns.forEach(DoubleColumn::clear);
        seconds = 0;
        for (int at = 0; at < values.length; at += COLUMNS.size()) {
            long known = rows.size() < made.length ? made[rows.size()] : UNKNOWN;
            add(Arrays.copyOfRange(values, at, at + COLUMNS.size()), known);
        }
    }

    /** Of training and validation, all reports together. */
    public double seconds() {
        return seconds;
    }

    /** A table of its own with a column for each of {@link #COLUMNS}. */
    public Table table() {
        var table = Table.create("history");
        for (int c = 0; c < columns.size(); c++) {
            int column = c;
            table.addColumns(DoubleColumn.create(
                    COLUMNS.get(c),
                    rows.stream().mapToDouble(row -> row[column]).toArray()));
        }
        return table;
    }

    /**
     * Always the same table, to which the reports that come are added: what there is need not be copied for each. Whoever changes
     * it changes none of the numbers here.
     */
    public Table growing() {
        return growing;
    }
}
