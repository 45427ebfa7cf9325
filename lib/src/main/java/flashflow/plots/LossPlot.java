package flashflow.plots;

import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.plots.drawing.Thinning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.Table;

/** Training and validation loss per epoch, over the learning rate. */
final class LossPlot {
    private static final int HEIGHT = 440;

    private final HistoryColumns history;
    private final double[] epochs;

    private LossPlot(Table history) {
        this.history = new HistoryColumns(history);
        this.epochs = this.history.epochs();
    }

    static Chart of(Table history) {
        return new LossPlot(history).chart();
    }

    private Chart chart() {
        List<Series> losses = losses();
        if (!history.has("lr")) {
            var box = Frames.single(losses, HEIGHT);
            var panel = Panel.of(box, epochAxis(), Ranges.around("NLL [nats]", losses), losses);
            return new Chart("Loss", Frames.WIDTH, HEIGHT, List.of(panel), note());
        }
        var boxes = Frames.stacked(losses, HEIGHT, 0.28);
        var loss = Panel.of(boxes.get(0), epochAxis().unlabelled(), Ranges.around("NLL [nats]", losses), losses);
        var rate = Panel.of(boxes.get(1), epochAxis(), SchedulePlot.axis(history.of("lr")), rate());
        return new Chart("Loss", Frames.WIDTH, HEIGHT, List.of(loss.sharingX(1), rate), note());
    }

    /** Said where {@link Thinning} leaves points out. */
    private String note() {
        return epochs.length <= Thinning.MOST
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%,d epochs; of each stretch the first, lowest, highest and last are drawn",
                        epochs.length);
    }

    private List<Series> losses() {
        var series = new ArrayList<Series>();
        add(series, "training_nll", "training", marked(Palette.REFERENCE, false));
        add(series, "validation_nll", "validation", new Style(Palette.ORANGE, 1, true, 0, single() ? 2.8 : 2));
        add(series, "validation_nll_avg5", "validation, mean of 5 epochs", marked(Palette.SAMPLE, false));
        add(series, "ema_nll", "validation, averaged weights", marked(Palette.GREEN, false));
        return series;
    }

    private void add(List<Series> series, String column, String name, Style style) {
        if (history.has(column)) {
            series.add(Series.line(name, epochs, history.of(column), style));
        }
    }

    private List<Series> rate() {
        return List.of(Series.line("learning rate", epochs, history.of("lr"), marked(Palette.GREY, false))
                .hiddenInLegend());
    }

    /** A line of one point shows nothing unless it is marked. */
    private Style marked(String color, boolean dashed) {
        return new Style(color, 1.8, dashed, 0, single() ? 2.8 : 0);
    }

    private boolean single() {
        return epochs.length == 1;
    }

    private Axis epochAxis() {
        double first = epochs[0];
        double last = epochs[epochs.length - 1];
        double margin = Math.max(0.4, 0.015 * (last - first));
        return Axis.linear("epoch", first - margin, last + margin).wholeNumbers();
    }
}
