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
import flashflow.plots.reduction.Histogram;
import flashflow.validation.Bins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One target of several samples, a panel for each of b, c and light jets. */
final class FlavourPanels {
    private static final int WIDTH = 880;
    private static final double HEIGHT = 300;
    private static final double LEFT = 72;

    private final FlavourSamples jets;
    private final PlotOptions options;
    private final Bins bins;
    private final List<Flavour> flavours;

    FlavourPanels(FlavourSamples jets, PlotOptions options) {
        this.jets = jets;
        this.options = options;
        var values = jets.samples().stream()
                .map(sample -> sample.finite(jets.column()).values())
                .toList();
        double[] others =
                values.stream().skip(1).flatMapToDouble(Arrays::stream).toArray();
        this.bins = BinChoice.of(jets.column(), values.get(0), others, options);
        this.flavours = jets.present().stream().filter(jets::allHave).toList();
        if (flavours.isEmpty()) {
            throw new FlashFlowException("The column '" + jets.column()
                    + "' has no finite values of a flavour in all samples; select rows in which it has.");
        }
    }

    Chart chart() {
        var legend = jets.samples().stream()
                .map(sample -> Series.line(sample.name(), new double[0], new double[0], Style.line(sample.color())))
                .toList();
        double top = Frames.top(legend, WIDTH);
        var boxes = Frames.grid(flavours.size(), flavours.size(), top, WIDTH, HEIGHT, LEFT);
        var panels = new ArrayList<Panel>();
        for (int i = 0; i < flavours.size(); i++) {
            WorkInterrupted.check("The drawing");
            panels.add(panel(flavours.get(i), boxes.get(i)));
        }
        String title = options.titleOr(jets.column() + " by flavour");
        return new Chart(
                title, WIDTH, (int) Math.ceil(top + HEIGHT + 18), panels, "each flavour is normalised by itself");
    }

    private Panel panel(Flavour flavour, Box box) {
        var look = new SampleSeries(jets.samples());
        var series = new ArrayList<Series>();
        var counts = new ArrayList<Histogram>();
        for (int i = 0; i < jets.samples().size(); i++) {
            var sample = jets.samples().get(i);
            counts.add(sample.histogram(bins, jets.perMember(sample, flavour)));
            series.addAll(look.overlay(i, sample.name(), counts.get(i), true));
        }
        return Panel.of(box, Ranges.along(options.label(jets.column()), bins), axis(counts), series)
                .captioned(flavour.label() + distances(flavour));
    }

    private String distances(Flavour flavour) {
        var samples = jets.samples();
        var reference = jets.all(samples.get(0), flavour);
        return DistributionPlot.distances(
                samples.stream()
                        .skip(1)
                        .mapToDouble(sample -> reference.distance(jets.all(sample, flavour)))
                        .toArray(),
                ": ",
                "");
    }

    private Axis axis(List<Histogram> counts) {
        String title = "fraction per bin";
        double high = counts.stream().mapToDouble(Histogram::largest).max().orElseThrow();
        if (options.logY()) {
            double low = counts.stream().mapToDouble(Histogram::smallest).min().orElseThrow();
            return Axis.logarithmic(title, low / 2, high * 2);
        }
        return Axis.linear(title, 0, high > 0 ? 1.1 * high : 1);
    }
}
