package flashflow.plots.drawing;

import java.awt.image.BufferedImage;

/** A sheet as a static picture. */
public final class Picture {
    private Picture() {}

    /** As an SVG document, dark on white, in centimetres where a size was asked for, else in pixels. */
    public static String svg(Sheet sheet) {
        return svg(sheet, Theme.LIGHT);
    }

    /** As an SVG document without a ground, to be read on light and on dark pages. */
    public static String onAnyPage(Sheet sheet) {
        return svg(sheet, Theme.EITHER);
    }

    private static String svg(Sheet sheet, Theme theme) {
        var canvas = new SvgCanvas(sheet, theme);
        ChartPainter.paint(sheet, canvas);
        return canvas.finish();
    }

    /**
     * As an image, with the fonts that Java finds.
     *
     * @param scale pixels of the image for each pixel of the screen
     */
    public static BufferedImage image(Sheet sheet, double scale) {
        return image(sheet, (int) Math.round(sheet.width() * scale), (int) Math.round(sheet.height() * scale));
    }

    /** As an image of its size on paper; see {@link #image(Sheet, double)}. */
    public static BufferedImage image(Sheet sheet) {
        var size = sheet.size();
        return image(sheet, size.pixels(size.width()), size.pixels(size.height()));
    }

    private static BufferedImage image(Sheet sheet, int width, int height) {
        var canvas = new ImageCanvas(width, height, (double) width / sheet.width(), (double) height / sheet.height());
        ChartPainter.paint(sheet, canvas);
        return canvas.finish();
    }

    /** The bytes of a PNG file in 64 colours, a third of what {@link #image} takes: no finer than a notebook's cell needs. */
    public static byte[] smallPng(Sheet sheet) {
        return FewColours.png(image(sheet, 1));
    }

    /** As a PDF document of one page, drawn in vectors, with its font inside. */
    public static byte[] pdf(Sheet sheet) {
        try (var canvas = new PdfCanvas(sheet)) {
            ChartPainter.paint(sheet, canvas);
            return canvas.finish();
        }
    }
}
