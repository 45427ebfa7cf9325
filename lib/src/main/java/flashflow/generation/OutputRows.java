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

    /** Joins a batch of {@code rows} events, the first of them number {@code firstRow}. */
    float[] join(long firstRow, int rows, float[] context, float[] targets) {
        int c = layout.context().size();
        int d = layout.targets().size();
        int width = columns().size();
        var out = new float[Math.multiplyExact(rows * folds, width)];
        for (int i = 0; i < rows * folds; i++) {
            int at = i * width;
            System.arraycopy(context, i / folds * c, out, at, c);
            System.arraycopy(targets, i * d, out, at + c, d);
            if (folds > 1) {
                out[at + c + d] = firstRow + i / folds;
                out[at + c + d + 1] = i % folds;
            }
        }
        return out;
    }
}
