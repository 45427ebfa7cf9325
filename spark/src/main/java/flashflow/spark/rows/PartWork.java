package flashflow.spark.rows;

import java.io.Serializable;

/** What a task finds out about a part. */
@FunctionalInterface
public interface PartWork<S> extends Serializable {
    /** On an executor. */
    S of(RowPart part);
}
