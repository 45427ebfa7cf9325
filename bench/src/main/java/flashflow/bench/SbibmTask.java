package flashflow.bench;

import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.hdf5.Hdf5Dataset;
import java.nio.file.Path;
import java.util.List;

/**
 * A task of sbibm as {@code sbibm_simulate.py} writes it: what anybody knows who has a simulator and a prior.
 *
 * @param layout context x, targets theta
 * @param observations rows x context
 * @param bounds the lowest values of the targets, then the highest; the largest float32 where the prior has none
 */
record SbibmTask(ColumnLayout layout, float[] observations, float[] bounds) {
    /** Opens simulated rows; context first. */
    static RowSource simulated(Path file) {
        return Hdf5Dataset.columns(file, "data").context("x*").targets("theta*").open();
    }

    static SbibmTask of(ColumnLayout layout, Path truth) {
        return new SbibmTask(
                layout, values(truth, "data", layout.context()), values(truth, "bounds", layout.targets()));
    }

    private static float[] values(Path file, String dataset, List<String> columns) {
        try (var data = Hdf5Dataset.of(new ColumnLayout(List.of(), columns), file)
                .dataset(dataset)
                .open()) {
            int rows = Math.toIntExact(data.rowCount());
            var values = new float[rows * data.width()];
            data.read(0, rows, values, 0);
            return values;
        }
    }

    float[] observation(int number) {
        int c = layout.context().size();
        return java.util.Arrays.copyOfRange(observations, (number - 1) * c, number * c);
    }

    boolean isBounded(int target) {
        return high(target) < Float.MAX_VALUE;
    }

    double low(int target) {
        return bounds[target];
    }

    double high(int target) {
        return bounds[layout.targets().size() + target];
    }
}
