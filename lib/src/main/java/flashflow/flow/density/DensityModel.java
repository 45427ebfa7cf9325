package flashflow.flow.density;

import flashflow.data.RowSource;
import flashflow.data.loading.RowTransform;
import flashflow.preprocessing.Preprocessing;
import java.util.List;

/** A density and how raw columns come to it; what {@code Training.of} takes. Training changes it in place. */
public interface DensityModel {
    /** What is trained, between columns as {@link #transform} gives them. */
    ConditionalDensity density();

    /** Of its columns; works once it is fitted. */
    Preprocessing preprocessing();

    /** What rows of the preprocessing's columns go through before they come to the density. */
    default RowTransform transform() {
        return preprocessing();
    }

    /** Fits the preprocessing to the training rows; does nothing the second time. */
    void fitPreprocessing(RowSource train);

    /** What a user should know after fitting, one sentence each. */
    default List<String> warnings() {
        return preprocessing().warnings();
    }
}
