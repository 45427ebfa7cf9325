package flashflow.plots;

import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.plots.reduction.Histogram;
import flashflow.validation.Bins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How histograms of samples are drawn over one another: the reference as a filled outline, one other sample as points with
 * their errors, several as outlines, and an ensemble as an outline in the band of its spread.
 */
final class SampleSeries {
    /** Of a bin, which points of several samples share. */
    private static final double SHARED = 0.7;

    private final List<DrawnSample> samples;

    /** @param samples the reference first */
    SampleSeries(List<DrawnSample> samples) {
        this.samples = samples;
    }

    private boolean isPair() {
        return samples.size() == 2;
    }

    /**
     * A sample's fractions.
     *
     * @param name its entry in the legend
     * @param small whether there is no room for points
     */
    List<Series> overlay(int index, String name, Histogram counts, boolean small) {
        var sample = samples.get(index);
        double[] edges = counts.bins().edges();
        if (sample.isEnsemble()) {
            return banded(sample, name, edges, counts.fractions(), counts.errors());
        }
        boolean points = isPair() && index == 1 && !small;
        var series = points
                ? Series.points(
                                name,
                                counts.bins().centres(),
                                counts.fractions(),
                                counts.errors(),
                                Style.points(sample.color()))
                        .inBins(edges)
                : Series.steps(
                        name,
                        edges,
                        counts.fractions(),
                        index == 0 ? Style.filled(sample.color()) : Style.line(sample.color()));
        return List.of(series.grouped(sample.name()));
    }

    private static List<Series> banded(
            DrawnSample sample, String name, double[] edges, double[] heights, double[] halves) {
        var series = new ArrayList<Series>();
        series.add(Series.band(name, edges, heights, halves, new Style(sample.color(), 0, false, 0.3, 0))
                .hiddenInLegend()
                .grouped(sample.name()));
        series.add(
                Series.steps(name, edges, heights, Style.line(sample.color())).grouped(sample.name()));
        return series;
    }

    /** The ratio of a sample to the reference, with the sample's own errors. */
    List<Series> ratio(int index, Histogram reference, Histogram counts) {
        var sample = samples.get(index);
        int n = counts.bins().count();
        double[] ratio = new double[n];
        double[] error = new double[n];
        for (int i = 0; i < n; i++) {
            double below = reference.fractions()[i];
            ratio[i] = below > 0 ? counts.fractions()[i] / below : Double.NaN;
            error[i] = below > 0 ? counts.errors()[i] / below : Double.NaN;
        }
        double[] edges = counts.bins().edges();
        var points = Series.points(
                        "",
                        places(index, counts.bins()),
                        ratio,
                        error,
                        isPair() ? Style.points(sample.color()) : new Style(sample.color(), 1, false, 0, 1.6))
                .inBins(edges)
                .hiddenInLegend()
                .grouped(sample.name());
        return List.of(points);
    }

    /** In the middle of the bins, or beside one another. */
    private double[] places(int index, Bins bins) {
        double[] places = bins.centres();
        int others = samples.size() - 1;
        double step = others < 2 ? 0 : SHARED * ((index - 1) / (others - 1.0) - 0.5);
        double[] edges = bins.edges();
        Arrays.setAll(places, i -> places[i] + step * Math.min(edges[i + 1] - places[i], places[i] - edges[i]) * 2);
        return places;
    }
}
