package flashflow.toy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.RowSource;
import flashflow.data.hdf5.Hdf5Dataset;
import io.jhdf.HdfFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ToyFilesTest {
    @TempDir
    Path folder;

    @Test
    void fileHoldsTheRowsAndSaysWhatTheyAre() {
        var sample = ToySource.of(new ToyJets(), 5, 5000);
        var file = folder.resolve("jets.h5");
        ToyFiles.write(sample, file);
        var expected = new float[5000 * 31];
        sample.read(0, 5000, expected, 0);
        try (var hdf = new HdfFile(file)) {
            var data = hdf.getDatasetByPath("data");
            assertArrayEquals(new int[] {5000, 31}, data.getDimensions());
            assertArrayEquals(expected, (float[]) data.getDataFlat());
            assertArrayEquals(sample.layout().columns().toArray(), (String[])
                    data.getAttribute("columns").getData());
            assertEquals("training", data.getAttribute("form").getData());
            double optimum = (double) data.getAttribute("optimal_nll").getData();
            assertEquals(new ToyJets().optimalNll(expected, 5000), optimum, 1e-9);
        }
        try (var dataset = Hdf5Dataset.jets(file)) {
            assertEquals(new ToyJets().optimalNll(expected, 5000), new ToyJets().optimalNll(dataset), 1e-9);
        }
    }

    @Test
    void commandWritesRawRows() {
        var file = folder.resolve("muons.h5");
        ToyFiles.main(new String[] {"muons", "--rows", "10", "--seed", "3", "--out", file.toString(), "--raw"});
        var expected = new float[10 * 52];
        ToySource.of(new ToyMuons(), 3, 10).asRaw().read(0, 10, expected, 0);
        try (var hdf = new HdfFile(file)) {
            assertArrayEquals(expected, (float[]) hdf.getDatasetByPath("data").getDataFlat());
            assertEquals(
                    "raw", hdf.getDatasetByPath("data").getAttribute("form").getData());
        }
    }

    @Test
    void rowsAsFilesHaveThemAreWrittenAsTheyAreRead() {
        var sample = ToyResponse.jets().rows(5, 5000);
        var file = folder.resolve("jets.h5");
        ToyFiles.write(sample, file);
        try (var hdf = new HdfFile(file);
                var dataset = Hdf5Dataset.jets(file)) {
            assertEquals(
                    "file", hdf.getDatasetByPath("data").getAttribute("form").getData());
            double optimum = sample.response().optimalNll(sample.table());
            assertTrue(Double.isFinite(optimum));
            assertEquals(optimum, sample.response().optimalNll(dataset.table()));
        }
    }

    static Stream<RowSource> sources() {
        return Stream.of(
                ToySource.of(new ToyMuons(), 9, 100),
                ToyResponse.jets().rows(9, 100),
                ToyResponse.muons().rows(9, 100));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void sourceReadsAnyBlockAtAnOffset(RowSource source) {
        int width = source.width();
        var all = new float[100 * width];
        source.read(0, 100, all, 0);
        var some = new float[7 + 20 * width];
        source.read(30, 20, some, 7);
        assertArrayEquals(Arrays.copyOfRange(all, 30 * width, 50 * width), Arrays.copyOfRange(some, 7, some.length));
        assertThrows(FlashFlowException.class, () -> source.read(90, 11, all, 0));
    }

    @Test
    void mistakesAreOneSentence() {
        refused("photons", "photons", "--rows", "1", "--seed", "1", "--out", "x");
        refused("--colour", "jets", "--colour", "red");
        refused("--out", "jets", "--rows", "1", "--seed", "1");
        refused("many", "jets", "--rows", "many", "--seed", "1", "--out", "x");
        assertThrows(FlashFlowException.class, () -> ToyResponse.jets().rows(1, 0));
        refused("at least one row", "jets", "--rows", "0", "--seed", "1", "--out", "x");
        var nowhere = folder.resolve("no").resolve("such.h5");
        var sample = ToySource.of(new ToyJets(), 1, 1);
        var error = assertThrows(FlashFlowException.class, () -> ToyFiles.write(sample, nowhere));
        assertTrue(error.getMessage().contains(nowhere.toString()));
    }

    private static void refused(String word, String... arguments) {
        var error = assertThrows(FlashFlowException.class, () -> ToyArguments.parse(arguments));
        assertTrue(error.getMessage().contains(word), error.getMessage());
    }
}
