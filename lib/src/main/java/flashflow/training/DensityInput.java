package flashflow.training;

import flashflow.data.ChosenColumns;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.loading.BatchLoader;
import flashflow.data.loading.LoaderConfig;
import flashflow.data.loading.RowTransform;
import flashflow.flow.density.ConditionalDensity;

/**
 * A density, and how rows come to it.
 *
 * @param density takes the rows
 * @param layout columns of its context and targets, in its order
 * @param transform what the rows go through before; null for nothing
 * @param source columns of the rows before that
 */
record DensityInput(ConditionalDensity density, ColumnLayout layout, RowTransform transform, ColumnLayout source) {
    /** Rows that come as the density takes them. */
    static DensityInput plain(ConditionalDensity density, ColumnLayout layout) {
        return new DensityInput(density, layout, null, layout);
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
