package flashflow.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.plots.style.ColorCycle;
import flashflow.plots.style.FigureStyle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of figures are what their names say, in the size that was asked for; those of target/styled are there to be looked at. */
class StyledFiguresTest {
    private static final Path FOLDER = Path.of("target", "styled");
    private static final Map<String, Figure> FIGURES = StyledFigures.made();
    private static final Locale USUAL = Locale.getDefault();

    @BeforeAll
    static void write() throws IOException {
        Files.createDirectories(FOLDER);
        FIGURES.forEach((name, figure) -> Stream.of("pdf", "svg", "png", "html", "csv", "yaml")
                .forEach(format -> figure.save(FOLDER.resolve(name + "." + format))));
    }

    @AfterEach
    void restore() {
        Locale.setDefault(USUAL);
        Plots.style(FigureStyle.defaults());
    }

    static Stream<String> names() {
        return FIGURES.keySet().stream();
    }

    private static byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(FOLDER.resolve(file));
    }

    private static String text(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachFileIsWhatItsNameSays(String name) throws Exception {
        assertTrue(new String(bytes(name + ".pdf"), StandardCharsets.ISO_8859_1).startsWith("%PDF-"));
        assertTrue(text(name + ".svg").startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""));
        assertArrayEquals(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'},
                Arrays.copyOf(bytes(name + ".png"), 8));
        assertTrue(text(name + ".html").startsWith("<!DOCTYPE html>"));
        assertTrue(text(name + ".csv").startsWith("figure,panel,x_axis,y_axis,series,shape,piece,x,"));
        assertTrue(text(name + ".yaml").startsWith("---\nname: \"Table 1\"\n"));
    }

    /** Of all that is drawn in the picture: the PDF's page looks like the PNG. */
    @ParameterizedTest
    @MethodSource("names")
    void thePdfShowsThePictureInVectorsWithItsFontInside(String name) throws Exception {
        try (PDDocument pdf = Loader.loadPDF(bytes(name + ".pdf"))) {
            assertEquals(1, pdf.getNumberOfPages());
            var resources = pdf.getPage(0).getResources();
            assertFalse(resources.getXObjectNames().iterator().hasNext(), "a picture of pixels");
            for (var font : resources.getFontNames()) {
                assertTrue(resources.getFont(font).isEmbedded());
            }
            var png = ImageIO.read(FOLDER.resolve(name + ".png").toFile());
            var page = new PDFRenderer(pdf)
                    .renderImage(
                            0, png.getWidth() / pdf.getPage(0).getMediaBox().getWidth());
            assertEquals(darkness(png), darkness(page), 0.25 * darkness(png));
        }
    }

    /** Share of the pixels that are not white. */
    private static double darkness(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).filter(p -> (p & 0xffffff) != 0xffffff).count() / (double) pixels.length;
    }

    @Test
    void sizesAreThoseAskedFor() throws Exception {
        assertSize("paper-grid", 18, 7, 600);
        assertSize("square", 9, 9, 192);
    }

    private static void assertSize(String name, double width, double height, int dpi) throws Exception {
        try (PDDocument pdf = Loader.loadPDF(bytes(name + ".pdf"))) {
            assertEquals(width, pdf.getPage(0).getMediaBox().getWidth() / 72 * 2.54, 1e-4);
            assertEquals(height, pdf.getPage(0).getMediaBox().getHeight() / 72 * 2.54, 1e-4);
        }
        String cm = String.format(Locale.ROOT, " width=\"%.4fcm\" height=\"%.4fcm\" ", width, height);
        assertTrue(text(name + ".svg").contains(cm));
        var png = ImageIO.read(FOLDER.resolve(name + ".png").toFile());
        assertEquals(width / 2.54 * dpi, png.getWidth(), 0.51);
        assertEquals(height / 2.54 * dpi, png.getHeight(), 0.51);
        // The chunk pHYs, in pixels on a metre.
        String chunks = new String(bytes(name + ".png"), StandardCharsets.ISO_8859_1);
        int at = chunks.indexOf("pHYs") + 4;
        int perMetre = new java.math.BigInteger(1, Arrays.copyOfRange(bytes(name + ".png"), at, at + 4)).intValue();
        assertEquals(dpi / 0.0254, perMetre, 1);
    }

    @Test
    void lettersHaveTheirSizeInPoints() {
        String svg = Plots.loss(TestSamples.history(5))
                .style(FigureStyle.defaults().width(8.6).fontSize(8))
                .svg();
        var box = Pattern.compile("viewBox=\"0 0 (\\d+) \\d+\"").matcher(svg);
        assertTrue(box.find());
        double pixel = 8.6 / 2.54 * 72 / Integer.parseInt(box.group(1));
        assertTrue(svg.contains("font-size=\"12\""));
        assertEquals(8, 12 * pixel, 0.02);
    }

    @Test
    void labelsStandInEveryForm() throws Exception {
        try (PDDocument pdf = Loader.loadPDF(bytes("paper-distribution.pdf"))) {
            String words = new PDFTextStripper().getText(pdf);
            assertTrue(
                    words.contains("Work in progress") && words.contains("59.8 fb") && words.contains("(13 TeV)"),
                    words);
            assertTrue(words.contains("MJet_ptRatio"), words);
        }
        for (String form : new String[] {".svg", ".html"}) {
            String shown = text("paper-distribution" + form);
            assertTrue(shown.contains("Work in progress") && shown.contains("59.8 fb⁻¹ (13 TeV)"), form);
        }
        assertFalse(text("paper-distribution.svg").contains(">MJet_ptRatio</text>\n<path"), "a paper has no titles");
    }

    @Test
    void coloursAreThoseOfTheCycleInPictureAndScript() throws Exception {
        for (String form : new String[] {".svg", ".html"}) {
            String shown = text("paper-petroff" + form);
            assertTrue(shown.contains("#3f90da") && shown.contains("#ffa90e"), form);
            assertFalse(shown.contains("#0072B2") || shown.contains("#D55E00"), form);
        }
    }

    @Test
    void aGridKeepsEveryFigureWithItsLegend() throws Exception {
        String script = FIGURES.get("grid").htmlWithoutPlotly();
        for (String legend : new String[] {"\"legend\":{", "\"legend2\":{", "\"legend3\":{", "\"legend4\":{"}) {
            assertTrue(script.contains(legend), legend);
        }
        String svg = text("grid.svg");
        for (String title : new String[] {"MJet_ptRatio", "MJet_ptRatio against MGenJet_pt", "Loss"}) {
            assertTrue(svg.contains(">" + title + "</text>"), title);
        }
        var alone = Plots.loss(TestSamples.history(12));
        var beside = Plots.grid(2, alone, alone);
        assertEquals(2 * alone.data().rowCount(), beside.data().rowCount());
        assertTrue(beside.svg().contains("width=\"1440\""));
    }

    @Test
    void oneStyleForAllFiguresThatAreMadeFromThenOn() {
        var before = Plots.loss(TestSamples.history(3));
        Plots.style(FigureStyle.defaults().label("Private work"));
        var after = Plots.loss(TestSamples.history(3));
        assertFalse(before.svg().contains("Private work"));
        assertTrue(after.svg().contains("Private work"));
        assertFalse(after.style(FigureStyle.defaults()).svg().contains("Private work"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "tr-TR", "ar-EG-u-nu-arab"})
    void filesAreTheSameInEveryLocale(String tag, @TempDir Path folder) throws Exception {
        var figure = FIGURES.get("paper-distribution");
        Locale.setDefault(Locale.forLanguageTag(tag));
        for (String form : new String[] {"PDF", "svg", "PNG", "csv", "YAML"}) {
            Path file = folder.resolve("fig." + form);
            figure.save(file);
            String made = "paper-distribution." + form.toLowerCase(Locale.ROOT);
            assertArrayEquals(bytes(made), Files.readAllBytes(file), form + " in " + tag);
        }
    }

    static Stream<Path> wrongNames() {
        return Stream.of("fig", "fig.", ".pdf", "fig.jpg", "fig.eps", "fig.pdf.gz", "folder/fig", "", "/", "..")
                .map(Path::of);
    }

    @ParameterizedTest
    @MethodSource("wrongNames")
    void namesThatSayNoFormatAreRefused(Path file) {
        var figure = FIGURES.get("square");
        for (Executable saves : new Executable[] {
            () -> figure.save(file), () -> figure.saveSvg(file), () -> figure.savePng(file), () -> figure.saveHtml(file)
        }) {
            assertSentence(saves);
            assertFalse(Files.isRegularFile(file));
        }
    }

    @Test
    void noFormatIsWrittenUnderTheNameOfAnother(@TempDir Path folder) {
        var figure = FIGURES.get("square");
        for (String extension : new String[] {"pdf", "svg", "png", "html", "csv", "yaml"}) {
            Path file = folder.resolve("fig." + extension);
            if (!extension.equals("svg")) {
                assertTrue(assertSentence(() -> figure.saveSvg(file)).contains(".svg"));
            }
            if (!extension.equals("png")) {
                assertTrue(assertSentence(() -> figure.savePng(file)).contains(".png"));
            }
            if (!extension.equals("html")) {
                assertTrue(assertSentence(() -> figure.saveHtml(file)).contains(".html"));
            }
            assertFalse(Files.exists(file));
        }
    }

    @Test
    void placesThatTakeNoFileAreRefused(@TempDir Path folder) throws Exception {
        var figure = FIGURES.get("square");
        Path taken = Files.createDirectories(folder.resolve("fig.pdf"));
        for (Path file : new Path[] {taken, folder.resolve("missing/fig.pdf"), Path.of("/proc/fig.svg")}) {
            assertTrue(assertSentence(() -> figure.save(file)).contains(file.toString()));
        }
    }

    @Test
    void sizesThatNoFigureHasAreRefused() {
        var style = FigureStyle.defaults();
        assertSentence(() -> style.width(1));
        assertSentence(() -> style.width(Double.NaN));
        assertSentence(() -> style.height(101));
        assertSentence(() -> style.fontSize(3));
        assertSentence(() -> style.fontSize(Double.NaN));
        assertSentence(() -> style.dpi(10));
        var corner = FIGURES.get("paper-corner");
        assertTrue(assertSentence(() -> corner.style(style.width(4)).svg()).contains("no room"));
        assertTrue(assertSentence(() -> corner.style(style.height(2)).pdf()).contains("no room"));
        assertSentence(() -> Plots.grid(0, corner));
        assertSentence(() -> Plots.grid(2));
        assertSentence(() -> Plots.grid(2, FIGURES.get("grid"), corner));
        assertSentence(() -> FIGURES.get("grid").title("all"));
    }

    /** Letters that the font of PDFs lacks: an outline, or a digit made smaller. */
    @Test
    void lettersOfAnyAlphabetAreDrawn() throws Exception {
        var figure = Plots.loss(TestSamples.history(3)).title("Größe ∪ ⟨x⟩ 10⁻⁰ H₂O Жη 中\n");
        try (PDDocument pdf = Loader.loadPDF(figure.pdf())) {
            String words = new PDFTextStripper().getText(pdf);
            assertTrue(words.contains("Größe") && words.contains("Жη"), words);
        }
    }

    @Test
    void aFigureWithoutATitleLeavesNoRoomForOne() {
        var figure = Plots.loss(TestSamples.history(3));
        var untitled = figure.title("");
        assertTrue(untitled.svg().contains("height=\"418\""), untitled.svg().substring(0, 200));
        assertEquals(figure.data().rowCount(), untitled.data().rowCount());
        assertEquals(ColorCycle.OKABE_ITO, untitled.style().colors());
    }

    private static String assertSentence(Executable call) {
        String message = assertThrows(FlashFlowException.class, call).getMessage();
        assertTrue(message.endsWith(".") && message.lines().count() == 1, message);
        return message;
    }
}
