package flashflow.flow.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names become numbers when the sources are joined, and none is left over or made up. */
class KernelSourcesTest {
    @ParameterizedTest
    @CsvSource({
        "cfg.TARGETS, cfg[0]",
        "self.cfg.LINEAR, self.cfg[9]",
        "box.LOGIT_SCALE, box[4]",
        "p[b + Net.INITIAL_WEIGHT], p[b]",
        "p[b + Net.INITIAL_BIAS], p[b + 1]",
        "p[Linear.LOWER], p[0]",
        "b + Net.COUNT + Last.COUNT, b + 6 + 6",
        "kind == Activation.RELU, kind == 0",
        "z.mul_(SplitMix.GOLDEN), z.mul_(-7046029254386353131)"
    })
    void namesBecomeNumbers(String source, String expected) {
        assertEquals(expected, KernelSources.resolved(source, "here"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cfg.BINZ", "Net.WIDTHS_WEIGHT", "nfg.BINS", "q[o + Block.GAMMA2]", "adam.BETA_1"})
    void aNameThatDoesNotExistFails(String source) {
        var failure =
                assertThrows(IllegalArgumentException.class, () -> KernelSources.resolved("x = " + source, "wrong.py"));
        assertTrue(failure.getMessage().contains("wrong.py"), failure.getMessage());
    }

    @Test
    void nothingButNumbersReachesTheCompiler() {
        for (String products : List.of(KernelSources.PRODUCTS, KernelSources.PRODUCTS_BY_ONEDNN)) {
            assertFalse(Pattern.compile("(?m)^[^#]*\\w\\.[A-Z][A-Z0-9_]+\\b")
                    .matcher(KernelSources.all(products))
                    .find());
        }
    }

    /** The sources address lists by name: no entry of them, and no tensor of a flow, by a bare number. */
    @Test
    void theSourcesUseNames() throws IOException {
        var bare = Pattern.compile("\\b(cfg|box|rates|adam|p|q|g|stats|out|saved|numbers)\\[(\\w+ \\+ )?\\d+\\]");
        try (var files = Files.walk(Path.of("src/main/resources/flashflow"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".py")).toList()) {
                // The optimizer's lists hold one tensor each.
                String source = Files.readString(file).replaceAll("\\b[pgmv]\\[0\\]", "");
                var found = bare.matcher(source);
                assertFalse(found.find(), () -> file + ": " + found.group());
            }
        }
    }
}
