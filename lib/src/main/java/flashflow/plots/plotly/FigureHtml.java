package flashflow.plots.plotly;

import flashflow.Html;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Picture;
import flashflow.plots.drawing.Sheet;
import flashflow.plots.drawing.Theme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** The HTML of a figure: a static image, which a script replaces by the interactive figure where scripts may run. */
public final class FigureHtml {
    private static final String PAGE = PlotlyLibrary.text("page.js")
            .replaceAll("(?m)^ *(//.*)?\n?", "") // each figure carries it
            .replace("DARK_COLOURS", Json.of(Theme.DARK.changes()))
            .replace("PAPER_COLOUR", Palette.PAPER);

    private FigureHtml() {}

    /** The image alone: what viewers without scripts, and figures that change all the time, show. */
    public static String image(Sheet sheet) {
        return image(sheet, ";base64," + base64(Picture.onAnyPage(sheet).getBytes(StandardCharsets.UTF_8)));
    }

    private static String image(Sheet sheet, String data) {
        return String.format(
                Locale.ROOT,
                "<img alt=\"%s\" width=\"%d\" style=\"max-width:100%%\" src=\"data:image/svg+xml%s\"/>",
                Html.escape(sheet.title()),
                sheet.width(),
                data);
    }

    /** A picture as it is, a quarter shorter than in base64; what would end an address or an attribute is escaped. */
    private static String address(String svg) {
        return ","
                + svg.replace("%", "%25")
                        .replace("#", "%23")
                        .replace("&", "%26")
                        .replace("<", "%3C")
                        .replace(">", "%3E")
                        .replace("'", "%26apos;")
                        .replace('"', '\'')
                        .replace('\n', ' ');
    }

    /** The image and its script, for a page in which something else brings plotly.js. */
    public static String interactive(Sheet sheet) {
        String id = newId();
        return framed(id, image(sheet), script(sheet, id));
    }

    /** As {@link #interactive} with image and script in less room: a notebook stores it. */
    public static String packed(Sheet sheet) {
        String id = newId();
        String source =
                """
                const bytes = Uint8Array.from(atob("%s"), c => c.charCodeAt(0));
                new Function(await new Response(
                  new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text())();
                """;
        String image = image(sheet, address(Picture.onAnyPage(sheet)));
        return framed(id, image, String.format(Locale.ROOT, source, base64(gzip(script(sheet, id)))));
    }

    /** The script element that brings plotly.js, once for a page. */
    public static String plotly() {
        return PlotlyLibrary.element();
    }

    /** The image, its script and plotly.js. */
    public static String whole(Sheet sheet) {
        return interactive(sheet) + plotly();
    }

    /** A page of its own, as light or dark as the reader likes pages. */
    public static String page(Sheet sheet) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + Html.escape(sheet.title())
                + "</title>\n<style>body { background: " + Palette.PAPER
                + "; } @media (prefers-color-scheme: dark) { body { background: " + Theme.DARK.of(Palette.PAPER)
                + "; } }</style></head>\n<body>\n" + whole(sheet) + "</body></html>\n";
    }

    private static String newId() {
        return "flashflow-" + UUID.randomUUID();
    }

    private static String framed(String id, String image, String script) {
        return "<div id=\"" + id + "\">" + image + "</div>\n<script>(async () => {\n" + script + "})();</script>\n";
    }

    private static String script(Sheet sheet, String id) {
        return PlotlyLibrary.PROMISE
                + PAGE
                + PlotlyScript.of(sheet)
                + String.format(Locale.ROOT, "window.flashflowPage.draw(\"%s\", {data, layout, config});\n", id);
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var packer = new GZIPOutputStream(bytes)) {
            packer.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
