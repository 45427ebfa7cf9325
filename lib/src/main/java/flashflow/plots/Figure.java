package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.Viewable;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Picture;
import flashflow.plots.drawing.Sheet;
import flashflow.plots.plotly.FigureHtml;
import flashflow.plots.saving.DrawnNumbers;
import flashflow.plots.saving.FigureFormat;
import flashflow.plots.saving.HepData;
import flashflow.plots.saving.NumbersCsv;
import flashflow.plots.saving.PngFile;
import flashflow.plots.style.FigureStyle;
import flashflow.storage.AtomicFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import tech.tablesaw.api.Table;

/**
 * A finished plot, or several in a grid: in a notebook an interactive Plotly figure, with a static picture wherever scripts may
 * not run; on disk a PDF, SVG, PNG or HTML file, or the numbers that it shows. Nothing is fetched from a network. Immutable;
 * made by {@link Plots}.
 */
public final class Figure implements Viewable {
    private static final double CSS_DPI = 96;

    private final List<Chart> charts;
    private final int columns;
    private final FigureStyle style;

    Figure(Chart chart) {
        this(List.of(chart), 1, Plots.style());
    }

    /** Of a chart, for packages that draw figures of their own. */
    public static Figure of(Chart chart) {
        return new Figure(chart);
    }

    private Figure(List<Chart> charts, int columns, FigureStyle style) {
        this.charts = List.copyOf(charts);
        this.columns = columns;
        this.style = style;
    }

    /** @throws FlashFlowException if there is no figure, or one is itself a grid */
    static Figure grid(int columns, List<Figure> figures) {
        if (columns < 1 || figures.isEmpty()) {
            throw new FlashFlowException("A grid of " + figures.size() + " figures in " + columns
                    + " columns cannot be made; give at least" + " one of each.");
        }
        if (figures.stream().anyMatch(figure -> figure.charts.size() > 1)) {
            throw new FlashFlowException(
                    "One of the figures is a grid itself, and a grid takes single ones; give those that it is made of.");
        }
        var charts = figures.stream().map(figure -> figure.charts.get(0)).toList();
        return new Figure(charts, Math.min(columns, charts.size()), Plots.style());
    }

    /** The title, or an empty string; those of a grid with commas between them. */
    public String title() {
        return String.join(
                ", ",
                charts.stream()
                        .map(Chart::title)
                        .filter(text -> !text.isEmpty())
                        .toList());
    }

    /**
     * The same figure under another title.
     *
     * @throws FlashFlowException if it is a grid, whose figures have their own
     */
    public Figure title(String title) {
        if (charts.size() > 1) {
            throw new FlashFlowException("A grid of " + charts.size()
                    + " figures has no title of its own; give each figure its title before.");
        }
        return new Figure(List.of(charts.get(0).titled(title)), columns, style);
    }

    /** The same figure in another size, other colours, or with labels; see {@link FigureStyle}. */
    public Figure style(FigureStyle other) {
        return new Figure(charts, columns, other);
    }

    /** How it looks. */
    public FigureStyle style() {
        return style;
    }

    /** The numbers that the figure shows, in full precision; see {@link DrawnNumbers#table}. */
    public Table data() {
        return DrawnNumbers.of(charts).table();
    }

    /** The static picture as an SVG document. */
    public String svg() {
        return Picture.svg(sheet());
    }

    /** The static picture as the bytes of a PDF file: vectors, and text that can be searched, with its font inside. */
    public byte[] pdf() {
        return withFonts(() -> Picture.pdf(sheet()), "A PDF with letters that its own font lacks");
    }

    /**
     * The static picture as the bytes of a PNG file, in the resolution of its style: at twice the size on screen, unless told.
     *
     * @throws FlashFlowException if Java finds no font to write with
     */
    public byte[] png() {
        return withFonts(() -> PngFile.of(Picture.image(sheet()), style.dpi()), "A PNG");
    }

