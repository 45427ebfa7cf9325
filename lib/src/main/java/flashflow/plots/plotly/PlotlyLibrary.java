package flashflow.plots.plotly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * plotly.js (basic bundle 2.35.3: lines and markers are all that figures use, MIT licence), which travels inside the jar, so that figures need no network. It is
 * unpacked in the page and kept under a name of our own: no other Plotly of the page is touched, and require.js does not
 * take it.
 */
final class PlotlyLibrary {
    private static final String RESOURCE = "plotly-basic-2.35.3.min.js.gz";

    /** Makes the promise that figures wait for, whichever script of the page runs first. */
    static final String PROMISE =
            """
            window.flashflowPlotly = window.flashflowPlotly || (() => {
              let ready;
              const promise = new Promise(resolve => { ready = resolve; });
              promise.ready = ready;
              return promise;
            })();
            """;

    private PlotlyLibrary() {}

    /** A script element that unpacks the library, about 450 kB. */
    public static String element() {
        return "<script>(async () => {\n" + PROMISE
                + String.format(
                        Locale.ROOT,
                        """
                if (window.flashflowPlotly.asked) return;
                window.flashflowPlotly.asked = true;
                const bytes = Uint8Array.from(atob("%s"), c => c.charCodeAt(0));
                const source = await new Response(
                  new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
                const module = {exports: {}};
                new Function("module", "exports", "define", source)(module, module.exports, undefined);
                window.flashflowPlotly.ready(module.exports);
                """,
                        packed())
                + "})();</script>\n";
    }

    private static String packed() {
        return Base64.getEncoder().encodeToString(bytes(RESOURCE));
    }

    /** A script that travels beside this class. */
    static String text(String resource) {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String resource) {
        try (var in = PlotlyLibrary.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
