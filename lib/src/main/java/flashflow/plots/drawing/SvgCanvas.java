package flashflow.plots.drawing;

import flashflow.Html;
import java.util.Locale;

/** Writes SVG 1.1: plain elements with attributes, nothing from outside, safe as the source of an image. */
final class SvgCanvas implements Canvas {
    private static final String FONTS =
            "system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,'DejaVu Sans',sans-serif";

    private final StringBuilder svg = new StringBuilder();
    private int clips;

    public SvgCanvas(Sheet sheet) {
        var size = sheet.size();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %d %d\" ",
                size.given() ? centimetres(size.width()) : sheet.width(),
                size.given() ? centimetres(size.height()) : sheet.height(),
                sheet.width(),
                sheet.height()));
        // The size on paper holds, even where it is a part of a pixel off the shape of the drawing.
        svg.append(size.given() ? "preserveAspectRatio=\"none\" " : "");
        svg.append("font-family=\"").append(FONTS).append("\" role=\"img\">\n");
        svg.append("<title>").append(Html.escape(sheet.title())).append("</title>\n");
    }

    private static String centimetres(double points) {
        return String.format(Locale.ROOT, "%.4fcm", PrintSize.centimetres(points));
    }

    public String finish() {
        return svg + "</svg>\n";
    }

    @Override
    public void clip(Box box) {
        clips++;
        svg.append(String.format(
                Locale.ROOT,
                "<clipPath id=\"c%d\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/></clipPath>",
                clips,
                px(box.x()),
                px(box.y()),
                px(box.width()),
                px(box.height())));
        svg.append(String.format(Locale.ROOT, "<g clip-path=\"url(#c%d)\">\n", clips));
    }

    @Override
    public void unclip() {
        svg.append("</g>\n");
    }

    @Override
    public void line(double[] x, double[] y, String color, double width, boolean dashed) {
        String path = path(x, y);
        if (!path.isEmpty()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s stroke-linejoin=\"round\"/>\n",
                    path,
                    color,
                    px(width),
                    dashed ? " stroke-dasharray=\"6 4\"" : ""));
        }
    }

    @Override
    public void area(double[] x, double[] y, String color, double opacity) {
        svg.append(String.format(
                Locale.ROOT, "<path d=\"%sZ\" fill=\"%s\" fill-opacity=\"%s\"/>\n", path(x, y), color, opacity));
    }

    @Override
    public void dot(double x, double y, double radius, String color) {
        svg.append(String.format(
                Locale.ROOT, "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"/>\n", px(x), px(y), px(radius), color));
    }

    @Override
    public void text(String text, double x, double y, Font font) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%s\" y=\"%s\" font-size=\"%s\" fill=\"%s\" text-anchor=\"%s\"",
                px(x),
                px(y),
                px(font.size()),
                font.color(),
                font.anchor().name().toLowerCase(Locale.ROOT)));
        svg.append(font.bold() ? " font-weight=\"600\"" : "");
        svg.append(font.upwards() ? String.format(Locale.ROOT, " transform=\"rotate(-90 %s %s)\"", px(x), px(y)) : "");
        svg.append('>').append(Html.escape(text)).append("</text>\n");
    }

    private static String path(double[] x, double[] y) {
        var path = new StringBuilder();
        boolean down = false;
        for (int i = 0; i < x.length; i++) {
            boolean drawable = Double.isFinite(x[i]) && Double.isFinite(y[i]);
            if (drawable) {
                path.append(down ? 'L' : 'M').append(px(x[i])).append(' ').append(px(y[i]));
            }
            down = drawable;
        }
        return path.toString();
    }

    /** A tenth of a pixel is finer than the eye. */
    private static String px(double value) {
        double rounded = Math.round(value * 10) / 10.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
