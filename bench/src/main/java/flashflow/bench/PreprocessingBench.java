package flashflow.bench;

import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.preprocessing.Preprocessing;
import flashflow.toy.ToyJets;
import flashflow.toy.ToyMuons;
import flashflow.toy.ToySource;
import java.util.Locale;

/**
 * The presets over many rows: fitting, applying and undoing. Prints one JSON line a case.
 *
 * <p>Arguments: {@code rows}; the rows of a toy sample of 65536 are used over and over, so that no disk is measured.
 */
public final class PreprocessingBench {
    private static final int BLOCK = 1 << 16;

    private PreprocessingBench() {}

    /** Runs all cases; each once to warm up, then the better of two. */
    public static void main(String[] args) {
        long rows = Long.parseLong(args[0]);
        run("jets", Preprocessing.jets(), ToySource.of(new ToyJets(), 1, BLOCK).asRaw(), rows);
        run(
                "muons",
                Preprocessing.muons(),
                ToySource.of(new ToyMuons(), 1, BLOCK).asRaw(),
                rows);
    }

    private static void run(String name, Preprocessing chains, RowSource sample, long rows) {
        var source = new Repeated(InMemoryDataset.copyOf(sample), rows);
        var standardised = chains.standardised();
        measure(name + "-fit", rows, () -> standardised.fit(source));
        var fitted = standardised.fit(source);
        int width = source.layout().width();
        float[] in = new float[BLOCK * width];
        float[] out = new float[BLOCK * width];
        source.read(0, BLOCK, in, 0);
        measure(name + "-apply", rows, () -> {
            for (long first = 0; first < rows; first += BLOCK) {
                fitted.apply(first, (int) Math.min(BLOCK, rows - first), in, out);
            }
        });
        measure(name + "-inverse", rows, () -> {
            for (long first = 0; first < rows; first += BLOCK) {
                fitted.inverse((int) Math.min(BLOCK, rows - first), out, in);
            }
        });
    }

    private static void measure(String name, long rows, Runnable pass) {
        pass.run();
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            pass.run();
            best = Math.min(best, (System.nanoTime() - start) * 1e-9);
        }
        System.out.printf(
                Locale.ROOT,
                "{\"case\": \"%s\", \"rows\": %d, \"seconds\": %.2f, \"rows_per_s\": %.0f}%n",
                name,
                rows,
                best,
                rows / best);
    }

    /** The rows of a block, over and over. */
    private record Repeated(RowSource block, long rowCount) implements RowSource {
        @Override
        public ColumnLayout layout() {
            return block.layout();
        }

        @Override
        public void read(long firstRow, int rows, float[] into, int offset) {
            for (int done = 0; done < rows; ) {
                long at = (firstRow + done) % block.rowCount();
                int here = (int) Math.min(rows - done, block.rowCount() - at);
                block.read(at, here, into, offset + done * layout().width());
                done += here;
            }
        }
    }
}
