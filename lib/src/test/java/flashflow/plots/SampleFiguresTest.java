package flashflow.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.samples.Samples;
import flashflow.plots.drawing.Chart;
import flashflow.plots.drawing.Series;
import flashflow.plots.reduction.Profile;
import flashflow.plots.reduction.RocCurve;
import flashflow.plots.reduction.SmoothedDensity;
import flashflow.plots.reduction.Weighted;
import flashflow.validation.Bins;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

class SampleFiguresTest {
    private static final Table CONTEXT = SampleFigures.CONTEXT;
    private static final Table FULL = SampleFigures.targets(2, 0);
    private static final Table FLOW = SampleFigures.targets(3, 0.03);

    private static Samples two() {
        return Samples.of("reference", FULL).and("flow", FLOW).context(CONTEXT);
    }

    /** Two samples are the simple case of several: the same numbers, in the same look. */
    @Test
    void twoSamplesAreDrawnAsEver() {
        Map<Figure, Figure> pairs = Map.of(
                Plots.distribution("ptRatio", FULL, FLOW), Plots.distribution("ptRatio", two()),
                Plots.contours("ptRatio", "btagDeepB", FULL, FLOW), Plots.contours("ptRatio", "btagDeepB", two()),
                Plots.corner(List.of("ptRatio", "btagDeepB"), FULL, FLOW),
                        Plots.corner(List.of("ptRatio", "btagDeepB"), two()),
                Plots.distributions(FULL, FLOW), Plots.distributions(two()),
                Plots.profile("ptRatio", "pt", CONTEXT, FULL, FLOW), Plots.profile("ptRatio", "pt", two()));
        pairs.forEach((simple, several) -> assertEquals(simple.svg(), several.svg()));
    }

    @Test
    void coloursStayWhenSamplesAreLeftOut() {
        var samples = SampleFigures.samples();
        Function<Samples, String> color =
                set -> named(Plots.distribution("ptRatio", set).chart(), "old model")
                        .style()
                        .color();
        assertEquals(color.apply(samples), color.apply(samples.only("full simulation", "old model")));
        assertEquals(color.apply(samples), color.apply(samples.reference("old model")));
        assertEquals("#123456", color.apply(samples.color("old model", "#123456")));
    }

