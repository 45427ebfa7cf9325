package flashflow.validation.events;

import flashflow.data.ColumnFinder;
import flashflow.data.RowTables;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * The objects of one kind, jets say, of some events, in any order; events without any count too, which is why their number is told. With
 * several folds each event is there once in every fold. Immutable.
 */
public final class EventObjects {
    private static final String[] MOMENTA = {"pt", "eta", "phi", "mass"};

    private final long events;
    private final int folds;
    private final int[] unit;
    private final double[][] momenta;

    /**
     * @param unit of each object entry times folds plus fold
     * @param momenta pt, eta, phi and mass of each object
     */
    EventObjects(long events, int folds, int[] unit, double[]... momenta) {
        this.events = events;
        this.folds = folds;
        this.unit = unit;
        this.momenta = momenta;
    }

    /** Objects of events of which each is there once; see {@link #of(Table, long, int)}. */
    public static EventObjects of(Table objects, long events) {
        return of(objects, events, 1);
    }

    /**
     * Objects of a table with the columns {@code entry, pt, eta, phi, mass}, and {@code fold} where there are several.
     *
     * @param objects one row an object; {@code entry} from 0 on, momenta in GeV, found by these names or the end of longer ones
     * @param events number of events
     * @param folds of each event, at least 1
     * @throws flashflow.FlashFlowException if a column is missing, an entry or a fold is beyond these numbers, or a momentum is not finite
     */
    public static EventObjects of(Table objects, long events, int folds) {
        long[] entries = Indices.of(objects, "entry");
        boolean told = folds > 1 || objects.containsColumn("fold");
        long[] fold = told ? Indices.of(objects, "fold") : new long[entries.length];
        var finder = ColumnFinder.in(objects);
        double[] rows = RowTables.exactRows(objects, finder.names("pt", "eta", "phi", "mass"));
        double[][] momenta = new double[4][entries.length];
        for (int row = 0; row < entries.length; row++) {
            for (int c = 0; c < 4; c++) {
                momenta[c][row] = rows[4 * row + c];
            }
        }
        return new EventObjects(events, folds, Indices.units(entries, fold, events, folds), momenta);
    }

    /**
     * Objects of a group of an HDF5 file, as a generation into events or {@code ToyEvents} writes it; see {@link #of(Table, long, int)}.
     *
     * @param group for instance {@code jets} or {@code Jet}
     */
    public static EventObjects read(Path file, String group, long events, int folds) {
        return of(ObjectFile.read(file, group, indices(folds), MOMENTA), events, folds);
    }

    /** Objects of a Parquet file, as a generation into events writes it; see {@link #of(Table, long, int)}. */
    public static EventObjects read(Path parquet, long events, int folds) {
        return of(ObjectFile.parquet(parquet, indices(folds), MOMENTA), events, folds);
    }

    private static List<String> indices(int folds) {
        return folds > 1 ? List.of("entry", "fold") : List.of("entry");
    }

    private static EventObjects of(ObjectFile rows, long events, int folds) {
        return new EventObjects(
                events,
                folds,
                Indices.units(rows.whole("entry"), rows.folds(), events, folds),
                rows.real("pt"),
                rows.real("eta"),
                rows.real("phi"),
                rows.real("mass"));
    }

    /**
     * The reconstructed jets of the full simulation, from what was extracted of them: residuals and ratios with their generated jets, and
     * jets without one.
     *
     * @param extraction with the targets ptRatio, massRatio, etaMinusGen and phiMinusGen
     * @throws flashflow.FlashFlowException if it is no extraction of jets or lacks one of these targets
     */
    public static EventObjects extractedJets(Path extraction) {
        return ExtractedObjects.jets(extraction);
    }

    /** The same for muons; they all belong to a generated one. */
    public static EventObjects extractedMuons(Path extraction) {
        return ExtractedObjects.muons(extraction);
    }

    /** These objects and others of the same events. */
    EventObjects and(EventObjects others) {
        double[][] all = new double[momenta.length][];
        Arrays.setAll(all, c -> concat(DoubleStream.of(momenta[c]), DoubleStream.of(others.momenta[c])));
        int[] units =
                IntStream.concat(IntStream.of(unit), IntStream.of(others.unit)).toArray();
        return new EventObjects(events, folds, units, all);
    }

    private static double[] concat(DoubleStream first, DoubleStream second) {
        return DoubleStream.concat(first, second).toArray();
    }

    /** Number of objects. */
    public int size() {
        return unit.length;
    }

    public long events() {
        return events;
    }

    /** How often each event is there. */
    public int folds() {
        return folds;
    }

    /** Events times folds. */
    int units() {
        return Math.toIntExact(Math.multiplyExact(events, folds));
    }

    int unit(int object) {
        return unit[object];
    }

    double pt(int object) {
        return momenta[0][object];
    }

    double eta(int object) {
        return momenta[1][object];
    }

    double phi(int object) {
        return momenta[2][object];
    }

    double mass(int object) {
        return momenta[3][object];
    }
}
