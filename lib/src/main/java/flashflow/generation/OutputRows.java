package flashflow.generation;

import flashflow.data.ColumnLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of an output file: context, targets, and for oversampling the indices of event and fold at the end, so that
 * columns known by their place stay where the training files have them.
 */
record OutputRows(ColumnLayout layout, int folds) {
    List<String> columns() {
        var names = new ArrayList<>(layout.columns());
        if (folds > 1) {
            names.addAll(List.of("event", "fold"));
        }
        return names;
    }

    /** Values of a row. */
    int width() {
        return layout.width() + (folds > 1 ? 2 : 0);
    }

    /**
     * Joins {@code some} folds, the first of them number {@code firstFold}, of {@code rows} events, the first of them number
     * {@code firstRow}.
     */
    float[] join(long firstRow, int rows, int firstFold, int some, float[] context, float[] targets) {
        int c = layout.context().size();
        int d = layout.targets().size();
        int width = width();
        var out = new float[rows * some * width];
        for (int i = 0; i < rows * some; i++) {
            int at = i * width;
            System.arraycopy(context, i / some * c, out, at, c);
            System.arraycopy(targets, i * d, out, at + c, d);
            if (folds > 1) {
                out[at + c + d] = firstRow + i / some;
                out[at + c + d + 1] = firstFold + i % some;
            }
        }
        return out;
    }
}
