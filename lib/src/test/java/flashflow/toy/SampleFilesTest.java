package flashflow.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.RowSource;
import flashflow.data.hdf5.Hdf5Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The files under data/ hold what their README says. */
class SampleFilesTest {
    private static final Path DATA = Path.of("..", "data");

    @Test
    void jetsAreThoseOfTheirSeeds() {
        check(jets("jets-train.h5"), ToySource.of(new ToyJets(), 1, 20_000), -12.676);
        check(jets("jets-valid.h5"), ToySource.of(new ToyJets(), 2, 5000), -12.503);
    }

    @Test
    void muonsAreThoseOfTheirSeeds() {
        double[] optima = {-10.502, -10.622, -10.492, -10.481};
        for (int i = 0; i < 4; i++) {
            check(muons("muons-train-" + i + ".h5"), ToySource.of(new ToyMuons(), 10 + i, 3000), optima[i]);
        }
        check(muons("muons-valid.h5"), ToySource.of(new ToyMuons(), 2, 3000), -10.506);
    }

    @Test
    void manyFilesHaveTheOptimumOfTheReadme() {
        List<Path> files = IntStream.range(0, 4)
                .mapToObj(i -> DATA.resolve("muons-train-" + i + ".h5"))
                .toList();
        try (var all = Hdf5Dataset.muons(files)) {
            assertEquals(-10.524, new ToyMuons().optimalNll(all), 5.1e-4);
        }
    }

    @Test
    void rawFilesAreTheFirstValidationRows() {
        sameRows(jets("jets-raw.h5"), ToySource.of(new ToyJets(), 2, 2000).asRaw());
        sameRows(muons("muons-raw.h5"), ToySource.of(new ToyMuons(), 2, 1000).asRaw());
    }

    private static RowSource jets(String name) {
        return Hdf5Dataset.jets(DATA.resolve(name));
    }

    private static RowSource muons(String name) {
        return Hdf5Dataset.muons(DATA.resolve(name));
    }

    private static void check(RowSource file, ToySource generated, double optimum) {
        assertEquals(optimum, generated.toy().optimalNll(file), 5.1e-4);
        sameRows(file, generated);
    }

    /** Exponentials may differ in their last bit from machine to machine, and a smeared value with them. */
    private static void sameRows(RowSource file, RowSource generated) {
        try (file) {
            assertEquals(generated.rowCount(), file.rowCount());
            int count = (int) file.rowCount();
            var expected = new float[count * generated.layout().width()];
            var actual = expected.clone();
            generated.read(0, count, expected, 0);
            file.read(0, count, actual, 0);
            for (int i = 0; i < expected.length; i++) {
                assertTrue(Math.abs(expected[i] - actual[i]) <= 1e-5 * (1 + Math.abs(expected[i])), "value " + i);
            }
        }
    }
}
