package flashflow.plots;

import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Series;
import flashflow.validation.Bins;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Ends of axes from what is drawn. */
final class Ranges {
    private Ranges() {}

    /** A linear axis with a margin of 6 % around all finite heights (error bars not counted). */
    static Axis around(String title, List<Series> series) {
        double low = heights(series).min().orElse(0);
        double high = heights(series).max().orElse(1);
        double margin = high > low ? 0.06 * (high - low) : Math.max(1e-9, 0.05 * Math.abs(high));
        return Axis.linear(title, low - margin, high + margin);
    }

    /** A linear axis with a margin of 6 % around all finite points and their error bars. */
    static Axis withErrors(String title, List<Series> series) {
        var ends = series.stream()
                .flatMap(s -> Stream.of(shifted(s, -1), shifted(s, 1)))
                .toList();
        return around(title, ends);
    }

    private static Series shifted(Series series, int sign) {
        double[] y = series.y().clone();
        Arrays.setAll(y, i -> y[i] + sign * series.errors()[i]);
        return Series.line(series.name(), series.x(), y, series.style());
    }

    /** An axis from the first edge of bins to the last, logarithmic as they are. */
    static Axis along(String title, Bins bins) {
        return Axis.of(title, bins.log(), bins.low(), bins.high());
    }

    /** A logarithmic axis a little beyond the positive heights. */
    static Axis logarithmic(String title, List<Series> series) {
        double low = heights(series).filter(y -> y > 0).min().orElse(0.1);
        double high = heights(series).filter(y -> y > 0).max().orElse(1);
        double factor = Math.max(1.2, Math.exp(0.06 * (Math.log(high) - Math.log(low))));
        return Axis.logarithmic(
                title, Math.max(low / factor, Double.MIN_VALUE), Math.min(high * factor, Double.MAX_VALUE));
    }

    private static java.util.stream.DoubleStream heights(List<Series> series) {
        return series.stream().flatMapToDouble(s -> Arrays.stream(s.y())).filter(Double::isFinite);
    }
}