    /**
     * The static picture as the bytes of a PNG file.
     *
     * @param scale pixels of the file for each pixel of the screen, 0.1 to 10
     * @throws FlashFlowException if Java finds no font to write with, or the scale is out of range
     */
    public byte[] png(double scale) {
        if (!(scale >= 0.1 && scale <= 10)) {
            throw new FlashFlowException("A picture cannot be scaled by " + scale + "; give a number from 0.1 to 10.");
        }
        return withFonts(() -> PngFile.of(Picture.image(sheet(), scale), scale * CSS_DPI), "A PNG");
    }

    private static byte[] withFonts(Supplier<byte[]> drawn, String what) {
        try {
            return drawn.get();
        } catch (NullPointerException | LinkageError | InternalError e) {
            // How a JDK without fontconfig or without its AWT library answers the first text.
            throw new FlashFlowException(
                    what
                            + " cannot be drawn because Java finds no fonts here; install fontconfig and a font, or save an"
                            + " SVG.",
                    e);
        }
    }

    /**
     * A fragment of HTML that needs nothing else: the picture, the interactive figure, and plotly.js itself (about 450 kB).
     */
    public String html() {
        return FigureHtml.whole(sheet());
    }

    /** As {@link #html()}, but for a page in which another figure brings plotly.js; until then the picture stands. */
    public String htmlWithoutPlotly() {
        return FigureHtml.interactive(sheet());
    }

    /**
     * For a cell, whose notebook stores it: as {@link #html()} or {@link #htmlWithoutPlotly()}, with the figure's numbers packed.
     *
     * @param plotly whether to bring plotly.js, because no other cell does
     */
    public String cellHtml(boolean plotly) {
        return FigureHtml.packed(sheet()) + (plotly ? FigureHtml.plotly() : "");
    }

    /** The static picture for a cell as the bytes of a PNG file: at the size on screen and in 64 colours. */
    public byte[] cellPng() {
        return withFonts(() -> Picture.smallPng(sheet()), "A PNG");
    }

    /** The picture alone as HTML, without any script. */
    public String staticHtml() {
        return FigureHtml.image(sheet());
    }

    @Override
    public String toHtml() {
        return html();
    }

    /**
     * Writes the figure as what the name of the file says: {@code .pdf}, {@code .svg} and {@code .png} for the picture, {@code
     * .html} for the interactive figure as a page of its own, which opens without a network, {@code .csv} for its {@link
     * #data}, {@code .yaml} for the same as tables for HEPData. Beside it first, then renamed.
     *
     * @throws FlashFlowException if the name says something else or nothing, or the file cannot be written
     */
    public void save(Path file) {
        switch (FigureFormat.of(file)) {
            case PDF -> write(file, pdf());
            case SVG -> write(file, text(svg()));
            case PNG -> write(file, png());
            case HTML -> write(file, text(FigureHtml.page(sheet())));
            case CSV -> write(file, text(NumbersCsv.of(data())));
            case YAML -> write(file, text(HepData.yaml(DrawnNumbers.of(charts))));
        }
    }

    /** {@link #save} for a name that ends in {@code .svg}. */
    public void saveSvg(Path file) {
        save(FigureFormat.SVG.requireOf(file));
    }

    /** {@link #save} for a name that ends in {@code .png}. */
    public void savePng(Path file) {
        save(FigureFormat.PNG.requireOf(file));
    }

    /** {@link #save} for a name that ends in {@code .html}. */
    public void saveHtml(Path file) {
        save(FigureFormat.HTML.requireOf(file));
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path file, byte[] content) {
        AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(content)));
    }

    @Override
    public String toString() {
        int panels = charts.stream().mapToInt(chart -> chart.panels().size()).sum();
        return "Figure '" + title() + "', " + panels + " panel" + (panels == 1 ? "" : "s");
    }

    private Sheet sheet() {
        return Sheet.of(charts, columns, style);
    }

    List<Chart> charts() {
        return charts;
    }

    /** The first chart, as it was made. */
    Chart chart() {
        return charts.get(0);
    }
}
