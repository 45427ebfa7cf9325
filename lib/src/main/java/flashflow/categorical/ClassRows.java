package flashflow.categorical;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.loading.RowTransform;
import flashflow.preprocessing.Preprocessing;

/**
 * Rows through a preprocessing, whose one target has to be a class.
 *
 * @param preprocessing leaves the target as it is
 * @param classes K
 */
record ClassRows(Preprocessing preprocessing, int classes) implements RowTransform {
    @Override
    public ColumnLayout outputLayout() {
        return preprocessing.outputLayout();
    }

    @Override
    public boolean isExact() {
        return preprocessing.isExact();
    }

    @Override
    public void apply(long firstRow, int rows, float[] in, float[] out) {
        preprocessing.apply(firstRow, rows, in, out);
        check(firstRow, rows, out);
    }

    @Override
    public void applyExact(long firstRow, int rows, double[] in, float[] out) {
        preprocessing.applyExact(firstRow, rows, in, out);
        check(firstRow, rows, out);
    }

    private void check(long firstRow, int rows, float[] out) {
        int width = outputLayout().width();
        for (int r = 0; r < rows; r++) {
            check(outputLayout().targets().get(0), firstRow + r, out[(r + 1) * width - 1], classes);
        }
    }

    /** @throws FlashFlowException unless the value is a whole number from 0 to classes - 1 */
    static void check(String column, long row, float value, int classes) {
        if (!(value >= 0 && value < classes && value == (int) value)) {
            throw new FlashFlowException("Column '" + column + "' holds " + value + " in row " + row
                    + ", which is none of the " + classes + " classes 0 to " + (classes - 1)
                    + "; give each class its number, or more classes to CategoricalConfig.");
        }
    }
}
