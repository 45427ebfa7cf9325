package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.data.WorkInterrupted;
import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Box;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.plots.reduction.RocCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The b tagger's ROC curves of several samples, a panel for each kind of other jets. */
final class RocPanels {
    private static final int WIDTH = 880;
    private static final double HEIGHT = 380;
    private static final double LEFT = 72;
    private static final double LOWEST = 1e-4;

    private final FlavourSamples jets;
    private final PlotOptions options;
    private final List<Flavour> others;

    RocPanels(FlavourSamples jets, PlotOptions options) {
        this.jets = jets;
        this.options = options;
        jets.samples().forEach(sample -> sample.finite(jets.column()));
        var there = jets.present().stream().filter(jets::allHave).toList();
        this.others = there.stream().filter(flavour -> flavour != Flavour.B).toList();
        if (others.isEmpty() || !there.contains(Flavour.B)) {
            throw new FlashFlowException("The column '" + jets.flavourColumn() + "' has to hold b jets (5) and others,"
                    + " with finite values of '" + jets.column() + "' in every sample, for ROC curves; select rows of"
                    + " both.");
        }
    }

    Chart chart() {
        var curves = others.stream().map(this::curves).toList();
        var legend = new ArrayList<Series>();
        for (int i = 0; i < jets.samples().size(); i++) {
            legend.add(series(i, curves.get(0).get(i), name(i, curves)));
        }
        double top = Frames.top(legend, WIDTH);
        var boxes = Frames.grid(others.size(), others.size(), top, WIDTH, HEIGHT, LEFT);
        var panels = new ArrayList<Panel>();
        for (int p = 0; p < others.size(); p++) {
            panels.add(panel(others.get(p), curves.get(p), legend, boxes.get(p)));
        }
        return new Chart(
                options.titleOr("ROC of " + jets.column()),
                WIDTH,
                (int) Math.ceil(top + HEIGHT + 18),
                panels,
                "AUC: area under the curve of b efficiency against that of the others");
    }

    /** With its areas, in the order of the panels. */
    private String name(int sample, List<List<RocCurve>> curves) {
        String areas = curves.stream()
                .map(panel ->
                        String.format(Locale.ROOT, "%.4f", panel.get(sample).area()))
                .collect(Collectors.joining(", "));
        return jets.samples().get(sample).name() + ": AUC = " + areas;
    }

    private List<RocCurve> curves(Flavour other) {
        WorkInterrupted.check("The drawing");
        return jets.samples().stream()
                .map(sample -> RocCurve.of(jets.all(sample, Flavour.B), jets.all(sample, other)))
                .toList();
    }

    private Series series(int sample, RocCurve curve, String name) {
        var drawn = jets.samples().get(sample);
        double[] shares = Arrays.stream(curve.background())
                .map(share -> share > 0 ? share : Double.NaN)
                .toArray();
        return Series.line(name, curve.signal(), shares, new Style(drawn.color(), 1.8, drawn.dashed(), 0, 0))
                .grouped(drawn.name());
    }

    private Panel panel(Flavour other, List<RocCurve> curves, List<Series> legend, Box box) {
        var series = new ArrayList<Series>();
        for (int i = 0; i < curves.size(); i++) {
            series.add(series(i, curves.get(i), legend.get(i).name()));
        }
        var y = Axis.logarithmic("efficiency for " + other.label() + " jets", LOWEST, 1);
        return Panel.of(box, Axis.linear("b efficiency", 0, 1), y, series).captioned("b against " + other.label());
    }
}
