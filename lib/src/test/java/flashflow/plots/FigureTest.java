package flashflow.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
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
        String embedded = new String(Base64.getDecoder().decode(image.group(1)), StandardCharsets.UTF_8);
        assertEquals(count(figure.svg(), "<text"), count(embedded, "<text"));
        assertEquals(count(figure.svg(), "<path") - 1, count(embedded, "<path"), "all but the ground");
        assertEquals(0, count(figure.staticHtml(), "<script"));
    }

    /** In a page that it cannot know, a picture has no ground, and no colour that is lost on white or on black. */
    @ParameterizedTest
    @MethodSource("allPlots")
    void thePictureOfAPageIsReadableOnLightAndOnDark(Figure figure) {
        var image = Pattern.compile("base64,([^\"]+)\"").matcher(figure.staticHtml());
        assertTrue(image.find());
        String svg = new String(Base64.getDecoder().decode(image.group(1)), StandardCharsets.UTF_8);
        var colours = Pattern.compile("(?:fill|stroke)=\"#(\\p{XDigit}{6})\"").matcher(svg);
        int seen = 0;
        while (colours.find()) {
            double light = luminance(Integer.parseInt(colours.group(1), 16));
            assertTrue(1.05 / (light + 0.05) > 2 && (light + 0.05) / 0.056 > 2, colours.group());
            seen++;
        }
        assertTrue(seen > 3);
        assertTrue(figure.svg().contains("#ffffff"), "files keep their white ground");
    }

    /** Of sRGB, as WCAG 2 defines it. */
    private static double luminance(int rgb) {
        double[] weights = {0.0722, 0.7152, 0.2126};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double c = (rgb >> 8 * i & 0xff) / 255.0;
            sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    /** A cell stores the same script in a fraction of the room. */
    @Test
    void packedScriptIsTheScript() throws Exception {
        var figure = Plots.corner(List.of("ptRatio", "btagDeepB", "nConstituents"), REFERENCE, SAMPLE);
        String packed = figure.cellHtml(false);
        var bytes = Pattern.compile("atob\\(\"([^\"]+)\"").matcher(packed);
        assertTrue(bytes.find());
        var stream = new ByteArrayInputStream(Base64.getDecoder().decode(bytes.group(1)));
        String script = new String(new GZIPInputStream(stream).readAllBytes(), StandardCharsets.UTF_8);
        String id = "flashflow-[-0-9a-f]+";
        assertTrue(figure.htmlWithoutPlotly().replaceAll(id, "id").contains(script.replaceAll(id, "id")));
        var address = Pattern.compile("src=\"data:image/svg\\+xml,([^\"]+)\"").matcher(packed);
        assertTrue(address.find());
        String picture = URLDecoder.decode(address.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8)));
        assertTrue(packed.length() < 0.6 * figure.htmlWithoutPlotly().length());
        assertTrue(figure.cellHtml(true).length() - packed.length() > 400_000);
    }

    @Test
    void thePictureOfACellHasFewColoursAndItsSize() throws Exception {
        for (var figure : allPlots().toList()) {
            var image = ImageIO.read(new ByteArrayInputStream(figure.cellPng()));
            assertEquals(figure.chart().width(), image.getWidth());
            assertTrue(image.getColorModel() instanceof IndexColorModel);
            assertEquals(0xffffffff, image.getRGB(0, 0), "the ground stays white");
            assertTrue(figure.cellPng().length < 0.6 * figure.png(1).length, figure.title());
        }
    }

    /** A hundred thousand reports: the page of the figure stays small, and the highest peak is still there. */
    @Test
    void aLongHistoryIsThinned() {
        int epochs = 100_000;
        double[] loss = new double[epochs];
        java.util.Arrays.setAll(loss, i -> 3 + Math.exp(-i / 1e4) + 0.01 * Math.sin(i));
        loss[70_003] = 9;
        var figure = Plots.loss(Table.create(
                tech.tablesaw.api.DoubleColumn.create("training_nll", loss),
                tech.tablesaw.api.DoubleColumn.create("validation_nll", loss),
                tech.tablesaw.api.DoubleColumn.create("lr", loss)));
        String plain = figure.htmlWithoutPlotly();
        assertTrue(figure.staticHtml().length() < 150_000);
        assertTrue(figure.cellHtml(false).length() < 250_000);
        assertTrue(plain.contains("\"9.0\"") && plain.contains("\"70004.0\""), "the peak");
        assertTrue(figure.svg().contains("100,000 epochs"));
    }

    @Test
    void onlyTheWholeHtmlBringsPlotly() {
        var figure = Plots.loss(TestSamples.history(3));
        assertTrue(figure.html().length() > 400_000);
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
