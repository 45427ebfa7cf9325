package flashflow.plots.drawing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/** The HTML of a figure: a static image, which a script replaces by the interactive figure where scripts may run. */
public final class FigureHtml {
    private FigureHtml() {}

    /** The image alone: what viewers without scripts, and figures that change all the time, show. */
    public static String image(Chart chart, String svg) {
        String data = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
        return String.format(
                Locale.ROOT,
                "<img alt=\"%s\" width=\"%d\" style=\"max-width:100%%\" src=\"data:image/svg+xml;base64,%s\"/>",
                Markup.escape(chart.title()),
                chart.width(),
                data);
    }

    public static String interactive(Chart chart, String svg) {
        String id = "flashflow-" + UUID.randomUUID();
        return "<div id=\"" + id + "\">" + image(chart, svg) + "</div>\n" + script(chart, id);
    }

    public static String page(Chart chart, String svg) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + Markup.escape(chart.title())
                + "</title></head>\n<body>\n" + interactive(chart, svg) + PlotlyLibrary.element() + "</body></html>\n";
    }

    private static String script(Chart chart, String id) {
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
                        PlotlyScript.of(chart))
                + "})();</script>\n";
    }
}
