package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each value that the host reads makes it wait for a GPU: one read in an update, one in a batch that is drawn. That the kernels between
 * them read none is seen by fake_cuda.py.
 */
class HostReadsTest {
    private static final Pattern READ = Pattern.compile(
            "\\.(to(Float|Long|Int|Byte|Boolean)(Array|Buffer)|get(Float|Long|Int)|toLong|toDouble)\\(");

    /** The loss of a batch that waits for others of its update is the one that Learner reads. */
    @ParameterizedTest
    @CsvSource({
        "flow/density/NllGradient, 0",
        "flow/density/Adam, 1",
        "flow/FixedBlocks, 0",
        "flow/FrozenFlow, 1",
        "training/state/Learner, 1"
    })
    void areFew(String type, int reads) throws IOException {
        String source = Files.readString(Path.of("src/main/java/flashflow/" + type + ".java"));
        assertEquals(reads, READ.matcher(source).results().count(), type);
    }
}
