package flashflow.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Writes every kind of figure to target/figures, where a browser looks at them afterwards. */
class AllFiguresTest {
    private static final Path FOLDER = Path.of("target", "figures");
    private static Map<String, Figure> figures;

    @BeforeAll
    static void make() throws IOException {
        figures = AllFigures.made();
        AllFigures.write(figures, FOLDER, "figures.html");
        var samples = SampleFigures.made();
        AllFigures.write(samples, FOLDER, "samples.html");
        AllFigures.write(StyledFigures.made(), FOLDER, "styled.html");
        figures.putAll(samples);
    }

    @Test
    void everyLabelledAxisHasATitleOrStandsInAGrid() {
        figures.forEach((name, figure) -> {
            var panels = figure.chart().panels();
            boolean grid = name.startsWith("distributions") || name.startsWith("ranks");
            assertTrue(panels.stream().anyMatch(p -> !p.x().title().isBlank()), name);
            panels.forEach(panel -> {
                assertFalse(panel.x().title().isBlank(), name);
                assertEquals(grid && panel.y().labelled(), panel.y().title().isBlank(), name);
            });
        });
    }

    @Test
    void everySvgIsWellFormedAndEveryPngHasItsSize() throws Exception {
        var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        for (String name : figures.keySet()) {
            byte[] svg = Files.readAllBytes(FOLDER.resolve(name + ".svg"));
            var root = parser.parse(new ByteArrayInputStream(svg)).getDocumentElement();
            var chart = figures.get(name).chart();
            assertEquals(chart.width(), Integer.parseInt(root.getAttribute("width")), name);
            var png = ImageIO.read(FOLDER.resolve(name + ".png").toFile());
            assertEquals(2 * chart.height(), png.getHeight(), name);
        }
    }

    @Test
    void pageBringsPlotlyOnceAndEveryPicture() throws IOException {
        String page = Files.readString(FOLDER.resolve("figures.html"), StandardCharsets.UTF_8);
        int onPage = AllFigures.made().size();
        assertEquals(onPage, page.split("<img ", -1).length - 1);
        assertEquals(onPage, page.split("<section ", -1).length - 1);
        assertTrue(page.length() < 3_000_000, () -> "the page has " + page.length() + " characters");
    }
}
