package flashflow.notebook;

import flashflow.plots.Figure;

/**
 * Puts plotly.js into the first figure of a notebook only: 600 kB once, not with every figure. When the cell that brought
 * it runs again, its old output goes, so it brings plotly.js again.
 */
final class PlotlyOnce {
    private static String bringer;

    private PlotlyOnce() {}

    /** @param source source of the running cell */
    static synchronized String html(Figure figure, String source) {
        boolean brings = bringer == null || bringer.equals(source);
        if (brings) {
            bringer = source;
        }
        return brings ? figure.html() : figure.htmlWithoutPlotly();
    }

    /** As in a fresh kernel. */
    static synchronized void reset() {
        bringer = null;
    }
}
