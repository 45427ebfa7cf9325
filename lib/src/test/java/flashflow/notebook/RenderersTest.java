package flashflow.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import flashflow.FlashFlowException;
import flashflow.HtmlTable;
import flashflow.Viewable;
import flashflow.data.hdf5.Hdf5;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.selection.Selection;
import flashflow.data.selection.Split;
import flashflow.plots.Plots;
import flashflow.plots.TestSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class RenderersTest {
    private final Renderer renderer = new Renderer();
    private String cell = "first cell";

    @BeforeEach
    void freshKernel() {
        PlotlyOnce.reset();
        Renderers.register(renderer, () -> cell);
    }

    @AfterEach
    void wholeTraces() {
        FlashFlowException.briefTraces(false);
    }

    @Test
    void theFirstFigureBringsPlotlyAndSoDoesItsCellRunAgain() {
        var figure = Plots.loss(TestSamples.history(2));
        assertTrue(html(figure).length() > 400_000);
        cell = "second cell";
        assertTrue(html(figure).length() < 100_000);
        cell = "first cell";
        assertTrue(html(figure).length() > 400_000);
    }

    /** What the file of the notebook holds counts, whichever session wrote it. */
    @Test
    void anotherSessionsPlotlyIsEnough(@TempDir Path folder) throws IOException {
        var figure = Plots.loss(TestSamples.history(2));
        var file = folder.resolve("book.ipynb");
        PlotlyOnce.reset(() -> StoredNotebook.read(file));
        save(file, "older cell", figure.cellHtml(true));
        cell = "first cell";
        assertTrue(html(figure).length() < 100_000);
        cell = "older cell";
        assertTrue(html(figure).length() > 400_000);
        cell = "first cell";
        assertTrue(html(figure).length() < 100_000);
    }

    @Test
    void plotlyThatWasSavedAwayComesAgain(@TempDir Path folder) throws IOException {
        var figure = Plots.loss(TestSamples.history(2));
        var file = folder.resolve("book.ipynb");
        PlotlyOnce.reset(() -> StoredNotebook.read(file));
        cell = "first cell";
        assertTrue(html(figure).length() > 400_000);
        cell = "second cell";
        assertTrue(html(figure).length() < 100_000, "not yet saved");
        save(file, "first cell, edited and run again", figure.cellHtml(false));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        assertTrue(html(figure).length() > 400_000);
    }

    private static void save(Path file, String source, String html) throws IOException {
        var output = Map.of(
                "output_type",
                "display_data",
                "data",
                Map.of("text/html", html.lines().map(l -> l + "\n").toList()));
        var code = Map.of("cell_type", "code", "source", List.of(source), "outputs", List.of(output));
        Files.writeString(
                file,
                new Gson().toJson(Map.of("cells", List.of(Map.of("cell_type", "markdown", "source", "text"), code))));
    }

    @Test
    void figuresHaveAPictureForEveryReader() {
        var data = renderer.render(Plots.loss(TestSamples.history(2)));
        assertTrue(data.getData(MIMEType.parse("image/png")).toString().startsWith("iVBOR"));
        assertEquals("Figure 'Loss', 2 panels", data.getData(MIMEType.TEXT_PLAIN));
    }

    @Test
    void whatIsChosenOfAFileIsShownAsTables() {
        var file = Path.of("../data/kinds.h5");
        try (var jets = Hdf5Dataset.columns(file, "jets")
                .context("gen_pt")
                .targets("pt", "eta")
                .carry("event")
                .where("pt > 20")
                .open()) {
            var views = List.of(
                    Hdf5.look(file),
                    jets,
                    Selection.of(jets).everyNth(2),
                    Split.of(jets, 1).parts(0.5, 0.5));
            var parts = List.of("open with", "carried", "rows before", "validation");
            for (int i = 0; i < views.size(); i++) {
                String shown = html(views.get(i));
                assertTrue(shown.contains("<table") && shown.contains(parts.get(i)), shown);
            }
        }
    }

    @Test
    void ourOwnViewsAreShown() {
        assertEquals("<i>report</i>", html((Viewable) () -> "<i>report</i>"));
    }

    @Test
    void classicKernelsAreTaughtByReflection() {
        var bare = new Renderer();
        String said = Notebook.register(bare, "org.dflib.jjava.jupyter.kernel.display");
        assertEquals("Figures, tables and reports are registered with this kernel.", said);
        var shown = bare.render(Plots.loss(TestSamples.history(2))).getData(MIMEType.TEXT_HTML);
        assertTrue(shown.toString().contains("<img "));
        assertTrue(Notebook.register(new Object(), "nowhere").contains("takes no renderers"));
        assertTrue(Notebook.register().startsWith("No notebook kernel runs here"));
    }

    @Test
    void tablesAreShortAndEscaped() {
        var table = Table.create(
                "a<b",
                DoubleColumn.create(
                        "x", java.util.stream.IntStream.range(0, 1000).mapToDouble(i -> i / 3.0)),
                StringColumn.create(
                        "s", java.util.stream.IntStream.range(0, 1000).mapToObj(i -> "<&" + i)));
        String html = html(table);
        assertTrue(html.contains("a&lt;b: 1,000 rows, 2 columns"));
        assertTrue(html.contains(">0.33333</td>") && html.contains("&lt;&amp;999"));
        assertEquals(22, html.split("<tr>").length - 1);
        assertFalse(html.contains("<&"));
    }

    @Test
    void theTextOfATableIsTheSameInEveryLanguage() {
        var usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            var table = Table.create("t", DoubleColumn.create("x", new double[21]));
            table.doubleColumn("x").set(0, 0.5);
            var text = renderer.render(table).getData(MIMEType.TEXT_PLAIN).toString();
            assertTrue(text.startsWith("t\n") && text.contains("0.5") && text.endsWith("... 21 rows"), text);
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void numbersInTablesAreShort() {
        assertEquals("5", HtmlTable.number(5));
        assertEquals("0.1", HtmlTable.number(0.1f));
        assertEquals("-17.235", HtmlTable.number(-17.23456));
        assertEquals("1.2346e-05", HtmlTable.number(1.23456e-5));
        assertEquals("100.5", HtmlTable.number(100.5));
        assertEquals("NaN", HtmlTable.number(Double.NaN));
    }

    @Test
    void theKernelFindsTheExtensionAndSurvivesIt() {
        var found = ServiceLoader.load(Extension.class).stream()
                .map(provider -> provider.get().getClass())
                .toList();
        assertTrue(found.contains(FlashFlowExtension.class));
        new FlashFlowExtension().install(null);
    }

    @Test
    void briefTracesKeepOnlyTheCell() {
        var failure = new FlashFlowException("One sentence.", new IllegalStateException("below"));
        assertTrue(failure.getStackTrace().length > 5);
        FlashFlowException.briefTraces(true);
        assertEquals(0, failure.getStackTrace().length);
        assertNull(failure.getCause());
        failure.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("flashflow.plots.Plots", "loss", "Plots.java", 3),
            new StackTraceElement("REPL.$JShell$11", "do_it$", "#11", 1)
        });
        assertEquals(
                "REPL.$JShell$11",
                Arrays.stream(failure.getStackTrace()).findFirst().orElseThrow().getClassName());
    }

    private String html(Object value) {
        return renderer.render(value).getData(MIMEType.TEXT_HTML).toString();
    }
}
