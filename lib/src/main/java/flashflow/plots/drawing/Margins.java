package flashflow.plots.drawing;

import java.util.List;

/**
 * What stands above and below the panels of a chart: title, legend, label and luminosity, then the note. Distances in pixels
 * from the upper edge of the chart.
 *
 * @param title lines of the title
 * @param legend baseline of the first row of the legend
 * @param label baseline of the label
 * @param luminosity baseline of the luminosity, which stands below the label where both have no room in a row
 * @param top height of all that is above the panels
 * @param note lines of the note
 */
public record Margins(
        List<String> title, double legend, double label, double luminosity, double top, List<String> note) {
    public static final double TITLE_LINE = 19;
    public static final double NOTE_LINE = 14;

    private static final double TITLE_ADVANCE = 8.9;
    private static final double NOTE_ADVANCE = 5.6;
    private static final double LABEL_ROW = 18;
    private static final double LABEL_ADVANCE = 6.3;
    private static final double BOLD_ADVANCE = 6.9;

    public static Margins of(Chart chart) {
        double room = chart.width() - Frames.LEFT - 10;
        var title = Lines.of(chart.title(), room, TITLE_ADVANCE);
        double more =
                title.isEmpty() ? Frames.TITLE_BASELINE - Frames.LEGEND_BASELINE : TITLE_LINE * (title.size() - 1);
        double top = Frames.top(chart.legend(), chart.width()) + more;
        int rows = labelRows(chart);
        return new Margins(
                title,
                Frames.LEGEND_BASELINE + more,
                top + LABEL_ROW - 7,
                top + Math.max(1, rows) * LABEL_ROW - 7,
                top + rows * LABEL_ROW,
                Lines.of(chart.note(), room, NOTE_ADVANCE));
    }

    private static int labelRows(Chart chart) {
        int left = chart.label().length();
        int right = chart.luminosity().length();
        double room = chart.width() - Frames.LEFT - Frames.RIGHT;
        boolean together = left == 0 || right == 0 || left * BOLD_ADVANCE + (right + 2) * LABEL_ADVANCE <= room;
        return left + right == 0 ? 0 : together ? 1 : 2;
    }

    /** Height of the lines of the note after the first. */
    double moreNote() {
        return NOTE_LINE * Math.max(0, note.size() - 1);
    }
}
