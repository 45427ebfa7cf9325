package flashflow.preprocessing;

import flashflow.FlashFlowException;
import flashflow.data.Blocks;
import java.util.Arrays;
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
    void run(RowBlock all, float[] out, double[] logDerivatives) {
        runBlocks(all, (c, x, block) -> derivatives(c, x, block, logDerivatives != null), out, logDerivatives);
    }

    private double[] derivatives(int c, double[] x, RowBlock block, boolean wanted) {
        double[] sums = wanted && c >= contextColumns ? new double[x.length] : null;
        chains.get(c).forward(x, block, seed, c, chains.get(c).transforms().size(), sums);
        return sums;
    }

    /** The same with the noise at a point of a lattice; contributions of the targets to the density are written. */
    void runDensity(RowBlock all, NoiseLattice lattice, int point, float[] out, double[] contributions) {
        Arrays.fill(contributions, 0, all.count(), 0);
        runBlocks(
                all,
                (c, x, block) -> c < contextColumns
                        ? derivatives(c, x, block, false)
                        : contributions(c, x, block, lattice, point),
                out,
                contributions);
    }

    private double[] contributions(int c, double[] x, RowBlock block, NoiseLattice lattice, int point) {
        double[] sums = new double[x.length];
        chains.get(c)
                .density(
                        x,
                        x.length,
                        place -> lattice.at(point, SeededRows.of(block, seed, c, place), c - contextColumns, place),
                        sums);
        for (int i = 0; i < x.length; i++) {
            if (!Float.isFinite((float) x[i]) || !(sums[i] > Double.NEGATIVE_INFINITY)) {
                x[i] = 0;
                sums[i] = Double.NEGATIVE_INFINITY;
            }
        }
        return sums;
    }

    /** What happens to one column of a block, in place; gives what it adds to each row's sum, or null. */
    private interface Step {
        double[] apply(int column, double[] x, RowBlock block);
    }

    private void runBlocks(RowBlock all, Step step, float[] out, double[] into) {
        new Blocks(all.count(), BLOCK).inParallel((start, count) -> runBlock(all.part(start, count), step, out, into));
    }

    private void runBlock(RowBlock block, Step step, float[] out, double[] into) {
        double[] x = new double[block.count()];
        int offset = block.start() * outputWidth;
        for (int c = 0; c < chains.size(); c++) {
            block.copyColumn(c, x);
            double[] sums = step.apply(c, x, block);
            write(x, chains.get(c), out, offset);
            add(sums, into, block.start());
            offset += chains.get(c).width();
        }
    }

    private void write(double[] x, ColumnChain chain, float[] out, int offset) {
        if (chain.expansion() != null) {
            chain.expansion().write(x, x.length, out, offset, outputWidth);
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
    FlashFlowException failure(RowBlock all, float[] out, int row) {
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
