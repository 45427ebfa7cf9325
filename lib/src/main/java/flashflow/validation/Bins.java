package flashflow.validation;

import flashflow.FlashFlowException;
import java.util.Arrays;

/**
 * Rising bin edges.
 *
 * @param edges at least two; a bin holds its lower edge, the last one both
 */
record Bins(double[] edges) {
    Bins {
        edges = edges.clone();
        if (edges.length < 2) {
            throw new FlashFlowException("Bins need at least two edges, and " + edges.length + " were given.");
        }
        for (int i = 0; i < edges.length; i++) {
            if (!Double.isFinite(edges[i]) || i > 0 && !(edges[i - 1] < edges[i])) {
                throw new FlashFlowException("Bin edges have to be finite and to rise, and edge " + i + " of "
                        + Arrays.toString(edges) + " does not.");
            }
        }
    }

    int count() {
        return edges.length - 1;
    }

    /** The bin of a value, or -1 outside. */
    int of(double x) {
        if (!(x >= edges[0] && x <= edges[count()])) {
            return -1;
        }
        int at = Arrays.binarySearch(edges, x);
        return Math.min(at >= 0 ? at : -at - 2, count() - 1);
    }
}
