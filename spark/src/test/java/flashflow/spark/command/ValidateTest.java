package flashflow.spark.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.spark.LocalSpark;
import flashflow.spark.ManyRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command that compares files understands its line as a whole, or refuses it. */
class ValidateTest {
    @TempDir
    Path folder;

    @Test
    void everyOptionIsRead() {
        var options = Validate.options(
                "--reference a b --sample c --columns x y --rows 500 --seed 9 --no-classifier".split(" "));
        assertEquals(List.of(Path.of("a"), Path.of("b")), options.paths("reference"));
        assertEquals(List.of("x", "y"), options.words("columns"));
        var settings = Validate.settings(options);
        assertEquals(9, settings.seed());
        assertEquals(500, settings.mostRows());
        assertFalse(settings.classifier());
    }

    @Test
    void severalProfilesFollowEachOther() {
        var found = ProfileOption.of(List.of("a", "pt", "20", "50", "1e2", "b", "eta", "-2.5", "0"));
        assertEquals(2, found.size());
        assertEquals("pt", found.get(0).context());
        assertArrayEquals(new double[] {20, 50, 100}, found.get(0).edges());
        assertEquals("b", found.get(1).target());
        assertArrayEquals(new double[] {-2.5, 0}, found.get(1).edges());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a pt", "a pt 1", "a pt 1 2 b", "1 2 3"})
    void aProfileWithoutNamesOrEdgesIsRefused(String words) {
        assertThrows(FlashFlowException.class, () -> ProfileOption.of(List.of(words.split(" "))));
    }

    @Test
    void aReportIsWritten() throws Exception {
        LocalSpark.session();
        var reference = ManyRows.write(folder, "reference", ManyRows.rows(1, 3000, 0), 3000);
        var sample = ManyRows.write(folder, "sample", ManyRows.rows(2, 3000, 0), 3000);
        var report = folder.resolve("report.html");
        Validate.main(
                "--reference",
                reference.get(0).toString(),
                "--sample",
                sample.get(0).toString(),
                "--columns",
                "pt",
                "eta",
                "a",
                "--profile",
                "a",
                "eta",
                "-1",
                "0",
                "1",
                "--rows",
                "1000",
                "--no-classifier",
                "--out",
                report.toString());
        assertTrue(Files.readString(report).contains("Wasserstein-1"));
    }
}
