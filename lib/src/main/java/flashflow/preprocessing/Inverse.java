package flashflow.preprocessing;

import flashflow.FlashFlowException;
import flashflow.data.Blocks;
import java.util.List;
import java.util.stream.IntStream;

/** Runs chains backwards over row-major blocks, transformed to raw. */
final class Inverse {
    private final List<ColumnChain> chains;
    private final List<String> context;
    private final Preprocessing.RawContext rawContext;
    private final int inputWidth;
    private final int exactColumns;

    /**
     * Of rows that may lack the context.
     *
     * @param chains chains of the columns that the rows hold, in order
     * @param context names of the context columns that they lack
     * @param rawContext raw values of these, for targets that are combinations of them
     */
    Inverse(List<ColumnChain> chains, List<String> context, Preprocessing.RawContext rawContext) {
        this.chains = chains;
        this.context = context;
        this.rawContext = rawContext;
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
            int column = c;
            chains.get(c).inverse(y, count, marks, name -> raw(name, column, out, start, count));
            write(y, out, start * chains.size() + c);
            if (chains.get(c).exact()) {
                writeExact(y, exact, start * exactColumns + exactColumn++);
            }
            offset += chains.get(c).width();
        }
        System.arraycopy(marks, 0, outside, start, count);
    }

    /** What a combination sees of a column before it, or of the context, in raw values. */
    private double[] raw(String name, int column, float[] out, int start, int count) {
        int place = IntStream.range(0, column)
                .filter(c -> chains.get(c).name().equals(name))
                .findFirst()
                .orElse(-1);
        int contextColumn = place < 0 ? contextColumn(name, column) : -1;
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = place < 0
                    ? (float) rawContext.value(start + i, contextColumn)
                    : out[(start + i) * chains.size() + place];
        }
        return values;
    }

    private int contextColumn(String name, int column) {
        int place = context.indexOf(name);
        if (place < 0) {
            throw new FlashFlowException("The column '" + chains.get(column).name() + "' is a combination of '" + name
                    + "', which has to come before it.");
        }
        return place;
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
