package flashflow.toy;

import flashflow.FlashFlowException;
import flashflow.data.Blocks;
import flashflow.data.RowSource;
import flashflow.data.hdf5.Hdf5Writer;
import java.nio.file.Path;

/** Writes samples of the toy detector to HDF5; also a command, see {@link #main}. */
public final class ToyFiles {
    private ToyFiles() {}

    /**
     * Writes one file: {@code jets|muons --rows N --seed S --out FILE [--raw]}. A failure is one sentence on the error
     * stream and exit status 1.
     */
    public static void main(String[] arguments) {
        try {
            var asked = ToyArguments.parse(arguments);
            write(asked.sample(), asked.out());
            System.out.println(asked.sample().rowCount() + " rows written to " + asked.out());
        } catch (FlashFlowException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Writes a sample as a 2-D float32 dataset {@code data}, compressed, of any number of rows. Attributes name its
     * columns, its seed and its form, and in training form its smallest reachable NLL.
     *
     * @throws FlashFlowException if the file cannot be written
     */
    public static void write(ToySource sample, Path out) {
        var settings =
                settings(sample, sample.toy(), sample.seed(), out).attribute("form", sample.raw() ? "raw" : "training");
        write(
                sample,
                sample.raw()
                        ? settings
                        : settings.attribute("optimal_nll", sample.toy().optimalNll(sample)));
    }

    /**
     * The same for rows as files have them, whose form is "file".
     *
     * @throws FlashFlowException if the file cannot be written
     */
    public static void write(ToyRows sample, Path out) {
        write(
                sample,
                settings(sample, sample.response().toy(), sample.seed(), out).attribute("form", "file"));
    }

    private static void write(RowSource sample, Hdf5Writer.Builder settings) {
        try (var writer = settings.open()) {
            Blocks.of(sample, ToySource.BLOCK).read(sample, (values, first, count) -> writer.write(values, 0, count));
            writer.finish();
        }
    }

    private static Hdf5Writer.Builder settings(RowSource sample, ToyDetector toy, long seed, Path out) {
        return Hdf5Writer.to(out)
                .columns(sample.layout())
                .gzip(6)
                .attribute("context_columns", sample.layout().context().size())
                .attribute("generator", toy.getClass().getName())
                .attribute("seed", seed);
    }
}
