package flashflow.plots;

import flashflow.Html;
import flashflow.toy.ToyDetector;
import flashflow.toy.ToyJets;
import flashflow.toy.ToyMuons;
import flashflow.validation.FoldHistogram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.Table;

/** Every kind of figure, of toy jets and muons, on one page for the check in a browser (kernel-setup/browser/figures.mjs). */
final class AllFigures {
    private static final int ROWS = 4000;

    private AllFigures() {}

    /** Each figure under a short name. */
    static Map<String, Figure> made() {
        var jets = split(new ToyJets());
        var muons = split(new ToyMuons());
        Table context = jets.get(0);
        Table reference = jets.get(1);
        Table sample = distorted(reference);
        Table muon = muons.get(1);
        var made = new LinkedHashMap<String, Figure>();
        made.put("loss", Plots.loss(TestSamples.history(60)));
        made.put("schedule", Plots.schedule(new double[] {1e-3, 8e-4, 5e-4, 2e-4, 0}));
        made.put("distribution", Plots.distribution("ptRatio", reference, sample));
        made.put("lines", Plots.lines("learning rate", curve()));
        made.put(
                "distribution-log",
                Plots.distribution(
                        "muEF", reference, sample, PlotOptions.defaults().withLogY()));
        made.put(
                "distribution-log-log",
                Plots.distribution(
                        "MGenJet_pt",
                        context,
                        distorted(context),
                        PlotOptions.defaults().withLogX().withLogY()));
        made.put("distributions-jets", Plots.distributions(reference, sample));
        made.put(
                "distributions-muons",
                Plots.distributions(
                        muon.columnNames(),
                        muon,
                        distorted(muon),
                        PlotOptions.defaults().withLogY()));
        made.put("contours", Plots.contours("ptRatio", "massRatio", reference, sample));
        made.put("corner", Plots.corner(List.of("ptRatio", "etaMinusGen", "phiMinusGen", "qgl"), reference, sample));
        made.putAll(PosteriorFigures.made());
        made.put("profile", Plots.profile("ptRatio", "MGenJet_pt", context, reference, sample));
        made.put("flavour", Plots.byFlavour("btagDeepB", "MGenJet_hadronFlavour", context, reference, sample));
        made.put("roc", Plots.roc("btagDeepB", "MGenJet_hadronFlavour", context, reference, sample));
        made.put("oversampled", Plots.oversampled("MJet_ptRatio", oversampled()));
        return made;
    }

    private static Table curve() {
        double[] x = IntStream.range(0, 50).mapToDouble(i -> i).toArray();
        double[] y =
                IntStream.range(0, 50).mapToDouble(i -> Math.exp(-i / 20.0)).toArray();
        return Table.create("curve", DoubleColumn.create("epoch", x), DoubleColumn.create("rate", y));
    }

    private static List<Table> split(ToyDetector toy) {
        var layout = toy.layout();
        float[] rows = new float[ROWS * layout.width()];
        toy.generate(5, 0, ROWS, rows);
        rows = toy.raw(rows, ROWS);
        var context = Table.create("context");
        var targets = Table.create("targets");
        for (int c = 0; c < layout.width(); c++) {
            float[] values = new float[ROWS];
            for (int i = 0; i < ROWS; i++) {
                values[i] = rows[i * layout.width() + c];
            }
            var table = c < layout.context().size() ? context : targets;
            table.addColumns(FloatColumn.create(layout.columns().get(c), values));
        }
        return List.of(context, targets);
    }

    /** As a flow that is not yet good: 2 % too large; whole numbers stay whole. */
    private static Table distorted(Table table) {
        var random = new Random(3);
        var distorted = Table.create("flow");
        table.columnNames().forEach(name -> {
            float[] values = table.floatColumn(name).asFloatArray();
            for (int i = 0; i < values.length; i++) {
                boolean whole = values[i] == Math.rint(values[i]);
                values[i] *= whole ? 1 : (float) (1.02 + 0.03 * random.nextGaussian());
            }
            distorted.addColumns(FloatColumn.create(name, values));
        });
        return distorted;
    }

    private static FoldHistogram oversampled() {
        var random = new Random(4);
        int folds = 25;
        int rows = 400 * folds;
        double[] values = new double[rows];
        double[] ones = new double[rows];
        long[] events = new long[rows];
        long[] fold = new long[rows];
        double centre = 1;
        for (int i = 0; i < rows; i++) {
            centre = i % folds == 0 ? 1 + 0.25 * random.nextGaussian() : centre;
            values[i] = centre + 0.05 * random.nextGaussian();
            ones[i] = 1;
            events[i] = i / folds;
            fold[i] = i % folds;
        }
        double[] edges = IntStream.rangeClosed(0, 30).mapToDouble(i -> i / 15.0).toArray();
        return FoldHistogram.of(edges, values, events, fold, ones);
    }

    /** A section for each figure, which says what is to be found in it, and plotly.js once. */
    static String page(Map<String, Figure> figures) {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<link rel=\"icon\" href=\"data:,\"><title>All figures</title></head>\n<body>\n");
        String first = figures.keySet().iterator().next();
        figures.forEach((name, figure) -> html.append(String.format(
                        Locale.ROOT,
                        "<section id=\"%s\" data-traces=\"%d\" data-axes=\"%s\">\n",
                        name,
                        traces(figure),
                        axes(figure)))
                .append(name.equals(first) ? figure.html() : figure.htmlWithoutPlotly())
                .append("</section>\n"));
        return html.append("</body></html>\n").toString();
    }

    private static int traces(Figure figure) {
        return figure.charts().stream()
                .flatMap(chart -> chart.panels().stream())
                .mapToInt(panel -> panel.series().size())
                .sum();
    }

    /** Titles that have to be read, separated by bars. */
    private static String axes(Figure figure) {
        return figure.charts().stream()
                .flatMap(chart -> chart.panels().stream())
                .flatMap(panel -> List.of(panel.x(), panel.y()).stream())
                .filter(axis -> axis.labelled() && !axis.title().isEmpty())
                .map(axis -> Html.escape(axis.title()))
                .collect(Collectors.joining("|"));
    }

    static void write(Map<String, Figure> figures, Path folder, String page) throws IOException {
        Files.createDirectories(folder);
        figures.forEach((name, figure) -> {
            figure.saveSvg(folder.resolve(name + ".svg"));
            figure.savePng(folder.resolve(name + ".png"));
        });
        Files.writeString(folder.resolve(page), page(figures));
    }
}
