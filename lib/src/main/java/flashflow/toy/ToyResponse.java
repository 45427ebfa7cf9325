package flashflow.toy;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.data.ColumnLayout;
import flashflow.data.RowTables;
import flashflow.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * A toy detector's answer to generated objects as files hold it: physical units, ids and counts whole, failed taggers of one value.
 * Its law is known exactly, in the measure of {@code FlowModel.logProb}: targets and values that are counted have probabilities, the
 * others densities by their units. Targets after one that was rounded follow from the rounded value. Immutable.
 */
public final class ToyResponse {
    private final AutoregressiveToy toy;
    private final FileScale[] scales;
    private final Written[] written;

    private ToyResponse(AutoregressiveToy toy, FileColumns columns) {
        this.toy = toy;
        this.scales = toy.layout().columns().stream().map(columns::scale).toArray(FileScale[]::new);
        this.written = toy.layout().targets().stream().map(columns::written).toArray(Written[]::new);
    }

    /** Jets that belong to a generated one: 14 context columns and 17 targets, {@link ColumnLayout#jets()}. */
    public static ToyResponse jets() {
        return new ToyResponse(new ToyJets(), FileColumns.jets());
    }

    /** Muons: 30 context columns and 22 targets, {@link ColumnLayout#muons()}; the charge is the physical one. */
    public static ToyResponse muons() {
        return new ToyResponse(new ToyMuons(), FileColumns.muons());
    }

    /** Jets of pile-up, which belong to no generated one: 8 columns of their event and 17 targets, branches of NanoAOD. */
    public static ToyResponse pileupJets() {
        return new ToyResponse(new PileupJets(), FileColumns.pileupJets());
    }

    /** The detector whose factors are the law. */
    ToyDetector toy() {
        return toy;
    }

    /**
     * Objects of the toy with this answer, made while they are read.
     *
     * @param seed chooses the sample
     * @param rowCount how many, at least 1
     * @throws FlashFlowException if no row is asked for
     */
    public ToyRows rows(long seed, long rowCount) {
        return new ToyRows(this, seed, rowCount);
    }

    /** Names of the columns of a row: C context columns, then D targets. */
    public ColumnLayout layout() {
        return toy.layout();
    }

    /**
     * Draws the targets of one object.
     *
     * @param row C context columns in physical units, which stay as they are; receives the D targets after them
     */
    public void draw(RandomStream random, float[] row) {
        int contexts = layout().context().size();
        var smooth = smooth(row, 0, contexts);
        for (int i = 0; i < written.length; i++) {
            double value = written[i].draw(toy.factors().get(i).given(smooth), random);
            smooth.set(contexts + i, value);
        }
        toy.makeRaw(smooth);
        System.arraycopy(smooth.values(), contexts, row, contexts, written.length);
    }

    /** See {@link #logProb(Table, List)}; of all targets. */
    public double[] logProb(Table rows) {
        return logProb(rows, layout().targets());
    }

    /**
     * Exact logarithm of the law of some targets given the context, in nats.
     *
     * @param rows have the context columns and these targets, by their full names
     * @param targets in any order; a target that follows from others is known only together with these
     * @return one value a row
     * @throws FlashFlowException if a column is missing, or the targets' law without the others is not known
     */
    public double[] logProb(Table rows, List<String> targets) {
        var names = layout().columns();
        var chosen = new boolean[written.length];
        ColumnFinder.in(layout()).names(targets.toArray(String[]::new)).forEach(name -> chosen[index(name)] = true);
        float[] values = new float[rows.rowCount() * names.size()];
        var read = names.stream()
                .filter(name -> layout().context().contains(name) || chosen[index(name)])
                .toList();
        spread(RowTables.rows(rows, read), read, values);
        var logs = new double[rows.rowCount()];
        Arrays.setAll(logs, row -> logProb(values, row * names.size(), chosen));
        return logs;
    }

    private int index(String target) {
        return layout().targets().indexOf(target);
    }

    private void spread(float[] from, List<String> names, float[] into) {
        int width = layout().width();
        Arrays.fill(into, Float.NaN);
        for (int c = 0; c < names.size(); c++) {
            int column = layout().columns().indexOf(names.get(c));
            for (int row = 0; row < into.length / width; row++) {
                into[row * width + column] = from[row * names.size() + c];
            }
        }
    }

    /** Targets that are not chosen are NaN, and so is what follows from them. */
    private double logProb(float[] values, int from, boolean[] chosen) {
        int contexts = layout().context().size();
        var smooth = smooth(values, from, layout().width());
        double log = 0;
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i]) {
                double value = smooth.at(contexts + i);
                log += written[i].log(toy.factors().get(i).given(smooth), value);
                log += written[i].hasDensity(value)
                        ? scales[contexts + i].logDerivative(values[from + contexts + i])
                        : 0;
                refuseUnknown(log, i);
            }
        }
        return log;
    }

    private void refuseUnknown(double log, int target) {
        if (Double.isNaN(log)) {
            throw new FlashFlowException("The law of the target '"
                    + layout().targets().get(target)
                    + "' follows from targets that were not named; name those before it too, or leave it out.");
        }
    }

    /** The first columns of a row on the density's scale. */
    ToyRow smooth(float[] values, int from, int columns) {
        var row = new ToyRow(new float[layout().width()], 0);
        int contexts = layout().context().size();
        for (int c = 0; c < columns; c++) {
            double value = scales[c].read(values[from + c]);
            boolean known = c < contexts || Double.isNaN(value);
            row.set(c, known ? value : written[c - contexts].read(value));
        }
        return row;
    }

    /**
     * Smallest NLL of some targets that a model can be expected to reach on rows: the mean of {@code -logProb}, to be compared with
     * that of {@code FlowModel.logProb}.
     *
     * @throws FlashFlowException see {@link #logProb(Table, List)}
     */
    public double optimalNll(Table rows, List<String> targets) {
        return -Arrays.stream(logProb(rows, targets)).average().orElse(Double.NaN);
    }

    /** See {@link #optimalNll(Table, List)}; of all targets. */
    public double optimalNll(Table rows) {
        return optimalNll(rows, layout().targets());
    }
}
