package flashflow.preprocessing;

import flashflow.FlashFlowException;
import flashflow.data.Blocks;
import java.util.List;

/** Runs all chains over row-major blocks, raw to transformed. */
final class Forward {
    /** Rows that stay in a core's cache; the sums of a fit depend on it, so it is the same on every machine. */
    static final int BLOCK = 2048;

    private final List<ColumnChain> chains;
    private final int contextColumns;
    private final long seed;
    private final int outputWidth;

    /** @param contextColumns how many of the first chains are of the context, whose log-derivatives do not count */
    Forward(List<ColumnChain> chains, int contextColumns, long seed) {
        this.chains = chains;
        this.contextColumns = contextColumns;
        this.seed = seed;
        this.outputWidth = chains.stream().mapToInt(ColumnChain::width).sum();
    }

    /** Transforms rows; log-derivatives of the targets are written where an array is given. */
    void run(Rows.RowBlock all, float[] out, double[] logDerivatives) {
        new Blocks(all.count(), BLOCK)
                .inParallel((start, count) -> runBlock(all.part(start, count), out, logDerivatives));
    }

    private void runBlock(Rows.RowBlock block, float[] out, double[] logDerivatives) {
        double[] x = new double[block.count()];
        int offset = block.start() * outputWidth;
        for (int c = 0; c < chains.size(); c++) {
            boolean summed = logDerivatives != null && c >= contextColumns;
            double[] sums = summed ? new double[x.length] : null;
            block.copyColumn(c, x);
            chains.get(c).forward(x, block, seed, c, chains.get(c).transforms().size(), sums);
            write(x, chains.get(c), out, offset);
            add(sums, logDerivatives, block.start());
            offset += chains.get(c).width();
        }
    }

    private void write(double[] x, ColumnChain chain, float[] out, int offset) {
        if (chain.oneHot() != null) {
            chain.oneHot().write(x, x.length, out, offset, outputWidth);
            return;
        }
        for (int i = 0, at = offset; i < x.length; i++, at += outputWidth) {
            out[at] = (float) x[i];
        }
    }

    private static void add(double[] sums, double[] into, int start) {
        for (int i = 0; sums != null && i < sums.length; i++) {
            into[start + i] += sums[i];
        }
    }

    /** Number of transformed columns. */
    int outputWidth() {
        return outputWidth;
    }

    /** Row of the first value that is not finite, or -1. */
    int firstBadRow(float[] out, int rows) {
        for (int i = 0; i < rows * outputWidth; i++) {
            if (!Float.isFinite(out[i])) {
                return i / outputWidth;
            }
        }
        return -1;
    }

    /** Says which column of a bad row fails, and at which raw value. */
    FlashFlowException failure(Rows.RowBlock all, float[] out, int row) {
        int at = row * outputWidth;
        int c = 0;
        while (c < chains.size() - 1 && isFinite(out, at, chains.get(c).width())) {
            at += chains.get(c++).width();
        }
        double[] raw = new double[1];
        all.part(row, 1).copyColumn(c, raw);
        String value = chains.get(c).exact() ? Double.toString(raw[0]) : Float.toString((float) raw[0]);
        return new FlashFlowException("Row " + all.index(row) + ", column '"
                + chains.get(c).name() + "': the raw value " + value + " has no image under '"
                + chains.get(c).formula() + "'; drop such rows with usable(rows) or change the chain.");
    }

    private static boolean isFinite(float[] out, int at, int width) {
        for (int k = 0; k < width; k++) {
            if (!Float.isFinite(out[at + k])) {
                return false;
            }
        }
        return true;
    }
}
