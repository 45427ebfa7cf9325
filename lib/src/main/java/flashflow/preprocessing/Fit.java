package flashflow.preprocessing;

import java.util.List;

/**
 * What fitting saw.
 *
 * @param rows rows that were kept
 * @param dropped rows left out because a value was, or became, NaN or infinite
 * @param columns one entry for each column of the input layout
 */
public record Fit(long rows, long dropped, List<ColumnFit> columns) {
    /** Copies the list. */
    public Fit {
        columns = List.copyOf(columns);
    }
}
