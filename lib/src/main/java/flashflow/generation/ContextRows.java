package flashflow.generation;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.hdf5.Hdf5Dataset;
import java.nio.file.Path;
import java.util.List;

/** The context columns of a source, in the model's order. */
final class ContextRows {
    private final RowSource source;
    private final int[] columns;

    private ContextRows(RowSource source, int[] columns) {
        this.source = source;
        this.columns = columns;
    }

    /** @throws FlashFlowException if a column is missing */
    static ContextRows of(RowSource source, List<String> names) {
        var there = source.layout().columns();
        for (String name : names) {
            if (!there.contains(name)) {
                throw new FlashFlowException("The rows to generate from have no context column '" + name
                        + "', they have " + there + "; rename or add it.");
            }
        }
        return new ContextRows(source, names.stream().mapToInt(there::indexOf).toArray());
    }

    /** The context columns of a file: by name where it names its columns, else its first ones. */
    static Hdf5Dataset open(Path file, List<String> names) {
        if (names.isEmpty()) {
            throw new FlashFlowException(
                    "This model takes no context, so that no file says how many rows to make; use FlowModel.generate.");
        }
        var dataset = Hdf5Dataset.of(new ColumnLayout(List.of(), names), file).open();
        if (!dataset.layout().targets().equals(names)) {
            dataset.close();
            throw new FlashFlowException("File " + file + " calls its first columns "
                    + dataset.layout().targets() + " and the model's context is " + names + "; rename them.");
        }
        return dataset;
    }

    long count() {
        return source.rowCount();
    }

    /** rows x C values. */
    float[] read(long firstRow, int rows) {
        int width = source.layout().width();
        var whole = new float[Math.multiplyExact(rows, width)];
        source.read(firstRow, rows, whole, 0);
        if (width == columns.length && inOrder()) {
            return whole;
        }
        var context = new float[rows * columns.length];
        for (int row = 0, to = 0; row < rows; row++) {
            for (int column : columns) {
                context[to++] = whole[row * width + column];
            }
        }
        return context;
    }

    private boolean inOrder() {
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] != i) {
                return false;
            }
        }
        return true;
    }
}
