package flashflow.validation.calibration;

import flashflow.FlashFlowException;
import flashflow.validation.Bins;
import java.util.List;

/**
 * How the rows are parted by one column.
 *
 * @param column its full name, or the end of it
 * @param count number of bins with about equally many rows; 0 for those between the edges
 * @param edges rising; empty where the count says it
 */
public record ContextBinning(String column, int count, List<Double> edges) {
    /** Copies the edges, and refuses no bins. */
    public ContextBinning {
        edges = List.copyOf(edges);
        if (edges.isEmpty() && count < 1) {
            throw new FlashFlowException(
                    "The column '" + column + "' cannot be parted into " + count + " bins; give at least 1, or edges.");
        }
    }

    Bins of(double[] values) {
        return edges.isEmpty()
                ? Bins.quantiles(values, count)
                : Bins.of(edges.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
