package flashflow.validation.calibration;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.data.RowSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The ranks of all rows, as they come in, and the groups of rows in which they are judged. Used by one thread. */
final class Ranking {
    private final List<String> names;
    private final double[][] ranks;
    private final double[] weights;
    private final List<RowGroup> groups;
    private final List<String> warnings = new ArrayList<>();
    private final CalibrationOptions options;
    private int filled;

    Ranking(Truths truths, RowSource rows, CalibrationOptions options) {
        this.options = options;
        this.names = Stream.concat(truths.names().stream(), Stream.of(CalibrationCheck.JOINT))
                .toList();
        this.ranks = new double[names.size()][truths.rows()];
        this.weights = weights(rows);
        var all = new RowGroups(weights, warnings);
        for (ContextBinning binning : options.binnings()) {
            String column = ColumnFinder.in(rows).name(binning.column());
            all.add(column, binning, NamedColumn.values(rows, column));
        }
        this.groups = all.all();
    }

    private double[] weights(RowSource rows) {
        if (options.weights().isEmpty()) {
            double[] equal = new double[Math.toIntExact(rows.rowCount())];
            Arrays.fill(equal, 1);
            return equal;
        }
        double[] found = NamedColumn.values(rows, options.weights());
        if (!Arrays.stream(found).allMatch(Double::isFinite) || Uniformity.effectiveRows(found) < 1) {
            throw new FlashFlowException("The weights in the column '" + options.weights()
                    + "' are not all finite, or do not sum to more than 0; leave such rows out.");
        }
        return found;
    }

    /** @param some rows x names, for the next rows */
    void add(double[] some) {
        int width = names.size();
        for (int i = 0; i < some.length; i++) {
            ranks[i % width][filled + i / width] = some[i];
        }
        filled += some.length / width;
    }

    CalibrationReport report(long ofRows, int draws, List<String> more) {
        var checks = new ArrayList<CalibrationCheck>();
        int count = groups.size() * names.size();
        for (RowGroup group : groups) {
            for (int c = 0; c < ranks.length; c++) {
                var uniformity = Uniformity.of(group.of(ranks[c]), group.of(weights));
                checks.add(new CalibrationCheck(
                        group.name(), names.get(c), group.rows().length, uniformity, options.level(), count));
            }
        }
        var all = Stream.concat(warnings.stream(), more.stream()).toList();
        return new CalibrationReport(checks, filled, ofRows, draws, options.level(), all);
    }
}
