package flashflow.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flashflow.Python;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed reference values of FPD and KPD are jetnet's own. */
class JetnetTest {
    private static final Path SCRIPT = Path.of("src/test/python/make_jetnet_references.py");

    @TempDir
    Path folder;

    @Test
    void jetnetSaysTheCommittedValues() throws Exception {
        Python.assumed("jetnet", "torch", "numba", "scipy");
        Path file = folder.resolve("jetnet.csv");
        Python.runFile(SCRIPT, file);
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(",");
            if (!line.startsWith("#")) {
                double[] committed = References.jetnet(words[0]);
                assertEquals(committed[0], Double.parseDouble(words[1]), 1e-6 * committed[0], words[0]);
                assertEquals(committed[1], Double.parseDouble(words[2]), 1e-6 * committed[0], words[0]);
            }
        }
    }
}
