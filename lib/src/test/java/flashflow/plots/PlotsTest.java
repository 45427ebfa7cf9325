package flashflow.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.plots.drawing.Series;
import flashflow.validation.Bins;
import flashflow.validation.ConditionalCheck;
import flashflow.validation.FoldHistogram;
import flashflow.validation.Wasserstein;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class PlotsTest {
    private static final Table CONTEXT = TestSamples.context(3000);
    private static final Table REFERENCE = TestSamples.targets(CONTEXT, 2, 0);
    private static final Table SAMPLE = TestSamples.targets(CONTEXT, 3, 0.05);

    @Test
    void lossDrawsItsCurvesOverTheLearningRate() {
        var chart = Plots.loss(TestSamples.history(12)).chart();
        assertEquals(
                List.of("training", "validation", "validation, mean of 5 epochs", "validation, averaged weights"),
                chart.legend().stream().map(Series::name).toList());
        assertEquals("NLL [nats]", chart.panels().get(0).y().title());
        assertEquals("learning rate", chart.panels().get(1).y().title());
        assertEquals(1, chart.panels().get(0).sharesX());
    }

    @Test
    void lossLeavesOutWhatTheHistoryLacks() {
        var history = TestSamples.history(3).removeColumns("lr", "validation_nll", "validation_nll_avg5", "ema_nll");
        var chart = Plots.loss(history).chart();
        assertEquals(1, chart.panels().size());
        assertEquals(1, chart.legend().size());
    }

    @Test
    void legendQuotesTheWassersteinDistance() {
        double expected = Wasserstein.distance(
                REFERENCE.floatColumn("MJet_ptRatio").asDoubleArray(),
                SAMPLE.floatColumn("MJet_ptRatio").asDoubleArray());
        String svg = Plots.distribution("ptRatio", REFERENCE, SAMPLE).svg();
        assertEquals(0.05, expected, 0.01);
        assertTrue(svg.contains("W₁ = " + String.format(Locale.ROOT, "%.4f", expected)), svg);
    }

    @Test
    void fractionsAddUpAndTheRatioIsOneForEqualSamples() {
        var chart = Plots.distribution("ptRatio", REFERENCE, REFERENCE).chart();
        double sum = 0;
        for (double fraction : chart.panels().get(0).series().get(0).y()) {
            sum += fraction;
        }
        assertEquals(1, sum, 2e-3);
        for (double ratio : chart.panels().get(1).series().get(2).y()) {
            assertTrue(Double.isNaN(ratio) || ratio == 1);
        }
    }

    @Test
    void axisTitlesHaveUnits() {
        var chart = Plots.distribution("pt", CONTEXT, CONTEXT).chart();
        assertEquals("MGenJet_pt [GeV]", chart.panels().get(1).x().title());
        var own = PlotOptions.defaults().unit("TeV");
        assertEquals(
                "MGenJet_pt [TeV]",
                Plots.distribution("pt", CONTEXT, CONTEXT, own)
                        .chart()
                        .panels()
                        .get(1)
                        .x()
                        .title());
    }

    @Test
    void valuesOutsideTheRangeAreMentioned() {
        var options = PlotOptions.defaults().range(0, 1).bins(20);
        var chart = Plots.distribution("ptRatio", REFERENCE, SAMPLE, options).chart();
        assertTrue(chart.note().contains("outside the range: 5"), chart.note());
    }

    @Test
    void profileShowsTheShift() {
        var means = Plots.profile("ptRatio", "pt", CONTEXT, REFERENCE, SAMPLE)
                .chart()
                .panels()
                .get(0);
        assertTrue(means.x().log());
        for (int bin = 0; bin < 12; bin++) {
            assertEquals(1, means.series().get(0).y()[bin], 0.04);
            assertEquals(1.05, means.series().get(1).y()[bin], 0.04);
        }
    }

    @Test
    void aProfileHasTheBinsOfItsCheck() {
        double[] pt = CONTEXT.floatColumn("MGenJet_pt").asDoubleArray();
        var bins = Bins.of(ConditionalCheck.evenEdges(CONTEXT, "pt", 12));
        double[] drawn = Plots.profile("ptRatio", "pt", CONTEXT, REFERENCE, SAMPLE)
                .chart()
                .panels()
                .get(0)
                .series()
                .get(0)
                .x();
        for (int bin = 0; bin < 12; bin++) {
            int wanted = bin;
            double mean = Arrays.stream(pt)
                    .filter(x -> bins.bin(x) == wanted)
                    .average()
                    .orElseThrow();
            assertEquals(mean, drawn[bin], 1e-9);
        }
    }

    @Test
    void flavoursAreDrawnApart() {
        var chart = Plots.byFlavour("btagDeepB", "hadronFlavour", CONTEXT, REFERENCE, SAMPLE)
                .chart();
        assertEquals(3, chart.legend().size());
        assertTrue(chart.legend().get(0).name().startsWith("b, W₁ = "));
    }

    @Test
    void aLegendOfOneRowTakesTheRoomOfOne() {
        var chart = Plots.byFlavour("btagDeepB", "hadronFlavour", CONTEXT, REFERENCE, SAMPLE)
                .chart();
        assertEquals(58, chart.panels().get(0).box().y());
    }

    @Test
    void oversampledHistogramsHaveRelativeErrorsBelow() {
        double[] edges = {0, 1, 2, 3};
        var histogram = FoldHistogram.of(
                edges,
                new double[] {0.5, 0.5, 0.5, 1.5},
                new long[] {0, 0, 1, 1},
                new long[] {0, 1, 0, 1},
                new double[] {1, 1, 1, 1});
        var panels = Plots.oversampled("pt", histogram).chart().panels();
        assertArrayEquals(
                new double[] {0.75, 0.25, 0}, panels.get(0).series().get(1).y());
        double[] relative = panels.get(1).series().get(0).y();
        // Two events with shares 1 and 1/2 of the first bin, and 1/2 of the second.
        assertEquals(Math.sqrt(1.25) / 1.5, relative[0], 1e-12);
        assertEquals(1, relative[1], 1e-12);
        assertTrue(Double.isNaN(relative[2]));
        assertEquals("pt [GeV]", panels.get(1).x().title());
    }

    @Test
    void unknownColumnsAreAnsweredByTheNearest() {
        assertSays(() -> Plots.distribution("ptRatoi", REFERENCE, SAMPLE), "no column 'ptRatoi'", "MJet_ptRatio");
        assertSays(() -> Plots.distribution("ptRatio", REFERENCE, CONTEXT), "no column 'MJet_ptRatio'", "MGenJet_pt");
    }

    @Test
    void ambiguousNamesAreRefused() {
        var two = Table.create(FloatColumn.create("MA_pt", 1, 2), FloatColumn.create("MB_pt", 1, 2));
        assertSays(() -> Plots.distribution("pt", two, two), "MA_pt, MB_pt");
    }

    @Test
    void emptySelectionsAreRefused() {
        assertSays(() -> Plots.distribution("ptRatio", REFERENCE.first(0), SAMPLE), "no rows", "MJet_ptRatio");
        assertSays(() -> Plots.distributions(REFERENCE.first(0), SAMPLE), "no rows");
        assertSays(() -> Plots.loss(TestSamples.history(2).first(0)), "no epoch");
        assertSays(() -> Plots.schedule(new double[0]), "no epochs");
    }

    @Test
    void columnsWithoutADistributionAreRefused() {
        var constant = Table.create(DoubleColumn.create("x", new double[] {3, 3, 3}));
        assertSays(() -> Plots.distribution("x", constant, constant), "'x' is constant (3.0");
        var nan = Table.create(DoubleColumn.create("x", new double[] {Double.NaN, Double.NaN}));
        assertSays(() -> Plots.distribution("x", nan, nan), "'x'", "nothing but NaN");
        var text = Table.create(StringColumn.create("x", "a", "b"));
        assertSays(() -> Plots.distribution("x", text, text), "'x' holds STRING");
        var negative = Table.create(DoubleColumn.create("x", new double[] {-1, -2}));
        assertSays(
                () -> Plots.distribution(
                        "x", negative, negative, PlotOptions.defaults().withLogX()),
                "no positive values");
    }

    @Test
    void missingValuesAreLeftOut() {
        var some =
                Table.create(DoubleColumn.create("x", new double[] {1, Double.NaN, 2, Double.POSITIVE_INFINITY, 2.5}));
        assertTrue(Plots.distribution("x", some, some).svg().contains("reference (3)"));
    }

    @Test
    void tablesThatDoNotBelongTogetherAreRefused() {
        assertSays(
                () -> Plots.profile("ptRatio", "pt", CONTEXT, REFERENCE.first(10), SAMPLE),
                "3000 rows",
                "reference 10");
        assertSays(() -> Plots.roc("btagDeepB", "hadronFlavour", CONTEXT, REFERENCE, SAMPLE.first(9)), "sample 9");
    }

    @Test
    void flavoursThatAreNoneAreRefused() {
        assertSays(() -> Plots.byFlavour("btagDeepB", "pt", CONTEXT, REFERENCE, SAMPLE), "no flavour");
        var light = Table.create(FloatColumn.create("f", new float[3000]));
        assertSays(() -> Plots.roc("btagDeepB", "f", light, REFERENCE, SAMPLE), "b jets (5) and others");
    }

    @Test
    void histogramsThatDoNotFitAreRefused() {
        double[] two = {1, 2};
        assertSays(() -> Plots.oversampled("x", two, two, two), "one edge more");
        assertSays(() -> Plots.oversampled("x", new double[] {1, 1, 2}, two, two), "edges", "rise");
        assertSays(() -> Plots.corner(List.of("ptRatio"), REFERENCE, SAMPLE), "2 to 8");
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        var options = PlotOptions.defaults();
        assertSays(() -> options.bins(1), "1 bins");
        assertSays(() -> options.range(2, 1), "2.0 to 1.0");
        assertSays(() -> options.range(0, 1).withLogX(), "logarithmic");
        assertFalse(options.hasRange());
    }

    private static void assertSays(Executable call, String... parts) {
        String message = assertThrows(FlashFlowException.class, call).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertTrue(message.endsWith("."), message);
    }
}
