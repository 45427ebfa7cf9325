package flashflow.flow.density;

import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.loading.RowTransform;
import java.util.List;

/** A density and how raw columns come to it; what {@code Training.of} takes. Training changes it in place. */
public interface DensityModel {
    /** What is trained, between columns as {@link #transform} gives them. */
    ConditionalDensity density();

    /** Names of the raw columns. */
    ColumnLayout layout();

    /** What rows go through before they come to the density; works once it is fitted. */
    RowTransform transform();

    /** All that {@link #transform} needs to know, as JSON, for a file. */
    String preprocessingJson();

    /** Fits {@link #transform} to the training rows; does nothing the second time. */
    void fitPreprocessing(RowSource train);

    /**
     * The rows of a source without those that fitting has dropped, for which it has no finite values.
     *
     * @param raw has the columns of {@link #layout} alone
     * @param train the same rows with all columns, some of which are given
     */
    RowSource usable(RowSource raw, RowSource train);

    /** What a user should know after fitting, one sentence each. */
    List<String> warnings();
}
