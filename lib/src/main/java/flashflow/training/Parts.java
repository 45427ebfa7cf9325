package flashflow.training;

import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.loading.BatchLoader;
import flashflow.data.loading.LoaderConfig;
import flashflow.data.loading.RowTransform;
import flashflow.flow.FlowModel;
import flashflow.flow.SplineFlow;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything a training is made of. Never changed once a {@link Training} holds it.
 */
final class Parts implements Cloneable {
    SplineFlow flow;
    ColumnLayout layout;
    /** Whose preprocessing the rows pass through; may be null. */
    FlowModel model;

    /** May be null. */
    RowTransform transform;

    TrainingSettings settings = TrainingSettings.standard();
    /** May be null. */
    RowSource validation;
    /** May be null. */
    String weightColumn;

    Residency residency = Residency.AUTO;
    CheckpointPolicy checkpoints = CheckpointPolicy.none();
    List<TrainingListener> listeners = List.of();
    /** Checkpoint, or folder of them, to go on from; null for a new training. */
    Path from;
    /** Where another program left the training; null for none. */
    TrainingStart start;

    /** Of rows with the columns that the transform takes, or the flow where there is none. */
    BatchLoader loader(RowSource rows, LoaderConfig config) {
        return transform == null ? BatchLoader.of(rows, config) : BatchLoader.of(rows, config, transform);
    }

    Parts copy() {
        try {
            return (Parts) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
