package flashflow.toy.events;

import flashflow.data.RowTables;
import flashflow.toy.ToyResponse;
import java.util.Arrays;
import tech.tablesaw.api.Table;

/** What is true of reconstructed jets that belong to no generated one: how many an event has, and their law. */
public final class UnmatchedTruth {
    private final ToyResponse response = ToyResponse.pileupJets();

    UnmatchedTruth() {}

    /** The law of their columns given the event's. */
    public ToyResponse response() {
        return response;
    }

    /**
     * Probabilities of 0, 1, 2 ... such jets in each event; more than the last never occur.
     *
     * @param events has the context columns of {@code response().layout()}, by their full names
     * @return one row an event
     * @throws flashflow.FlashFlowException if a column is missing or holds something else than finite numbers
     */
    public double[][] multiplicity(Table events) {
        var columns = response.layout().context();
        float[] rows = RowTables.rows(events, columns);
        var probabilities = new double[events.rowCount()][];
        Arrays.setAll(probabilities, row -> Multiplicity.of(rows, row * columns.size()));
        return probabilities;
    }
}
