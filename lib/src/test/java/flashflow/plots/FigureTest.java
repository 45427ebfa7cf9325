package flashflow.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import tech.tablesaw.api.Table;

class FigureTest {
    private static final Table CONTEXT = TestSamples.context(3000);
    private static final Table REFERENCE = TestSamples.targets(CONTEXT, 2, 0);
    private static final Table SAMPLE = TestSamples.targets(CONTEXT, 3, 0.01);

    static Stream<Figure> allPlots() {
        return Stream.of(
                Plots.loss(TestSamples.history(8)),
                Plots.schedule(new double[] {1e-3, 5e-4, 0}),
                Plots.distribution("ptRatio", REFERENCE, SAMPLE),
                Plots.distribution(
                        "btagDeepB", REFERENCE, SAMPLE, PlotOptions.defaults().withLogY()),
                Plots.distribution(
                        "pt", CONTEXT, CONTEXT, PlotOptions.defaults().withLogX()),
                Plots.distributions(REFERENCE, SAMPLE),
                Plots.contours("ptRatio", "btagDeepB", REFERENCE, SAMPLE),
                Plots.corner(List.of("ptRatio", "btagDeepB", "nConstituents"), REFERENCE, SAMPLE),
                Plots.profile("ptRatio", "pt", CONTEXT, REFERENCE, SAMPLE),
                Plots.byFlavour("btagDeepB", "hadronFlavour", CONTEXT, REFERENCE, SAMPLE),
                Plots.roc("btagDeepB", "hadronFlavour", CONTEXT, REFERENCE, SAMPLE),
                Plots.oversampled("ptRatio", new double[] {0, 1, 2}, new double[] {0.3, 0.7}, new double[] {0.1, 0.1}));
    }

