package flashflow.validation.calibration;

import flashflow.validation.Bins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** All rows, and bins of them by columns. */
final class RowGroups {
    private final List<RowGroup> groups = new ArrayList<>();
    private final List<String> warnings;
    private final double[] weights;

    RowGroups(double[] weights, List<String> warnings) {
        this.weights = weights;
        this.warnings = warnings;
        groups.add(RowGroup.all(weights.length));
    }

    List<RowGroup> all() {
        return groups;
    }

    /** @param values of the column; NaN is in no bin */
    void add(String column, ContextBinning binning, double[] values) {
        var bins = binning.of(Arrays.stream(values).filter(Double::isFinite).toArray());
        int[] bin = Arrays.stream(values).mapToInt(bins::bin).toArray();
        long outside = Arrays.stream(bin).filter(b -> b < 0).count();
        if (outside > 0) {
            warnings.add(outside + " of " + bin.length + " rows lie outside the bins of '" + column + "'.");
        }
        for (int b = 0; b < bins.count(); b++) {
            add(column, bins, bin, b);
        }
    }

    private void add(String column, Bins bins, int[] bin, int wanted) {
        int[] rows =
                IntStream.range(0, bin.length).filter(i -> bin[i] == wanted).toArray();
        var group = RowGroup.of(column, bins.edges()[wanted], bins.edges()[wanted + 1], rows);
        double effective = rows.length == 0 ? 0 : Uniformity.effectiveRows(group.of(weights));
        if (effective >= CalibrationOptions.FEWEST_ROWS) {
            groups.add(group);
        } else {
            warnings.add("The bin " + group.name() + " has " + rows.length
                    + " rows and is left out; it needs as much as " + CalibrationOptions.FEWEST_ROWS
                    + " of equal weight.");
        }
    }
}
