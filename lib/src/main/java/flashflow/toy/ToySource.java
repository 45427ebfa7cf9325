package flashflow.toy;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import java.util.Objects;

/**
 * Rows of a toy detector, made while they are read: as many as wanted, without a file.
 *
 * @param toy which detector
 * @param seed chooses the sample
 * @param rowCount how many rows, at least 1
 * @param raw false for rows in training form, true for those of {@link ToyDetector#raw}
 */
public record ToySource(ToyDetector toy, long seed, long rowCount, boolean raw) implements RowSource {
    /** Rows that are made and looked at together. */
    static final int BLOCK = 4096;

    /** Refuses a sample without rows. */
    public ToySource {
        Objects.requireNonNull(toy, "toy");
        requireRows(rowCount);
    }

    static void requireRows(long rowCount) {
        if (rowCount < 1) {
            throw new FlashFlowException("A toy sample needs at least one row, and " + rowCount + " were asked for.");
        }
    }

    /** Rows in training form, the form in which the density is known. */
    public static ToySource of(ToyDetector toy, long seed, long rowCount) {
        return new ToySource(toy, seed, rowCount, false);
    }

    /** The same rows as a detector would write them. */
    public ToySource asRaw() {
        return new ToySource(toy, seed, rowCount, true);
    }

    @Override
    public ColumnLayout layout() {
        return toy.layout();
    }

    @Override
    public void read(long firstRow, int rows, float[] into, int offset) {
        if (firstRow < 0 || rows < 0 || firstRow > rowCount - rows) {
            throw new FlashFlowException("Rows " + firstRow + " to " + (firstRow + rows - 1)
                    + " were asked for, and the toy sample has rows 0 to " + (rowCount - 1) + ".");
        }
        var block = new float[rows * layout().width()];
        toy.generate(seed, firstRow, rows, block);
        System.arraycopy(raw ? toy.raw(block, rows) : block, 0, into, offset, block.length);
    }
}
