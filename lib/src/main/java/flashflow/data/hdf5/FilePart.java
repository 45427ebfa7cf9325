package flashflow.data.hdf5;

import flashflow.data.ChosenColumns;
import flashflow.data.RowSource;
import flashflow.data.columns.RowsPart;
import flashflow.data.hdf5.reading.ElementType;

/**
 * A file and the columns of it that belong to a dataset.
 *
 * @param file with at least one row
 * @param choice of its columns
 */
record FilePart(Hdf5File file, ColumnChoice choice) implements RowsPart {
    @Override
    public RowSource rows() {
        return new FileRows(this, floats());
    }

    private RowSource floats() {
        return ChosenColumns.at(file.rows(), choice.layout(), choice.columns());
    }

    @Override
    public String place() {
        return "File " + file.place().file() + ", dataset '" + file.place().dataset() + "'";
    }

    ElementType type() {
        return file.type();
    }

    /**
     * Consecutive rows as they are stored, whatever float32 makes of them.
     *
     * @return for each value the 64 bits of {@link ElementType}
     */
    long[] exact(long firstRow, int count) {
        float[] high = bits(ElementType.View.HIGH_BITS, firstRow, count);
        float[] low = bits(ElementType.View.LOW_BITS, firstRow, count);
        long[] exact = new long[high.length];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = (long) Float.floatToRawIntBits(high[i]) << 32 | Float.floatToRawIntBits(low[i]) & 0xffffffffL;
        }
        return exact;
    }

    private float[] bits(ElementType.View view, long firstRow, int count) {
        float[] bits = new float[count * choice.columns().size()];
        ChosenColumns.at(file.view(view), choice.layout(), choice.columns()).read(firstRow, count, bits, 0);
        return bits;
    }

    @Override
    public String wrong(long row, int column, float value) {
        return isTooLarge(row, column, value)
                ? "is " + type().text(exact(row, 1)[column]) + ", which does not fit float32 (at most 3.4e38)"
                : "is " + value;
    }

    @Override
    public String cure(long row, int column, float value) {
        return isTooLarge(row, column, value) ? RowsPart.SCALE : RowsPart.CLEAN;
    }

    private boolean isTooLarge(long row, int column, float value) {
        return Float.isInfinite(value)
                && type().isWide()
                && (type().isInteger() || Double.isFinite(Double.longBitsToDouble(exact(row, 1)[column])));
    }
}