    private static Series named(Chart chart, String sample) {
        return chart.panels().get(0).series().stream()
                .filter(series -> series.group().equals(sample))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ratiosAreAgainstTheChosenReference() {
        var chart = Plots.distribution("ptRatio", two().reference("flow")).chart();
        var reference = named(chart, "flow").y();
        var other = named(chart, "reference").y();
        var ratio = chart.panels().get(1).series().get(2);
        assertEquals("reference", ratio.group());
        for (int i = 0; i < reference.length; i++) {
            assertEquals(reference[i] > 0 ? other[i] / reference[i] : Double.NaN, ratio.y()[i], 1e-12);
        }
    }

    /** A row of weight 2 is two rows, but for the error, which is that of one. */
    @Test
    void weightsCountInEveryPlot() {
        double[] whole = FULL.doubleColumn("weight").map(w -> w * 2).asDoubleArray();
        Table weighted = FULL.copy().addColumns(DoubleColumn.create("n", whole));
        int[] repeats = java.util.stream.IntStream.range(0, whole.length)
                .flatMap(i -> java.util.stream.IntStream.generate(() -> i).limit((long) whole[i]))
                .toArray();
        Table repeated = rows(weighted, repeats);
        Table context = rows(CONTEXT, repeats);
        var options = PlotOptions.defaults().bins(20).range(0.7, 1.3);
        var heavy =
                Samples.of("a", weighted).and("b", weighted).context(CONTEXT).weights("n");
        var many = Samples.of("a", repeated).and("b", repeated).context(context);
        assertSame(Plots.distribution("ptRatio", heavy, options), Plots.distribution("ptRatio", many, options));
        var range = PlotOptions.defaults().range(20, 100).bins(5);
        assertSame(Plots.profile("ptRatio", "pt", heavy, range), Plots.profile("ptRatio", "pt", many, range));
        var wide = PlotOptions.defaults().bins(20).range(-3, 8);
        assertSame(
                Plots.byFlavour("btagDeepB", "hadronFlavour", heavy, wide),
                Plots.byFlavour("btagDeepB", "hadronFlavour", many, wide));
        assertEquals(
                legend(Plots.roc("btagDeepB", "hadronFlavour", heavy)),
                legend(Plots.roc("btagDeepB", "hadronFlavour", many)));
    }

    /** Heights of everything but bands, which are errors. */
    private static void assertSame(Figure a, Figure b) {
        var first = heights(a);
        var second = heights(b);
        assertEquals(first.size(), second.size());
        for (int i = 0; i < first.size(); i++) {
            assertArrayEquals(first.get(i), second.get(i), 1e-9, a.title());
        }
    }

    private static List<double[]> heights(Figure figure) {
        return figure.chart().panels().stream()
                .flatMap(panel -> panel.series().stream())
                .filter(series -> series.shape() != Series.Shape.AREA)
                .map(Series::y)
                .toList();
    }

    private static List<String> legend(Figure figure) {
        return figure.chart().legend().stream().map(Series::name).toList();
    }

    private static Table rows(Table table, int[] places) {
        var rows = table.emptyCopy();
        for (int place : places) {
            rows.append(table.row(place));
        }
        return rows;
    }

    @Test
    void aCutIsThatOfTheRows() {
        var some = Selection.with(java.util.stream.IntStream.range(0, 3000)
                .filter(i -> CONTEXT.floatColumn(0).get(i) > 40)
                .toArray());
        assertEquals(
                Plots.distribution("ptRatio", FULL.where(some), FLOW.where(some))
                        .svg(),
                Plots.distribution("ptRatio", two().where("MGenJet_pt > 40")).svg());
        assertEquals(
                Plots.profile("ptRatio", "pt", CONTEXT.where(some), FULL.where(some), FLOW.where(some))
                        .svg(),
                Plots.profile("ptRatio", "pt", two().where("MGenJet_pt > 40")).svg());
    }

    /** By hand: the members' fractions of each bin, their mean and their deviation with n - 1. */
    @Test
    void bandsAreTheSpreadOfTheMembers() {
        var members = List.of(numbers(0.5, 0.5, 1.5, 1.5), numbers(0.5, 1.5, 1.5, 1.5));
        var samples = Samples.of("full", numbers(0.5, 1.5)).andMembers("ensemble", members);
        var chart = Plots.distribution(
                        "x", samples, PlotOptions.defaults().bins(2).range(0, 2))
                .chart();
        var band = chart.panels().get(0).series().get(1);
        assertEquals(Series.Shape.AREA, band.shape());
        double deviation = 0.25 / Math.sqrt(2);
        assertArrayEquals(
                new double[] {0.375 + deviation, 0.375 + deviation, 0.625 + deviation, 0.625 + deviation},
                Arrays.copyOf(band.y(), 4),
                1e-12);
        assertArrayEquals(
                new double[] {0.375, 0.625},
                chart.panels().get(0).series().get(2).y(),
                1e-12);
        var ratio = chart.panels().get(1).series().get(2);
        assertArrayEquals(new double[] {2 * deviation, 2 * deviation}, ratio.errors(), 1e-12);
    }

    private static Table numbers(double... values) {
        return Table.create(DoubleColumn.create("x", values));
    }

    @Test
    void weightedMomentsAreThoseOfRepeatedRows() {
        var bins = Bins.of(0, 1);
        var weighted =
                Profile.of(bins, new double[] {0.5, 0.5}, new Weighted(new double[] {1, 4}, new double[] {2, 1}));
        var repeated = Profile.of(bins, new double[] {0.5, 0.5, 0.5}, new double[] {1, 1, 4});
        assertEquals(repeated.means()[0], weighted.means()[0], 1e-12);
        assertEquals(repeated.spreads()[0], weighted.spreads()[0], 1e-12);
        assertEquals(weighted.spreads()[0] / Math.sqrt(9.0 / 5), weighted.meanErrors()[0], 1e-12);
        var cells = Bins.equal(0, 3, 3, false);
        assertArrayEquals(
                SmoothedDensity.of(cells, cells, new double[] {1, 1, 2}, new double[] {1, 1, 2}, new double[] {1, 1, 1})
                        .cells()[1],
                SmoothedDensity.of(cells, cells, new double[] {1, 2}, new double[] {1, 2}, new double[] {4, 2})
                        .cells()[1],
                1e-12);
        var curve = RocCurve.of(
                new Weighted(new double[] {3, 1}, new double[] {1, 3}),
                new Weighted(new double[] {2}, new double[] {1}));
        assertEquals(0.25, curve.area(), 1e-12);
    }

    @Test
    void nineSamplesOrAnUnknownColumnAreRefused() {
        assertSays(() -> Plots.distribution("ptRatoi", two()), "MJet_ptRatio");
        assertSays(() -> Plots.profile("ptRatio", "pt", Samples.of("a", FULL).and("b", FLOW)), "no column 'pt'");
        assertSays(() -> Plots.roc("btagDeepB", "hadronFlavour", two().where("hadronFlavour != 5")), "b jets (5)");
    }

    private static void assertSays(org.junit.jupiter.api.function.Executable call, String part) {
        String message = assertThrows(FlashFlowException.class, call).getMessage();
        assertTrue(message.contains(part) && message.endsWith("."), message);
    }

    @Test
    void lossesAreDrawnAboveTheBestOrTheOptimum() {
        var histories = new LinkedHashMap<String, Table>();
        histories.put("short", TestSamples.history(5));
        histories.put("long", TestSamples.history(20));
        var plain = Plots.loss(histories).chart();
        assertEquals(
                List.of("short", "long"),
                plain.legend().stream().map(Series::name).toList());
        double[] losses =
                TestSamples.history(20).doubleColumn("validation_nll_avg5").asDoubleArray();
        assertArrayEquals(losses, named(plain, "long").y());
        var best = Plots.loss(histories, PlotOptions.defaults().withLogY()).chart();
        assertTrue(best.panels().get(0).y().log());
        assertEquals(losses[3] - losses[19], named(best, "long").y()[3], 1e-12);
        assertTrue(Double.isNaN(named(best, "long").y()[19]));
        var above = Plots.lossAbove(-15, histories).chart();
        assertEquals(losses[19] + 15, named(above, "long").y()[19], 1e-12);
        assertTrue(above.note().contains("optimum: -15.0"), above.note());
        assertSays(() -> Plots.lossAbove(0, histories), "above 0.0");
        assertSays(() -> Plots.lossAbove(Double.NaN, histories), "NaN");
        assertSays(() -> Plots.loss(Map.of()), "0 trainings");
        assertSays(() -> Plots.loss(Map.of("a", numbers(1, 2))), "no finite loss");
        assertFalse(best.note().isEmpty());
    }
}
