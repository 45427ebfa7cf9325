package flashflow.spark.tasks;

import java.io.Serializable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** The one element of a partition. */
final class OnlyItem<R> extends AbstractFunction1<Iterator<R>, R> implements Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public R apply(Iterator<R> partition) {
        return partition.next();
    }
}
