package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.data.ColumnFinder;
import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.plots.reduction.RocCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.Table;

/** The b tagger's ROC curves: b efficiency against the share of c and light jets that pass, on a logarithmic axis. */
final class RocPlot {
    private static final int HEIGHT = 460;
    private static final double LOWEST = 1e-4;

    private final String score;
    private final PlotOptions options;
    private final double[] flavours;
    private final List<Flavour> present;
    private final double[] reference;
    private final double[] sample;

    RocPlot(String score, String flavourColumn, Table context, Table reference, Table sample, PlotOptions options) {
        Columns.requireSameRows(context, "context", reference, "reference");
        Columns.requireSameRows(context, "context", sample, "sample");
        this.score = ColumnFinder.in(reference).name(score);
        this.options = options;
        this.flavours = Columns.values(context, flavourColumn);
        this.present = Flavour.present(ColumnFinder.in(context).name(flavourColumn), flavours);
        this.reference = finite(reference);
        this.sample = finite(sample);
        if (!present.contains(Flavour.B) || present.size() < 2) {
            throw new FlashFlowException("The column '" + flavourColumn
                    + "' has to hold b jets (5) and others for a ROC curve; select rows of both.");
        }
    }

    private double[] finite(Table table) {
        Columns.finite(table, score);
        return Columns.values(table, score);
    }

    Chart chart() {
        var series = new ArrayList<Series>();
        for (Flavour background : present) {
            if (background != Flavour.B) {
                add(series, background, options.referenceName(), reference, Style.line(background.color()));
                add(
                        series,
                        background,
                        options.sampleName(),
                        sample,
                        Style.dashed(background == Flavour.C ? Palette.ORANGE : Palette.VERMILION));
            }
        }
        if (series.isEmpty()) {
            throw new FlashFlowException("The column '" + score
                    + "' has no finite values for b jets and others; select rows in which it has.");
        }
        var box = Frames.single(series, HEIGHT);
        var x = Axis.linear("b efficiency", 0, 1);
        var y = Axis.logarithmic("efficiency for other jets", LOWEST, 1);
        String title = options.titleOr("ROC of " + score);
        return new Chart(
                title,
                Frames.WIDTH,
                HEIGHT,
                List.of(Panel.of(box, x, y, series)),
                "AUC: area under the curve of b efficiency against that of the others");
    }

    private void add(List<Series> series, Flavour background, String sampleName, double[] scores, Style style) {
        double[] signal = Flavour.B.select(flavours, scores);
        double[] other = background.select(flavours, scores);
        if (signal.length == 0 || other.length == 0) {
            return;
        }
        var curve = RocCurve.of(signal, other);
        String name = String.format(
                Locale.ROOT, "b against %s, %s: AUC = %.4f", background.label(), sampleName, curve.area());
        series.add(Series.line(name, curve.signal(), positive(curve.background()), style));
    }

    private static double[] positive(double[] shares) {
        return java.util.Arrays.stream(shares).map(s -> s > 0 ? s : Double.NaN).toArray();
    }
}
