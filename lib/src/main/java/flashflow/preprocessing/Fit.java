package flashflow.preprocessing;

import java.util.ArrayList;
import java.util.List;

/**
 * What fitting saw.
 *
 * @param rows rows that were kept
 * @param dropped rows left out because a value was, or became, NaN or infinite
 * @param columns one entry for each column of the input layout
 * @param remarks what a sample of the rows shows of the targets, one sentence each: heavy tails, spikes, linear combinations
 */
public record Fit(long rows, long dropped, List<ColumnFit> columns, List<String> remarks) {
    /** Copies the lists. */
    public Fit {
        columns = List.copyOf(columns);
        remarks = List.copyOf(remarks);
    }

    /** What is odd about the training rows, one sentence each. */
    List<String> warnings(List<ColumnChain> chains) {
        var sentences = new ArrayList<String>();
        if (dropped > 0) {
            sentences.add(dropped + " of " + (rows + dropped)
                    + " rows were left out because a value is, or becomes, NaN or infinite.");
        }
        for (int c = 0; c < chains.size(); c++) {
            sentences.addAll(columns.get(c).warnings(chains.get(c), rows));
        }
        sentences.addAll(remarks);
        return List.copyOf(sentences);
    }
}
