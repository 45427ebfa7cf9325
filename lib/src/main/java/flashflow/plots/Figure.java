package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.Viewable;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.FigureHtml;
import flashflow.plots.drawing.Picture;
import flashflow.storage.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A finished plot: in a notebook an interactive Plotly figure, with a static picture wherever scripts may not run; on disk an
 * SVG, PNG or HTML file. Nothing is fetched from a network. Immutable; made by {@link Plots}.
 */
public final class Figure implements Viewable {
    private final Chart chart;

    Figure(Chart chart) {
        this.chart = chart;
    }

    /** Of a chart, for packages that draw figures of their own. */
    public static Figure of(Chart chart) {
        return new Figure(chart);
    }

    /** The title, or an empty string. */
    public String title() {
        return chart.title();
    }

    /** The same figure under another title. */
    public Figure title(String title) {
        return new Figure(chart.titled(title));
    }

    /** The static picture as an SVG document. */
    public String svg() {
        return Picture.svg(chart);
    }

    /**
     * The static picture as the bytes of a PNG file, at twice the size on screen.
     *
     * @throws FlashFlowException if Java finds no font to write with
     */
    public byte[] png() {
        return png(2);
    }

    /**
     * The static picture as the bytes of a PNG file.
     *
     * @param scale pixels of the file for each pixel of the SVG, 0.1 to 10
     * @throws FlashFlowException if Java finds no font to write with, or the scale is out of range
     */
    public byte[] png(double scale) {
        if (!(scale >= 0.1 && scale <= 10)) {
            throw new FlashFlowException("A picture cannot be scaled by " + scale + "; give a number from 0.1 to 10.");
        }
        try {
            return encoded(Picture.image(chart, scale));
        } catch (NullPointerException | LinkageError | InternalError e) {
            // How a JDK without fontconfig or without its AWT library answers the first text.
            throw new FlashFlowException(
                    "A PNG cannot be drawn because Java finds no fonts here; install fontconfig and a font, or save an SVG.",
                    e);
        }
    }

    private static byte[] encoded(BufferedImage image) {
        try (var bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A fragment of HTML that needs nothing else: the picture, the interactive figure, and plotly.js itself (about 600 kB).
     */
    public String html() {
        return FigureHtml.whole(chart);
    }

    /** As {@link #html()}, but for a page in which another figure brings plotly.js; until then the picture stands. */
    public String htmlWithoutPlotly() {
        return FigureHtml.interactive(chart);
    }

    /** The picture alone as HTML, without any script. */
    public String staticHtml() {
        return FigureHtml.image(chart);
    }

    @Override
    public String toHtml() {
        return html();
    }

    /**
     * Writes the static picture as an SVG file: beside it first, then renamed.
     *
     * @throws FlashFlowException if the file cannot be written
     */
    public void saveSvg(Path file) {
        write(file, svg().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes the static picture as a PNG file: beside it first, then renamed.
     *
     * @throws FlashFlowException if the file cannot be written or Java finds no fonts
     */
    public void savePng(Path file) {
        write(file, png());
    }

    /**
     * Writes the interactive figure as a page of its own, which opens without a network: beside it first, then renamed.
     *
     * @throws FlashFlowException if the file cannot be written
     */
    public void saveHtml(Path file) {
        write(file, FigureHtml.page(chart).getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] content) {
        AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(content)));
    }

    @Override
    public String toString() {
        return "Figure '" + chart.title() + "', " + chart.panels().size() + " panel"
                + (chart.panels().size() == 1 ? "" : "s");
    }

    Chart chart() {
        return chart;
    }
}
