package flashflow.plots.saving;

import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The numbers of one curve, histogram or band.
 *
 * @param figure title of its chart
 * @param panel its number, from 1
 * @param xAxis title with the unit
 * @param yAxis title with the unit
 * @param name of the sample or curve
 * @param shape how the numbers are drawn
 * @param points from left to right, or along the line
 */
record DrawnSeries(
        String figure, int panel, String xAxis, String yAxis, String name, String shape, List<DrawnPoint> points) {

    static DrawnSeries of(Chart chart, int number, Panel panel, Series series) {
        String shape = series.shape() == Series.Shape.AREA
                ? "band"
                : series.shape().name().toLowerCase(Locale.ROOT);
        return new DrawnSeries(
                chart.title(),
                number,
                panel.x().title(),
                panel.y().title(),
                series.group(),
                shape,
                points(series, panel.x()));
    }

    private static List<DrawnPoint> points(Series series, Axis axis) {
        return switch (series.shape()) {
            case STEPS -> steps(series, axis);
            case AREA -> band(series, axis);
            case POINTS, LINE -> line(series);
        };
    }

    private static List<DrawnPoint> steps(Series series, Axis axis) {
        var points = new ArrayList<DrawnPoint>();
        for (int i = 0; i < series.y().length; i++) {
            points.add(inBin(series.x(), i, axis, series.y()[i], Double.NaN));
        }
        return points;
    }

    /** The outline goes along the upper edge and back along the lower one, with two corners for each bin. */
    private static List<DrawnPoint> band(Series series, Axis axis) {
        var points = new ArrayList<DrawnPoint>();
        double[] y = series.y();
        for (int i = 0; i < y.length / 4; i++) {
            double upper = y[2 * i];
            double lower = y[y.length - 1 - 2 * i];
            points.add(inBin(series.edges(), i, axis, (upper + lower) / 2, (upper - lower) / 2));
        }
        return points;
    }

    private static DrawnPoint inBin(double[] edges, int bin, Axis axis, double y, double error) {
        double low = edges[bin];
        double high = edges[bin + 1];
        double middle = axis.log() && low > 0 ? Math.sqrt(low) * Math.sqrt(high) : (low + high) / 2;
        return new DrawnPoint(1, middle, low, high, y, error);
    }

    /** A gap ends a piece; points that are not drawn keep their bins. */
    private static List<DrawnPoint> line(Series series) {
        var points = new ArrayList<DrawnPoint>();
        boolean bins = series.edges().length == series.y().length + 1;
        boolean gap = false;
        int piece = 1;
        for (int i = 0; i < series.y().length; i++) {
            boolean drawn = Double.isFinite(series.x()[i]) && Double.isFinite(series.y()[i]);
            if (drawn || bins) {
                piece += gap && !points.isEmpty() ? 1 : 0;
                points.add(new DrawnPoint(
                        bins ? 1 : piece,
                        series.x()[i],
                        bins ? series.edges()[i] : Double.NaN,
                        bins ? series.edges()[i + 1] : Double.NaN,
                        series.y()[i],
                        series.errors().length > 0 ? series.errors()[i] : Double.NaN));
            }
            gap = !drawn;
        }
        return points;
    }
}
