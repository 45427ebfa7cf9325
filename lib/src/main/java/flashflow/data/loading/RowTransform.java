package flashflow.data.loading;

import flashflow.data.ColumnLayout;

/**
 * Changes rows on the loader's threads, for instance preprocessing. Must be safe for several threads at once, and
 * deterministic: the result for a row may depend on its values and its index, and on nothing else.
 */
public interface RowTransform {
    /** Names of the columns that come out; may be another number than go in. */
    ColumnLayout outputLayout();

    /**
     * Transforms consecutive rows of the source.
     *
     * @param firstRow index of the first row in the whole source, so that noise can be drawn per row
     * @param rows how many
     * @param in rows x input width values, row after row
     * @param out receives rows x output width values; never the same array as {@code in}
     */
    void apply(long firstRow, int rows, float[] in, float[] out);

    /** Whether rows are wanted as they are before they are rounded to float32; then only {@link #applyExact} is called. */
    default boolean isExact() {
        return false;
    }

    /** As {@link #apply}, of rows in float64, see {@link flashflow.data.RowSource#readExact}. */
    default void applyExact(long firstRow, int rows, double[] in, float[] out) {
        float[] rounded = new float[in.length];
        for (int i = 0; i < in.length; i++) {
            rounded[i] = (float) in[i];
        }
        apply(firstRow, rows, rounded, out);
    }
}
