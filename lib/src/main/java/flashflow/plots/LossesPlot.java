package flashflow.plots;

import flashflow.FlashFlowException;
import flashflow.plots.drawing.Axis;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Frames;
import flashflow.plots.drawing.Palette;
import flashflow.plots.drawing.Panel;
import flashflow.plots.drawing.Series;
import flashflow.plots.drawing.Style;
import flashflow.training.TrainingRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import tech.tablesaw.api.Table;

/** The losses of several trainings on one axis: as they are, or how far they are above the best one or a known optimum. */
final class LossesPlot {
    private static final int HEIGHT = 440;
    /** Twice as many as there are colours: the second half is dashed. */
    private static final int MOST = 14;

    private static final double AS_THEY_ARE = Double.NEGATIVE_INFINITY;
    private static final String NLL = "NLL [nats]";

    /** What is drawn of a training, the best that its history has. */
    private static final Map<String, String> CURVES = curves();

    private static Map<String, String> curves() {
        var curves = new LinkedHashMap<String, String>();
        curves.put("validation_nll_avg5", "validation, mean of 5 epochs");
        curves.put("validation_nll", "validation");
        curves.put("training_nll", "training");
        return curves;
    }

    private final List<Run> runs = new ArrayList<>();
    private final PlotOptions options;

    /** One training: its name, history, and the column that is drawn. */
    private record Run(String name, HistoryColumns history, String column) {
        double[] losses() {
            return history.of(column);
        }
    }

    LossesPlot(Map<String, Table> histories, PlotOptions options) {
        if (histories.isEmpty() || histories.size() > MOST) {
            throw new FlashFlowException(
                    "The losses of " + histories.size() + " trainings cannot be told apart; give 1 to " + MOST + ".");
        }
        histories.forEach((name, table) -> runs.add(run(name, table)));
        this.options = options;
    }

    private static Run run(String name, Table table) {
        var history = new HistoryColumns(table);
        return CURVES.keySet().stream()
                .filter(history::has)
                .findFirst()
                .map(column -> new Run(name, history, column))
                .orElseThrow(
                        () -> new FlashFlowException("The history '" + name + "' has no finite loss in the columns "
                                + CURVES.keySet() + "; give the history of a training."));
    }

    /** Under the names that trainings have by their order. */
    static Map<String, Table> named(List<TrainingRun> trainings) {
        var named = new LinkedHashMap<String, Table>();
        trainings.forEach(training -> named.put("run " + (named.size() + 1), training.history()));
        return named;
    }

    /** The lowest loss of all. */
    double best() {
        return runs.stream()
                .flatMapToDouble(run -> Arrays.stream(run.losses()))
                .filter(Double::isFinite)
                .min()
                .orElseThrow();
    }

    /** The losses as they are, over their learning rates. */
    Chart chart() {
        var series = series(AS_THEY_ARE);
        return chart(series, Ranges.around(NLL, series), "");
    }

    /** The losses above a value, on a logarithmic axis. */
    Chart above(double value, String what) {
        var series = series(value);
        boolean any = series.stream().flatMapToDouble(s -> Arrays.stream(s.y())).anyMatch(Double::isFinite);
        if (!any) {
            throw new FlashFlowException("No loss lies above " + value + ", which is taken for " + what
                    + ", so that a logarithmic axis shows nothing; give a lower value.");
        }
        String minus = "NLL − " + what + " [nats]";
        return chart(series, Ranges.logarithmic(minus, series), "; " + what + ": " + DistributionPlot.number(value));
    }

    /** Losses that are not above the value have no place on a logarithmic axis. */
    private List<Series> series(double value) {
        var series = new ArrayList<Series>();
        for (int i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            double[] epochs = run.history().epochs();
            double[] losses = Arrays.stream(run.losses())
                    .map(loss -> value == AS_THEY_ARE ? loss : loss > value ? loss - value : Double.NaN)
                    .toArray();
            series.add(Series.line(run.name(), epochs, losses, style(i, epochs.length)));
        }
        return series;
    }

    private static Style style(int index, int epochs) {
        return new Style(Palette.cycle(index), 1.8, index >= MOST / 2, 0, epochs == 1 ? 2.8 : 0);
    }

    private Chart chart(List<Series> losses, Axis y, String more) {
        var rates = rates();
        String title = options.titleOr("Loss");
        if (rates.isEmpty()) {
            var panel = Panel.of(Frames.single(losses, HEIGHT), epochs(), y, losses);
            return new Chart(title, Frames.WIDTH, HEIGHT, List.of(panel), drawn() + more);
        }
        var boxes = Frames.stacked(losses, HEIGHT, 0.28);
        double[] all = rates.stream().flatMapToDouble(s -> Arrays.stream(s.y())).toArray();
        var upper = Panel.of(boxes.get(0), epochs().unlabelled(), y, losses).sharingX(1);
        var lower = Panel.of(boxes.get(1), epochs(), SchedulePlot.axis(all), rates);
        return new Chart(title, Frames.WIDTH, HEIGHT, List.of(upper, lower), drawn() + more);
    }

    private String drawn() {
        var columns = new TreeSet<>(runs.stream().map(Run::column).toList());
        return columns.size() == 1
                ? CURVES.get(columns.first())
                : "of each the first that its history has: " + String.join("; ", CURVES.values());
    }

    private List<Series> rates() {
        var series = new ArrayList<Series>();
        for (int i = 0; i < runs.size(); i++) {
            var history = runs.get(i).history();
            if (history.has("lr")) {
                series.add(Series.line("", history.epochs(), history.of("lr"), style(i, history.epochs().length))
                        .hiddenInLegend()
                        .grouped(runs.get(i).name()));
            }
        }
        return series;
    }

    private Axis epochs() {
        double first = epoch().min().orElseThrow();
        double last = epoch().max().orElseThrow();
        double margin = Math.max(0.4, 0.015 * (last - first));
        return Axis.linear("epoch", first - margin, last + margin).wholeNumbers();
    }

    private DoubleStream epoch() {
        return runs.stream().flatMapToDouble(run -> Arrays.stream(run.history().epochs()));
    }
}
