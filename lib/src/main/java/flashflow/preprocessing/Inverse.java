package flashflow.preprocessing;

import flashflow.data.Blocks;
import java.util.List;

/** Runs chains backwards over row-major blocks, transformed to raw. */
final class Inverse {
    private final List<ColumnChain> chains;
    private final int inputWidth;
    private final int exactColumns;

    /** @param chains chains of the columns that the rows hold, in order */
    Inverse(List<ColumnChain> chains) {
        this.chains = chains;
        this.inputWidth = chains.stream().mapToInt(ColumnChain::width).sum();
        this.exactColumns = (int) chains.stream().filter(ColumnChain::exact).count();
    }

    /**
     * Inverts rows.
     *
     * @param in rows x transformed width values
     * @param out receives rows x raw width values; may be {@code in} where the widths agree
     * @param outside receives whether a row has a value that is not finite or had to be brought back by a clip
     * @param exact receives the columns that are given back in float64, rows x their number; they are rounded in {@code out}
     */
    void run(float[] in, int rows, float[] out, boolean[] outside, double[] exact) {
        new Blocks(rows, Forward.BLOCK)
                .inParallel((start, count) -> runBlock(in, (int) start, count, out, outside, exact));
    }

    private void runBlock(float[] in, int start, int count, float[] out, boolean[] outside, double[] exact) {
        double[] y = new double[count];
        boolean[] marks = new boolean[count];
        int offset = start * inputWidth;
        int exactColumn = 0;
        for (int c = 0; c < chains.size(); c++) {
            read(in, chains.get(c), offset, y);
            chains.get(c).inverse(y, count, marks);
            write(y, out, start * chains.size() + c);
            if (chains.get(c).exact()) {
                writeExact(y, exact, start * exactColumns + exactColumn++);
            }
            offset += chains.get(c).width();
        }
        System.arraycopy(marks, 0, outside, start, count);
    }

    private void read(float[] in, ColumnChain chain, int offset, double[] y) {
        if (chain.expansion() != null) {
            chain.expansion().read(in, offset, inputWidth, y, y.length);
            return;
        }
        for (int i = 0, at = offset; i < y.length; i++, at += inputWidth) {
            y[i] = in[at];
        }
    }

    private void writeExact(double[] y, double[] exact, int offset) {
        for (int i = 0, at = offset; i < y.length; i++, at += exactColumns) {
            exact[at] = y[i];
        }
    }

    private void write(double[] y, float[] out, int offset) {
        for (int i = 0, at = offset; i < y.length; i++, at += chains.size()) {
            out[at] = (float) y[i];
        }
    }
}
