package flashflow.training;

import flashflow.data.ChosenColumns;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.loading.BatchLoader;
import flashflow.data.loading.LoaderConfig;
import flashflow.data.loading.RowTransform;
import flashflow.flow.SplineFlow;

/**
 * A flow, and how rows come to it.
 *
 * @param flow takes the rows
 * @param layout columns of its context and targets, in its order
 * @param transform what the rows go through before; null for nothing
 */
record FlowInput(SplineFlow flow, ColumnLayout layout, RowTransform transform) {
    /** The columns of a source that are wanted. */
    RowSource chosen(RowSource rows) {
        return ChosenColumns.of(rows, layout);
    }

    /** Of chosen rows, through the transform. */
    BatchLoader loader(RowSource chosen, LoaderConfig config) {
        return transform == null ? BatchLoader.of(chosen, config) : BatchLoader.of(chosen, config, transform);
    }
}
