package flashflow.generation;

import flashflow.FlashFlowException;

/**
 * Consecutive rows of context.
 *
 * @param first number of the first one in the source
 * @param count how many, -1 for all from there on
 */
record EventRange(long first, long count) {
    static final EventRange ALL = new EventRange(0, -1);

    EventRange {
        if (first < 0 || count < -1) {
            throw new FlashFlowException(
                    "Rows " + first + " to " + (first + count - 1) + " were to be generated for; name rows from 0 on.");
        }
    }

    /** The same rows with their count known. */
    EventRange of(long rowCount) {
        if (count < 0) {
            return new EventRange(first, Math.max(0, rowCount - first));
        }
        if (first > rowCount - count) {
            throw new FlashFlowException("Rows " + first + " to " + (first + count - 1)
                    + " were to be generated for, but the source has " + rowCount + "; stay within them.");
        }
        return this;
    }
}
