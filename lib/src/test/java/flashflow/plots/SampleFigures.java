package flashflow.plots;

import flashflow.data.samples.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Every kind of figure that takes several samples, with an ensemble and weights among them. */
final class SampleFigures {
    static final Table CONTEXT = TestSamples.context(3000);

    private SampleFigures() {}

    static Table targets(long seed, double shift) {
        var table = TestSamples.targets(CONTEXT, seed, shift);
        double[] weights = IntStream.range(0, table.rowCount())
                .mapToDouble(i -> i % 4 == 0 ? 2 : 0.5)
                .toArray();
        return table.addColumns(DoubleColumn.create("weight", weights));
    }

    static Samples samples() {
        return Samples.of("full simulation", targets(2, 0))
                .and("epoch 50", targets(3, 0.03))
                .and("epoch 200", targets(4, 0.005))
                .and("old model", targets(5, -0.02))
                .andMembers("ensemble", List.of(targets(6, 0.01), targets(7, 0.02), targets(8, 0.03)))
                .context(CONTEXT);
    }

    static Map<String, Figure> made() {
        var samples = samples();
        var some = samples.only("full simulation", "epoch 50", "epoch 200");
        var made = new LinkedHashMap<String, Figure>();
        made.put("samples-distribution", Plots.distribution("ptRatio", samples));
        made.put(
                "samples-weighted",
                Plots.distribution(
                        "ptRatio",
                        samples.weights("weight").where("pt > 30").reference("epoch 200"),
                        PlotOptions.defaults().withLogY()));
        made.put("samples-page", Plots.distributions(some));
        made.put("samples-contours", Plots.contours("ptRatio", "btagDeepB", some));
        made.put("samples-corner", Plots.corner(List.of("ptRatio", "btagDeepB", "nConstituents"), some));
        made.put("samples-profile", Plots.profile("ptRatio", "pt", samples));
        made.put("samples-flavour", Plots.byFlavour("btagDeepB", "hadronFlavour", samples));
        made.put("samples-roc", Plots.roc("btagDeepB", "hadronFlavour", samples));
        var histories = new LinkedHashMap<String, Table>();
        histories.put("batch 1024", TestSamples.history(40));
        histories.put("batch 4096", TestSamples.history(25));
        histories.put("no scheduler", TestSamples.history(60));
        made.put("losses", Plots.loss(histories));
        made.put(
                "losses-above-best",
                Plots.loss(histories, PlotOptions.defaults().withLogY()));
        made.put("losses-above-optimum", Plots.lossAbove(-15, histories));
        return made;
    }
}
