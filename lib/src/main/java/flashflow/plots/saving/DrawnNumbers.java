package flashflow.plots.saving;

import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The numbers that charts show, in full precision: a row for each bin of a histogram or a band, and each point of a curve. */
public final class DrawnNumbers {
    private final List<DrawnSeries> series = new ArrayList<>();

    /** One number with its place. */
    private record Row(DrawnSeries series, DrawnPoint point) {}

    private DrawnNumbers() {}

    /** Those of several charts, panel after panel. */
    public static DrawnNumbers of(List<Chart> charts) {
        var numbers = new DrawnNumbers();
        for (Chart chart : charts) {
            for (int p = 0; p < chart.panels().size(); p++) {
                Panel panel = chart.panels().get(p);
                for (Series drawn : panel.series()) {
                    numbers.series.add(DrawnSeries.of(chart, p + 1, panel, drawn));
                }
            }
        }
        return numbers;
    }

    List<DrawnSeries> series() {
        return series;
    }

    /**
     * Columns {@code figure} (its title), {@code panel} (from 1), {@code x_axis} and {@code y_axis} (their titles with units),
     * {@code series} (the name of the sample or curve), {@code shape} ({@code steps}, {@code points}, {@code line} or
     * {@code band}), {@code piece} (of a line in several, from 1), {@code x}, {@code x_low} and {@code x_high} (the bin, where
     * there is one), {@code y}, and {@code error} (half the length of the error bar or the height of the band).
     */
    public Table table() {
        var rows = series.stream()
                .flatMap(drawn -> drawn.points().stream().map(point -> new Row(drawn, point)))
                .toList();
        return Table.create(
                "Drawn numbers",
                texts("figure", rows, DrawnSeries::figure),
                IntColumn.create(
                        "panel", rows.stream().mapToInt(row -> row.series().panel())),
                texts("x_axis", rows, DrawnSeries::xAxis),
                texts("y_axis", rows, DrawnSeries::yAxis),
                texts("series", rows, DrawnSeries::name),
                texts("shape", rows, DrawnSeries::shape),
                IntColumn.create(
                        "piece", rows.stream().mapToInt(row -> row.point().piece())),
                numbers("x", rows, DrawnPoint::x),
                numbers("x_low", rows, DrawnPoint::low),
                numbers("x_high", rows, DrawnPoint::high),
                numbers("y", rows, DrawnPoint::y),
                numbers("error", rows, DrawnPoint::error));
    }

    private static StringColumn texts(String name, List<Row> rows, Function<DrawnSeries, String> text) {
        return StringColumn.create(name, rows.stream().map(row -> text.apply(row.series())));
    }

    private static DoubleColumn numbers(String name, List<Row> rows, ToDoubleFunction<DrawnPoint> number) {
        return DoubleColumn.create(name, rows.stream().mapToDouble(row -> number.applyAsDouble(row.point())));
    }
}
