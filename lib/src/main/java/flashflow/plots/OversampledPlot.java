package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.validation.Bins;
import java.util.Arrays;
import java.util.List;

/** A histogram made from many folds of each object, with its errors, and the relative errors below. */
final class OversampledPlot {
    private static final int HEIGHT = 460;

    private OversampledPlot() {}

    static Chart of(String column, double[] edges, double[] values, double[] errors, PlotOptions options) {
        check(edges, values, errors);
        var bins = Bins.of(edges);
        var series = List.of(
                Series.band("error", edges, values, errors, new Style(Palette.SAMPLE, 0, false, 0.3, 0)),
                Series.steps("oversampled", edges, values, Style.line(Palette.SAMPLE)));
        var boxes = Frames.stacked(series, HEIGHT, 0.28);
        var x = Axis.of(options.label(column), options.logX(), bins.low(), bins.high());
        var relative = List.of(Series.steps("relative error", edges, relative(values, errors), Style.line(Palette.GREY))
                .hiddenInLegend());
        double highest = Arrays.stream(relative.get(0).y())
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        var upper = Panel.of(boxes.get(0), x.unlabelled(), yAxis(series, options), series);
        var lower = Panel.of(
                boxes.get(1),
                x,
                Axis.linear("relative error", 0, highest > 0 ? 1.15 * Math.min(highest, 1) : 1),
                relative);
        String title = options.titleOr(column + ", oversampled");
        long hidden = options.logY() ? Arrays.stream(values).filter(v -> v < 0).count() : 0;
        String note = hidden == 0 ? "" : hidden + " bins are negative and have no place on a logarithmic axis";
        return new Chart(title, Frames.WIDTH, HEIGHT, List.of(upper.sharingX(1), lower), note);
    }

    private static Axis yAxis(List<Series> series, PlotOptions options) {
        if (options.logY()) {
            return Ranges.logarithmic("fraction per bin", List.of(series.get(1)));
        }
        double high = Arrays.stream(series.get(0).y()).max().orElse(1);
        // Negative weights can leave negative bins.
        double low = Arrays.stream(series.get(1).y()).min().orElse(0);
        return Axis.linear("fraction per bin", low < 0 ? 1.1 * low : 0, high > 0 ? 1.1 * high : -0.1 * low + 1e-9);
    }

    private static double[] relative(double[] values, double[] errors) {
        double[] relative = new double[values.length];
        Arrays.setAll(relative, i -> values[i] != 0 ? errors[i] / Math.abs(values[i]) : Double.NaN);
        return relative;
    }

    private static void check(double[] edges, double[] values, double[] errors) {
        if (values.length == 0 || edges.length != values.length + 1 || errors.length != values.length) {
            throw new FlashFlowException(
                    "A histogram of " + values.length + " values came with " + edges.length + " edges and "
                            + errors.length + " errors; give one edge more than values, and one error for each.");
        }
        requireFinite("values", values);
        requireFinite("errors", errors);
    }

    private static void requireFinite(String what, double[] numbers) {
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                throw new FlashFlowException(
                        "The histogram holds " + number + " among its " + what + "; give finite ones only.");
            }
        }
    }
}
