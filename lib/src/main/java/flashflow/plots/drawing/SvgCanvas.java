package flashflow.plots.drawing;

import flashflow.Html;
import java.util.Locale;

/**
 * Writes SVG 1.1: plain elements with attributes, nothing from outside, safe as the source of an image. Notebooks store these
 * pictures, so lines of one look that follow each other share a path, and what most texts have in common is said once.
 */
final class SvgCanvas implements Canvas {
    private static final String FONTS =
            "system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,'DejaVu Sans',sans-serif";
    private static final Font USUAL = Font.of(11, Palette.TEXT, Anchor.MIDDLE);

    private final StringBuilder svg = new StringBuilder();
    private final Theme theme;
    private int clips;
    private SvgPath path = new SvgPath();
    private String look = "";

    SvgCanvas(Sheet sheet, Theme theme) {
        this.theme = theme;
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
        svg.append("font-family=\"").append(FONTS).append("\" role=\"img\"");
        svg.append(" stroke-linejoin=\"round\" font-size=\"").append(px(USUAL.size()));
        svg.append("\" text-anchor=\"").append(name(USUAL.anchor()));
        svg.append("\" fill=\"").append(theme.of(USUAL.color())).append("\">\n");
        svg.append("<title>").append(Html.escape(sheet.title())).append("</title>\n");
    }

    private static String centimetres(double points) {
        return String.format(Locale.ROOT, "%.4fcm", PrintSize.centimetres(points));
    }

    public String finish() {
        flush();
        return svg + "</svg>\n";
    }

    @Override
    public void clip(Box box) {
        flush();
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
        flush();
        svg.append("</g>\n");
    }

    @Override
    public void line(double[] x, double[] y, String color, double width, boolean dashed) {
        stroked(color, width, dashed ? " stroke-dasharray=\"6 4\"" : "").polyline(x, y);
    }

    @Override
    public void area(double[] x, double[] y, String color, double opacity) {
        flush();
        String paint = theme.of(color);
        if (!paint.equals("none")) {
            String shade = opacity == 1 ? "" : String.format(Locale.ROOT, " fill-opacity=\"%s\"", opacity);
            svg.append("<path d=\"").append(new SvgPath().polyline(x, y).close());
            svg.append("\" fill=\"").append(paint).append('"').append(shade).append("/>\n");
        }
    }

    @Override
    public void dot(double x, double y, double radius, String color) {
        stroked(color, 2 * radius, " stroke-linecap=\"round\"").dot(x, y);
    }

    /** The path to draw such a line with: the one before goes on where it looks the same. */
    private SvgPath stroked(String color, double width, String more) {
        String next = " fill=\"none\" stroke=\"" + theme.of(color) + "\" stroke-width=\"" + px(width) + "\"" + more;
        if (!next.equals(look)) {
            flush();
            look = next;
        }
        return path;
    }

    private void flush() {
        if (!path.isEmpty()) {
            svg.append("<path d=\"").append(path).append('"').append(look).append("/>\n");
            path = new SvgPath();
        }
    }

    @Override
    public void text(String text, double x, double y, Font font) {
        if (text.isEmpty()) {
            return;
        }
        flush();
        svg.append("<text x=\"").append(px(x)).append("\" y=\"").append(px(y)).append('"');
        svg.append(font.color().equals(USUAL.color()) ? "" : " fill=\"" + theme.of(font.color()) + "\"");
        svg.append(font.size() == USUAL.size() ? "" : " font-size=\"" + px(font.size()) + "\"");
        svg.append(font.anchor() == USUAL.anchor() ? "" : " text-anchor=\"" + name(font.anchor()) + "\"");
        svg.append(font.bold() ? " font-weight=\"600\"" : "");
        svg.append(font.upwards() ? String.format(Locale.ROOT, " transform=\"rotate(-90 %s %s)\"", px(x), px(y)) : "");
        svg.append('>').append(Html.escape(text)).append("</text>\n");
    }

    private static String name(Anchor anchor) {
        return anchor.name().toLowerCase(Locale.ROOT);
    }

    /** A tenth of a pixel is finer than the eye. */
    private static String px(double value) {
        return SvgPath.tenths(Math.round(value * 10));
    }
}
