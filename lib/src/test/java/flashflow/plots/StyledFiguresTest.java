package flashflow.plots;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StyledFiguresTest {
    private static final Path FOLDER = Path.of("target", "styled");

    @Test
    void write() throws Exception {
        Files.createDirectories(FOLDER);
        var figures = StyledFigures.made();
        for (var entry : figures.entrySet()) {
            for (String format : new String[] {"pdf", "svg", "png", "html", "csv", "yaml"}) {
                entry.getValue().save(FOLDER.resolve(entry.getKey() + "." + format));
            }
        }
    }
}
