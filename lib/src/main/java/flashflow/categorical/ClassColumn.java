package flashflow.categorical;

import flashflow.FlashFlowException;
import flashflow.preprocessing.Preprocessing;

/**
 * The preprocessing of a categorical model: chains for the context, and the class as it is.
 *
 * @param preprocessing with one target, the class, without a chain
 */
record ClassColumn(Preprocessing preprocessing) {
    /**
     * The context's part of a preprocessing.
     *
     * @throws FlashFlowException unless it has one target
     */
    static ClassColumn of(Preprocessing preprocessing) {
        var targets = preprocessing.layout().targets();
        if (targets.size() != 1) {
            throw new FlashFlowException(
                    "A categorical model predicts one column, the class, and the preprocessing has the targets "
                            + targets + "; give one for a ColumnLayout of the context and the class alone.");
        }
        return new ClassColumn(preprocessing.replace(targets.get(0)));
    }

    /** Its name. */
    String name() {
        return preprocessing.layout().targets().get(0);
    }
}
