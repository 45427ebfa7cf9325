package flashflow.plots.drawing;

import java.util.List;

/**
 * What stands above and below the panels of a chart: title, legend, label and luminosity, then the note. Distances in pixels
 * from the upper edge of the chart.
 *
 * @param title lines of the title
 * @param legend baseline of the first row of the legend
 * @param label baseline of label and luminosity
 * @param top height of all that is above the panels
 * @param note lines of the note
 */
record Margins(List<String> title, double legend, double label, double top, List<String> note) {
    static final double TITLE_LINE = 19;
    static final double NOTE_LINE = 14;

    private static final double TITLE_ADVANCE = 8.4;
    private static final double NOTE_ADVANCE = 5.6;
    private static final double LABEL_ROW = 18;

    static Margins of(Chart chart) {
        double room = chart.width() - Frames.LEFT - 10;
        var title = Lines.of(chart.title(), room, TITLE_ADVANCE);
        double more =
                title.isEmpty() ? Frames.TITLE_BASELINE - Frames.LEGEND_BASELINE : TITLE_LINE * (title.size() - 1);
        double top = Frames.top(chart.legend(), chart.width()) + more;
        boolean labelled = !chart.label().isEmpty() || !chart.luminosity().isEmpty();
        return new Margins(
                title,
                Frames.LEGEND_BASELINE + more,
                top + LABEL_ROW - 7,
                labelled ? top + LABEL_ROW : top,
                Lines.of(chart.note(), room, NOTE_ADVANCE));
    }

    /** Height of the lines of the note after the first. */
    double moreNote() {
        return NOTE_LINE * Math.max(0, note.size() - 1);
    }
}
