package flashflow.plots.drawing;

import java.awt.image.BufferedImage;

/** A chart as a static picture. */
public final class Picture {
    private Picture() {}

    /** As an SVG document. */
    public static String svg(Chart chart) {
        var canvas = new SvgCanvas(chart.width(), chart.height(), chart.title());
        new ChartPainter(chart, canvas).paint();
        return canvas.finish();
    }

    /**
     * As an image, with the fonts that Java finds.
     *
     * @param scale pixels of the image for each pixel of the SVG
     */
    public static BufferedImage image(Chart chart, double scale) {
        var canvas = new ImageCanvas(chart.width(), chart.height(), scale);
        new ChartPainter(chart, canvas).paint();
        return canvas.finish();
    }
}
