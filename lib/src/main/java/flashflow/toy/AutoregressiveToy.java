package flashflow.toy;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.random.Purpose;
import flashflow.random.RandomStream;
import java.util.List;

/** A toy detector whose density is a product of one factor a target, in the order of the columns. */
abstract class AutoregressiveToy implements ToyDetector {
    private final ColumnLayout layout;
    private final List<Factor> factors;

    AutoregressiveToy(ColumnLayout layout, List<Factor> factors) {
        this.layout = layout;
        this.factors = factors;
    }

    /** Fills the context columns of a row. */
    abstract void drawContext(RandomStream random, ToyRow row);

    /** Turns a row in training form into a raw one, in place. */
    abstract void makeRaw(ToyRow row);

    /** One factor a target, in the order of the columns. */
    List<Factor> factors() {
        return factors;
    }

    @Override
    public ColumnLayout layout() {
        return layout;
    }

    @Override
    public void generate(long seed, long firstRow, int rows, float[] into) {
        if (firstRow < 0) {
            throw new FlashFlowException("The first row must be at least 0, and " + firstRow + " was given.");
        }
        check(into, rows);
        for (int i = 0; i < rows; i++) {
            generate(Purpose.TOY.stream(seed, firstRow + i), new ToyRow(into, i * layout.width()));
        }
    }

    @Override
    public double[] logDensity(float[] rows, int count) {
        check(rows, count);
        var logs = new double[count];
        for (int i = 0; i < count; i++) {
            logs[i] = logDensity(new ToyRow(rows, i * layout.width()));
        }
        return logs;
    }

    @Override
    public float[] raw(float[] rows, int count) {
        check(rows, count);
        var raw = java.util.Arrays.copyOf(rows, count * layout.width());
        for (int i = 0; i < count; i++) {
            makeRaw(new ToyRow(raw, i * layout.width()));
        }
        return raw;
    }

    private void generate(RandomStream random, ToyRow row) {
        drawContext(random, row);
        int column = layout.context().size();
        for (Factor factor : factors) {
            row.set(column++, factor.given(row).sample(random));
        }
    }

    private double logDensity(ToyRow row) {
        double log = 0;
        int column = layout.context().size();
        for (Factor factor : factors) {
            log += factor.given(row).log(row.at(column++));
        }
        return log;
    }

    private void check(float[] values, int rows) {
        if (rows < 0 || (long) rows * layout.width() > values.length) {
            throw new FlashFlowException(rows + " rows of " + layout.width() + " columns do not fit an array of "
                    + values.length + " values; pass one of rows x columns.");
        }
    }
}
