package flashflow.preprocessing;

import java.util.ArrayList;
import java.util.List;

/** What is odd about the training rows, one sentence each. */
final class FitWarnings {
    private static final double MUCH_CLIPPED = 0.01;
    private final List<ColumnChain> chains;
    private final Fit fit;

    FitWarnings(List<ColumnChain> chains, Fit fit) {
        this.chains = chains;
        this.fit = fit;
    }

    List<String> all() {
        var sentences = new ArrayList<String>();
        if (fit.dropped() > 0) {
            sentences.add(fit.dropped() + " of " + (fit.rows() + fit.dropped())
                    + " rows were left out because a value is, or becomes, NaN or infinite.");
        }
        for (int c = 0; c < chains.size(); c++) {
            ofColumn(chains.get(c).name(), fit.columns().get(c), sentences);
        }
        return List.copyOf(sentences);
    }

    private void ofColumn(String name, ColumnFit seen, List<String> sentences) {
        if (seen.isConstant()) {
            sentences.add("Column '" + name + "' is constant (" + Numbers.rounded(seen.min())
                    + ") in the training rows; leave it out of the layout.");
        }
        if (seen.clipped() > MUCH_CLIPPED * fit.rows()) {
            sentences.add("Column '" + name + "': " + Numbers.rounded(100.0 * seen.clipped() / fit.rows())
                    + " % of the values were clipped; check its unit or widen the clip.");
        }
        if (seen.notAllowed() > 0) {
            sentences.add("Column '" + name + "': " + seen.notAllowed()
                    + " values are not among those its dequantisation allows, so the inverse will not give them back.");
        }
    }
}
