package flashflow.toy.events;

import flashflow.data.RowTables;
import flashflow.toy.ToyResponse;
import java.util.Arrays;
import tech.tablesaw.api.Table;

/**
 * What is true of one kind of generated objects: the probability that one is found, and the law of what is then measured. Columns are
 * those of FlashSim, with the nearest two muons and the muon's physical charge.
 */
public final class ToyTruth {
    private final ToyResponse response;
    private final Efficiency efficiency;

    ToyTruth(ToyResponse response, Efficiency efficiency) {
        this.response = response;
        this.efficiency = efficiency;
    }

    /** The law of the targets of objects that are found. */
    public ToyResponse response() {
        return response;
    }

    /**
     * Probability that each generated object is found.
     *
     * @param generated has the context columns of {@code response().layout()}, by their full names
     * @return one value a row, above 0 and below 1
     * @throws flashflow.FlashFlowException if a column is missing or holds something else than finite numbers
     */
    public double[] found(Table generated) {
        var columns = response.layout().context();
        float[] rows = RowTables.rows(generated, columns);
        var found = new double[generated.rowCount()];
        Arrays.setAll(found, row -> efficiency.of(rows, row * columns.size()));
        return found;
    }

    /** Of one object, whose row begins with the context columns. */
    double found(float[] row) {
        return efficiency.of(row, 0);
    }
}
