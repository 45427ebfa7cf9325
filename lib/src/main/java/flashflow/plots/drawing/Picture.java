package flashflow.plots.drawing;

import java.awt.image.BufferedImage;

/** A chart as a static picture. */
public final class Picture {
    private Picture() {}

    /** As an SVG document, dark on white. */
    public static String svg(Chart chart) {
        return svg(chart, Theme.LIGHT);
    }

    /** As an SVG document without a ground, to be read on light and on dark pages. */
    static String onAnyPage(Chart chart) {
        return svg(chart, Theme.EITHER);
    }

    private static String svg(Chart chart, Theme theme) {
        var canvas = new SvgCanvas(chart.width(), chart.height(), chart.title(), theme);
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

    /** The bytes of a PNG file in 64 colours, a third of what {@link #image} takes: no finer than a notebook's cell needs. */
    public static byte[] smallPng(Chart chart) {
        return FewColours.png(image(chart, 1));
    }
}
