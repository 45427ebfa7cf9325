package flashflow.data.hdf5.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.hdf5.Hdf5;
import flashflow.data.hdf5.RealFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a look says of {@link RealFiles}, and whether it is so. */
class RealFilesTest {
    /** A file, how many rows its look has, and one row of it without blanks at the ends. */
    private record Expected(String file, int rows, String path, String opening) {}

    private static final List<Expected> EXPECTED = List.of(
            new Expected("puma_file1.h5", 3, "jets", "Hdf5Dataset.columns(path, \"jets\")"),
            new Expected(
                    "puma_file1.h5",
                    3,
                    "tracks",
                    "Hdf5Dataset.columns(path, \"tracks\").flatten().mask(\"valid\") // or \"tracks[:, 0]\""),
            new Expected(
                    "spanet_tth.h5",
                    39,
                    "INPUTS/Momenta",
                    "Hdf5Dataset.columns(path, \"INPUTS/Momenta\").flatten().mask(\"MASK\")"),
            new Expected(
                    "sps_jets.h5",
                    10,
                    "event_features/data",
                    "Hdf5Dataset.columns(path, \"event_features/data\").labels(\"labels\")"),
            new Expected(
                    "hpcgen.hdf5", 6, "particles", "Hdf5Dataset.columns(path, \"particles\").labels(\"properties\")"),
            new Expected("legend_evt.lh5", 165, "evt/coincident", "Hdf5Dataset.columns(path, \"evt/coincident\")"),
            new Expected("legend_evt.lh5", 165, "evt/geds/energy", "jagged: lists of different lengths, no columns"),
            new Expected("mat1.mat", 82, "#refs#/A", "text, as numbers of characters"),
            new Expected("pt_float.h5", 6, "longdouble", "floating-point numbers of unusual width or layout, not read"),
            new Expected(
                    "pt_smpl_compound_chunked.h5",
                    2,
                    "CompoundChunked",
                    "Hdf5Dataset.columns(path, \"CompoundChunked\")"));

    @TestFactory
    Stream<DynamicTest> saysHowTheyOpen() {
        return RealFiles.tests(EXPECTED, Expected::file, Expected::path, RealFilesTest::check);
    }

    @TestFactory
    Stream<DynamicTest> opensAsItSays() {
        var files = EXPECTED.stream().map(Expected::file).distinct().toList();
        return RealFiles.tests(
                files,
                file -> file,
                file -> "every line",
                (folder, file) -> SuggestedLinesTest.check(folder.resolve(file)));
    }

    private static void check(Path folder, Expected expected) {
        var look = Hdf5.look(folder.resolve(expected.file()));
        assertEquals(expected.rows(), look.rows().size());
        var row = look.rows().stream()
                .filter(each -> each.path().equals(expected.path()))
                .findFirst()
                .orElseThrow();
        assertEquals(expected.opening(), row.opening().text());
        assertTrue(look.rows().stream().noneMatch(each -> each.opening().text().startsWith("damaged")), look::toString);
    }
}
