package flashflow.bench;

import ai.djl.Device;
import flashflow.data.ColumnLayout;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.generation.Generation;
import flashflow.generation.GenerationListener;
import flashflow.generation.GenerationProgress;
import flashflow.preprocessing.Preprocessing;
import flashflow.toy.ToyJets;
import flashflow.toy.ToySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The memory of this process while it generates many rows from HDF5 to HDF5, with a flow so small that the rows are what counts.
 * Prints one JSON line at a tenth, at half and at the end.
 *
 * <p>Arguments: {@code rows folder}; the folder gets two files of 180 bytes a row in all, which are deleted at the end.
 */
public final class MemoryBench {
    private static final int ROWS_AT_ONCE = 1 << 16;
    private static final double[] SHARES = {0.1, 0.5, 1};

    private MemoryBench() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(args[1]), "memory");
        Path in = folder.resolve("in.h5");
        Path out = folder.resolve("out.h5");
        var jets = ToySource.of(new ToyJets(), 1, ROWS_AT_ONCE).asRaw();
        var preprocessing = Preprocessing.standardise(jets.layout()).fit(jets);
        var config = FlowConfig.of(17, 14, 1, 8, 1, 4).tailBound(4);
        try (var model = FlowModel.of(config, preprocessing, Device.cpu())) {
            write(in, jets, Long.parseLong(args[0]));
            Generation.of(model).listener(new Shares()).toHdf5(in, out);
        } finally {
            Files.deleteIfExists(in);
            Files.deleteIfExists(out);
            Files.delete(folder);
        }
    }

    /** The same context over and over. */
    private static void write(Path file, ToySource jets, long rows) {
        var layout = new ColumnLayout(List.of(), jets.layout().context());
        float[] values = new float[ROWS_AT_ONCE * layout.width()];
        jets.only(layout).read(0, ROWS_AT_ONCE, values, 0);
        try (var writer = Hdf5Writer.to(file).columns(layout).open()) {
            for (long done = 0; done < rows; done += ROWS_AT_ONCE) {
                writer.write(values, 0, (int) Math.min(ROWS_AT_ONCE, rows - done));
            }
            writer.finish();
        }
    }

    /** Prints the memory once at each share of the way. */
    private static final class Shares implements GenerationListener {
        private int next;

        @Override
        public void progressed(GenerationProgress progress) {
            if (next < SHARES.length && progress.rows() >= SHARES[next] * progress.total()) {
                next++;
                System.out.printf(
                        Locale.ROOT,
                        "{\"case\": \"memory\", \"rows\": %d, \"resident_mb\": %d, \"highest_mb\": %d, \"rows_per_s\": %.0f}%n",
                        progress.rows(),
                        memory("VmRSS:"),
                        memory("VmHWM:"),
                        progress.rowsPerSecond());
            }
        }

        /** Of /proc, so on Linux only. */
        private static long memory(String name) {
            try (var lines = Files.lines(Path.of("/proc/self/status"))) {
                String line = lines.filter(l -> l.startsWith(name)).findFirst().orElseThrow();
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
