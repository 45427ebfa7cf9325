package flashflow.validation.events;

import flashflow.FlashFlowException;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * What is computed of the objects of an event, of those above a threshold.
 *
 * @param leastPt threshold in GeV, 0 for all objects
 */
public record EventVariables(double leastPt) {
    /** Number of objects. */
    public static final String NUMBER = "number";
    /** Scalar sum of the transverse momenta, in GeV; 0 without objects. */
    public static final String HT = "HT";
    /** Transverse momentum of the hardest object, in GeV; missing without objects. */
    public static final String LEADING_PT = "leadingPt";
    /** That of the second; missing where there are fewer. */
    public static final String SECOND_PT = "secondPt";
    /** Invariant mass of the two hardest, in GeV; missing where there are fewer. */
    public static final String MASS = "massOfTwo";
    /** Their distance, sqrt(deta^2 + dphi^2); missing where there are fewer. */
    public static final String DR = "dROfTwo";

    /** Refuses a threshold that is none. */
    public EventVariables {
        if (!(leastPt >= 0) || Double.isInfinite(leastPt)) {
            throw new FlashFlowException("A threshold of " + leastPt + " GeV cannot be; give 0 or more.");
        }
    }

    /** Of the objects above a threshold in GeV. */
    public static EventVariables above(double leastPt) {
        return new EventVariables(leastPt);
    }

    /**
     * The variables as columns {@code number, HT, leadingPt, secondPt, massOfTwo, dROfTwo}; with several folds also {@code event} and {@code
     * fold}.
     *
     * @return one row for each event, and for each fold of it one after the other
     */
    public Table table(EventObjects objects) {
        int units = objects.units();
        int[] number = new int[units];
        double[] ht = new double[units];
        var leading = new LeadingTwo(objects, leastPt);
        for (int i = 0; i < objects.size(); i++) {
            if (objects.pt(i) >= leastPt) {
                number[objects.unit(i)]++;
                ht[objects.unit(i)] += objects.pt(i);
            }
        }
        var table = Table.create(
                "Events",
                IntColumn.create(NUMBER, number),
                DoubleColumn.create(HT, ht),
                DoubleColumn.create(LEADING_PT, leading.first()),
                DoubleColumn.create(SECOND_PT, leading.second()),
                DoubleColumn.create(MASS, leading.masses()),
                DoubleColumn.create(DR, leading.distances()));
        return objects.folds() == 1 ? table : withIndices(table, objects.folds());
    }

    private static Table withIndices(Table table, int folds) {
        var rows = IntStream.range(0, table.rowCount());
        var others = IntStream.range(0, table.rowCount());
        return table.addColumns(
                IntColumn.create("event", rows.map(row -> row / folds).toArray()),
                IntColumn.create("fold", others.map(row -> row % folds).toArray()));
    }
}