    @ParameterizedTest
    @MethodSource("allPlots")
    void svgIsWellFormedAndHasAFrameForEachPanel(Figure figure) throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(figure.svg().getBytes(StandardCharsets.UTF_8)));
        assertEquals("svg", svg.getDocumentElement().getTagName());
        assertEquals(
                figure.chart().panels().size(),
                svg.getElementsByTagName("clipPath").getLength());
        assertTrue(svg.getElementsByTagName("path").getLength() > 2);
        assertFalse(figure.svg().contains("NaN") || figure.svg().contains("Infinity"), figure.title());
    }

    @ParameterizedTest
    @MethodSource("allPlots")
    void scriptDefinesOneTraceForEachSeriesAndTwoAxesForEachPanel(Figure figure) {
        String script = figure.htmlWithoutPlotly();
        int panels = figure.chart().panels().size();
        long series = figure.chart().panels().stream()
                .mapToLong(panel -> panel.series().size())
                .sum();
        assertEquals(series, count(script, "(?m)^var trace\\d+ ="));
        assertEquals(2L * panels, count(script, "(?m)^layout\\.[xy]axis\\d* = "));
        assertTrue(script.contains("var data = [trace0"));
        assertTrue(script.contains("var config = "));
    }

    @ParameterizedTest
    @MethodSource("allPlots")
    void nothingIsFetchedFromANetwork(Figure figure) {
        String fragment = figure.htmlWithoutPlotly() + figure.svg();
        assertEquals(0, count(fragment.replace("http://www.w3.org/2000/svg", ""), "https?://"));
        assertEquals(0, count(figure.html(), "(?i)<script[^>]+src|<link|@import|url\\(http"));
    }

    @ParameterizedTest
    @MethodSource("allPlots")
    void digitsAreTheSameInEveryLocale(Figure figure) {
        String svg = figure.svg();
        var usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals("\u0661", String.format(Locale.getDefault(), "%d", 1));
            assertEquals(svg, figure.svg());
            assertEquals(0, count(figure.htmlWithoutPlotly(), "[\u0660-\u0669]"));
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void htmlCarriesTheSvgAsAnImageForViewersWithoutScripts() {
        var figure = Plots.loss(TestSamples.history(3));
        var image = Pattern.compile("<img [^>]*src=\"data:image/svg\\+xml;base64,([^\"]+)\"")
                .matcher(figure.html());
        assertTrue(image.find());
        assertEquals(figure.svg(), new String(Base64.getDecoder().decode(image.group(1)), StandardCharsets.UTF_8));
        assertEquals(0, count(figure.staticHtml(), "<script"));
    }

    @Test
    void onlyTheWholeHtmlBringsPlotly() {
        var figure = Plots.loss(TestSamples.history(3));
        assertTrue(figure.html().length() > 500_000);
        assertTrue(figure.htmlWithoutPlotly().length() < 40_000);
    }

    @Test
    void sizeDoesNotGrowWithTheRows() {
        var context = TestSamples.context(100_000);
        var large =
                Plots.distribution("ptRatio", TestSamples.targets(context, 1, 0), TestSamples.targets(context, 2, 0));
        assertTrue(large.htmlWithoutPlotly().length() < 80_000);
    }

    @Test
    void namesFromOutsideCannotLeaveTheirPlace() {
        String evil = "a</script><b>'\\\"&";
        var figure = Plots.distribution(
                "ptRatio",
                REFERENCE,
                SAMPLE,
                PlotOptions.defaults().title(evil).names(evil, evil + 2).unit(evil));
        assertEquals(count(figure.htmlWithoutPlotly(), "<script>"), count(figure.htmlWithoutPlotly(), "</script>"));
        assertEquals(0, count(figure.htmlWithoutPlotly(), "<b>"));
        assertEquals(0, count(figure.svg(), "<b>"));
    }

    @Test
    void filesAreWrittenWhole(@TempDir Path folder) throws Exception {
        var figure = Plots.loss(TestSamples.history(3)).title("Renamed");
        figure.saveSvg(folder.resolve("a.svg"));
        figure.savePng(folder.resolve("a.png"));
        figure.saveHtml(folder.resolve("a.html"));
        figure.saveSvg(folder.resolve("a.svg"));
        assertEquals(figure.svg(), Files.readString(folder.resolve("a.svg")));
        assertEquals(1440, ImageIO.read(folder.resolve("a.png").toFile()).getWidth());
        assertTrue(Files.readString(folder.resolve("a.html")).startsWith("<!DOCTYPE html>"));
        try (var files = Files.list(folder)) {
            assertEquals(3, files.count());
        }
    }

    /** Rounded to five digits, as on other axes, they would all stand in one place. */
    @Test
    void wholeNumbersAboveAllIntegersStayApart() {
        double[] values = new double[60];
        java.util.Arrays.setAll(values, i -> (1L << 31) + i % 20);
        var table = Table.create("ids", tech.tablesaw.api.DoubleColumn.create("id", values));
        String html = Plots.distribution("id", table, table).htmlWithoutPlotly();
        for (int i = 0; i < 20; i++) {
            String plain = String.format(Locale.ROOT, "%d", (1L << 31) + i);
            String written = Double.toString((1L << 31) + i);
            assertTrue(html.contains(plain) || html.contains(written), plain);
        }
    }

    @Test
    void aSymbolicLinkStays(@TempDir Path folder) throws Exception {
        Path store = Files.createDirectories(folder.resolve("store")).resolve("a.svg");
        Path link = Files.createSymbolicLink(folder.resolve("link.svg"), store);
        var figure = Plots.loss(TestSamples.history(3));
        figure.saveSvg(link);
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(figure.svg(), Files.readString(store));
    }

    @Test
    void anUnwritablePlaceIsOneSentence(@TempDir Path folder) {
        Path file = folder.resolve("missing/a.svg");
        var figure = Plots.loss(TestSamples.history(3));
        var failure = assertThrows(FlashFlowException.class, () -> figure.saveSvg(file));
        assertTrue(failure.getMessage().contains(file.toString()));
    }

    @Test
    void pngIsNotBlank() throws Exception {
        byte[] png = Plots.loss(TestSamples.history(3)).png();
        var image = ImageIO.read(new ByteArrayInputStream(png));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        assertTrue(java.util.Arrays.stream(pixels).distinct().count() > 20);
        assertArrayEquals(new int[] {0x89, 'P'}, new int[] {png[0] & 0xff, png[1]});
    }

    static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }
}
