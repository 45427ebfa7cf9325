package flashflow.events;

import flashflow.data.Blocks;
import flashflow.data.RowSource;
import flashflow.data.ValueSet;
import java.util.List;

/**
 * Which values a target takes in the full simulation.
 *
 * @param least of them
 * @param greatest of them
 * @param values the different ones, as long as they are few
 * @param integers whether the files keep it as whole numbers
 */
record Occurring(double least, double greatest, ValueSet values, boolean integers) {
    private static final int ROWS = 1 << 14;

    /** Of each target column of rows, in one pass. */
    static Occurring[] of(RowSource rows) {
        int width = rows.layout().targets().size();
        var source = rows.only(
                new flashflow.data.ColumnLayout(List.of(), rows.layout().targets()));
        var found = new Occurring[width];
        var types = source.types();
        for (int c = 0; c < width; c++) {
            found[c] = new Occurring(
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY,
                    ValueSet.NONE,
                    types.get(c).isInteger());
        }
        Blocks.of(source, ROWS).inOrder((first, count) -> {
            float[] block = new float[count * width];
            source.read(first, count, block, 0);
            for (int c = 0; c < width; c++) {
                found[c] = found[c].with(column(block, count, width, c));
            }
        });
        return found;
    }

    private static double[] column(float[] block, int count, int width, int c) {
        double[] column = new double[count];
        for (int i = 0; i < count; i++) {
            column[i] = block[i * width + c];
        }
        return column;
    }

    private Occurring with(double[] column) {
        double low = least;
        double high = greatest;
        for (double value : column) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new Occurring(low, high, values.plus(ValueSet.of(column)), integers);
    }

    /** Whether a generated value is brought to one that occurs: flags, ids and counts. */
    boolean isRounded() {
        return values.whole() && (integers || !values.many());
    }

    /** The nearest value that occurs; of a count the nearest whole number between the extremes. */
    double rounded(double value) {
        if (values.many()) {
            return held(Math.rint(value));
        }
        double nearest = values.few().get(0);
        for (double allowed : values.few()) {
            if (Math.abs(allowed - value) < Math.abs(nearest - value)) {
                nearest = allowed;
            }
        }
        return nearest;
    }

    /** The nearest value between the extremes. */
    double held(double value) {
        return Math.max(least, Math.min(greatest, value));
    }
}
