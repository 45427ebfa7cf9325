package flashflow.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Nothing in the library draws from the JDK's generators or the engine's, whose numbers others may change. */
class NoOtherRandomTest {
    private static final Pattern OTHERS = Pattern.compile(
            "java\\.util\\.(concurrent\\.ThreadLocalR|R|SplittableR|random\\.|SecureR)andom|Math\\.random"
                    + "|Collections\\.shuffle|nextGaussian|setRandomSeed|random(Normal|Uniform|Integer|Permutation)"
                    + "|manual_seed|bernoulli|torch\\.(rand\\w*|normal|dropout)\\b");

    @Test
    void theSourcesNameNoOtherGenerator() throws IOException {
        try (var files = Files.walk(Path.of("src/main"))) {
            List<String> found = files.filter(file -> file.toString().matches(".*\\.(java|py)"))
                    .flatMap(file -> OTHERS.matcher(read(file))
                            .results()
                            .map(match -> file.getFileName() + ": " + match.group()))
                    .toList();
            // TorchScript users ask for torch's own numbers with sample(y).
            assertEquals(List.of("model.py: torch.randn", "model.py: torch.randn"), found);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
