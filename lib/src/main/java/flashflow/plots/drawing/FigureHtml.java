package flashflow.plots.drawing;

import flashflow.Html;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/** The HTML of a figure: a static image, which a script replaces by the interactive figure where scripts may run. */
public final class FigureHtml {
    private FigureHtml() {}

    /** The image alone: what viewers without scripts, and figures that change all the time, show. */
    public static String image(Sheet sheet) {
        String data = Base64.getEncoder().encodeToString(Picture.svg(sheet).getBytes(StandardCharsets.UTF_8));
        return String.format(
                Locale.ROOT,
                "<img alt=\"%s\" width=\"%d\" style=\"max-width:100%%\" src=\"data:image/svg+xml;base64,%s\"/>",
                Html.escape(sheet.title()),
                sheet.width(),
                data);
    }

    /** The image and its script, for a page in which something else brings plotly.js. */
    public static String interactive(Sheet sheet) {
        String id = "flashflow-" + UUID.randomUUID();
        return "<div id=\"" + id + "\">" + image(sheet) + "</div>\n" + script(sheet, id);
    }

    /** The image, its script and plotly.js. */
    public static String whole(Sheet sheet) {
        return interactive(sheet) + PlotlyLibrary.element();
    }

    /** A page of its own. */
    public static String page(Sheet sheet) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + Html.escape(sheet.title())
                + "</title></head>\n<body>\n" + whole(sheet) + "</body></html>\n";
    }

    private static String script(Sheet sheet, String id) {
        return "<script>(() => {\n" + PlotlyLibrary.PROMISE
                + String.format(
                        Locale.ROOT,
                        """
                const draw = (Plotly, tries) => {
                  const div = document.getElementById("%s");
                  if (!div) { if (tries > 0) setTimeout(draw, 50, Plotly, tries - 1); return; }
                %s
                  const image = div.querySelector("img");
                  const target = document.createElement("div");
                  target.style.width = layout.width + "px";
                  div.appendChild(target);
                  if (image) image.style.display = "none";
                  Plotly.newPlot(target, data, layout, config).catch(() => {
                    target.remove();
                    if (image) image.style.display = "";
                  });
                };
                window.flashflowPlotly.then(Plotly => draw(Plotly, 100));
                """,
                        id,
                        PlotlyScript.of(sheet))
                + "})();</script>\n";
    }
}
