package flashflow.plots.drawing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All that a figure shows, free of any way to draw it; the painter and the Plotly script are two readings of it.
 *
 * @param title title on top, or empty
 * @param width width in pixels
 * @param height height in pixels
 * @param panels frames, at least one
 * @param note small print at the bottom, or empty
 * @param label text at the upper left of the frame, or empty
 * @param luminosity text at the upper right of the frame, or empty
 */
public record Chart(
        String title, int width, int height, List<Panel> panels, String note, String label, String luminosity) {
    public Chart {
        panels = List.copyOf(panels);
    }

    public Chart(String title, int width, int height, List<Panel> panels, String note) {
        this(title, width, height, panels, note, "", "");
    }

    public Chart titled(String text) {
        return new Chart(text, width, height, panels, note, label, luminosity);
    }

    /** With its panels lower, and as much higher. */
    public Chart lowered(double pixels) {
        var lower = panels.stream()
                .map(panel -> panel.at(panel.box().movedBy(0, pixels)))
                .toList();
        return of(width, (int) Math.ceil(height + pixels), lower);
    }

    Chart labelled(String left, String right) {
        return new Chart(title, width, height, panels, note, left, right);
    }

    Chart of(int newWidth, int newHeight, List<Panel> newPanels) {
        return new Chart(title, newWidth, newHeight, newPanels, note, label, luminosity);
    }

    /** The series that the legend names, once for each group. */
    public List<Series> legend() {
        Map<String, Series> entries = new LinkedHashMap<>();
        panels.forEach(panel -> panel.series().stream()
                .filter(Series::inLegend)
                .forEach(series -> entries.putIfAbsent(series.group(), series)));
        return List.copyOf(entries.values());
    }

    /** Whether every curve has one height for each x, so that all of them can be read off above one x. */
    public boolean runsAlongX() {
        return panels.stream().flatMap(panel -> panel.series().stream()).allMatch(Chart::runsAlongX);
    }

    /** Whether a curve has one height for each x. */
    public static boolean runsAlongX(Series series) {
        double[] x = series.x();
        return series.shape() == Series.Shape.AREA
                || IntStream.range(1, x.length).allMatch(i -> x[i] >= x[i - 1]);
    }
}
