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
 * @param source columns of the rows before that
 */
record FlowInput(SplineFlow flow, ColumnLayout layout, RowTransform transform, ColumnLayout source) {
    /** Rows that come as the flow takes them. */
    static FlowInput plain(SplineFlow flow, ColumnLayout layout) {
        return new FlowInput(flow, layout, null, layout);
    }

    /** The columns of a source that are wanted. */
    RowSource chosen(RowSource rows) {
        return ChosenColumns.of(rows, source);
    }

    /** Of chosen rows, through the transform. */
    BatchLoader loader(RowSource chosen, LoaderConfig config) {
        return transform == null ? BatchLoader.of(chosen, config) : BatchLoader.of(chosen, config, transform);
    }
}
