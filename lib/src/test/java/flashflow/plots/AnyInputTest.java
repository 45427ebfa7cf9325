package flashflow.plots;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.OddTables;
import flashflow.validation.FoldHistogram;
import flashflow.validation.calibration.Calibration;
import flashflow.validation.calibration.CalibrationOptions;
import flashflow.validation.calibration.CalibrationReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Every plot of every odd table is a figure without a number that is none, or one sentence. */
class AnyInputTest {
    private static final PlotOptions LOG = PlotOptions.defaults().withLogX().withLogY();
    private static final Map<String, BiFunction<Table, Table, Figure>> PLOTS = plots();
    /** Normal numbers about zero are no rates, no flavours, and have no logarithms. */
    private static final Set<String> REFUSED = Set.of("profile, log", "by flavour x", "schedule");
    /** Tables that have nothing to draw. */
    private static final Set<OddTables> HOPELESS =
            Set.of(OddTables.NO_ROWS, OddTables.NO_ROWS_IN_THE_SAMPLE, OddTables.OTHER_COLUMNS, OddTables.NO_COLUMNS);

    private static Map<String, BiFunction<Table, Table, Figure>> plots() {
        var plots = new LinkedHashMap<String, BiFunction<Table, Table, Figure>>();
        plots.put("distribution", (a, b) -> Plots.distribution("x", a, b));
        plots.put("distribution, log", (a, b) -> Plots.distribution("x", a, b, LOG));
        plots.put(
                "distribution, range",
                (a, b) -> Plots.distribution(
                        "x", a, b, PlotOptions.defaults().range(-1, 1).bins(20)));
        plots.put("distributions", Plots::distributions);
        plots.put("distributions, log", (a, b) -> Plots.distributions(List.of("x", "y"), a, b, LOG));
        plots.put("contours", (a, b) -> Plots.contours("x", "y", a, b));
        plots.put("corner", (a, b) -> Plots.corner(List.of("y", "x", "c"), a, b));
        plots.put("posterior", (a, b) -> Plots.corner(List.of("y", "x", "c"), named(a, b), Map.of("x", 0.5)));
        plots.put("posterior of one", (a, b) -> Plots.corner(List.of("x"), Map.of("draws", a), Map.of()));
        plots.put("ranks", (a, b) -> Plots.ranks(calibration(a, b)));
        plots.put("coverage", (a, b) -> Plots.coverage(calibration(a, b)));
        plots.put("profile of", (a, b) -> Plots.profile("x", "c", a, a, b));
        plots.put("profile against", (a, b) -> Plots.profile("y", "x", a, a, b));
        plots.put("profile, log", (a, b) -> Plots.profile("y", "x", a, a, b, LOG));
        plots.put("by flavour", (a, b) -> Plots.byFlavour("x", "f", a, a, b));
        plots.put("by flavour x", (a, b) -> Plots.byFlavour("y", "x", a, a, b));
        plots.put("roc", (a, b) -> Plots.roc("x", "f", a, a, b));
        plots.put("transformed", (a, b) -> Plots.transformed(List.of("x", "y"), a, b));
        plots.put("lines over x", (a, b) -> Plots.lines("y", a.selectColumns("x", "y"), b.selectColumns("x", "y")));
        plots.put("lines", (a, b) -> Plots.lines("x", a.selectColumns("c", "x")));
        plots.put("loss", (a, b) -> Plots.loss(history(a)));
        plots.put("schedule", (a, b) -> Plots.schedule(a.numberColumn("x").asDoubleArray()));
        plots.put(
                "oversampled",
                (a, b) -> Plots.oversampled(
                        "x", FoldHistogram.of(b, "x", new double[] {-3, -1, 0, 1, 3}, "event", "fold")));
        plots.put("oversampled heights", (a, b) -> {
            double[] x = a.numberColumn("x").asDoubleArray();
            double[] edges = new double[x.length + 1];
            java.util.Arrays.setAll(edges, i -> i);
            return Plots.oversampled("x", edges, x, x, PlotOptions.defaults());
        });
        return plots;
    }

    private static Map<String, Table> named(Table a, Table b) {
        var tables = new LinkedHashMap<String, Table>();
        tables.put("one", a);
        tables.put("other", b);
        return tables;
    }

    private static CalibrationReport calibration(Table a, Table b) {
        return Calibration.compare(List.of("x", "y"), a, b, CalibrationOptions.defaults());
    }

    private static Table history(Table table) {
        double[] x = table.numberColumn("x").asDoubleArray();
        return Table.create("history", DoubleColumn.create("lr", x), DoubleColumn.create("training_nll", x));
    }

    static Stream<Arguments> plotsOfTables() {
        return PLOTS.keySet().stream()
                .flatMap(plot -> Stream.of(OddTables.values()).map(tables -> Arguments.of(plot, tables)));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("plotsOfTables")
    void isDrawnOrRefusedInASentence(String plot, OddTables tables) {
        Figure figure;
        try {
            figure = PLOTS.get(plot).apply(tables.reference(), tables.sample());
        } catch (FlashFlowException e) {
            assertTrue(e.getMessage().matches("(?s)[A-Z].*[^.]\\."), e.getMessage());
            assertFalse(tables == OddTables.ORDINARY && !REFUSED.contains(plot), e.getMessage());
            return;
        } catch (IllegalArgumentException | IllegalStateException e) {
            // selectColumns and numberColumn are Tablesaw's own, and speak for themselves.
            assertTrue(
                    Stream.of(e.getStackTrace()).limit(6).noneMatch(at -> at.getClassName()
                            .startsWith("flashflow.plots.P")),
                    e.toString());
            return;
        }
        String svg = figure.svg();
        assertFalse(svg.matches("(?s).*(NaN|Infinity).*"), svg);
        assertFalse(figure.htmlWithoutPlotly().matches("(?s).*(range: \\[[^\\]]*(NaN|Infinity)|Infinity).*"), "range");
    }

    /** A page shows what it can. */
    @ParameterizedTest
    @MethodSource("drawable")
    void aPageIsNotRefusedForOneColumn(OddTables tables) {
        Plots.distributions(List.of("x", "y"), tables.reference(), tables.sample());
    }

    static Stream<OddTables> drawable() {
        return Stream.of(OddTables.values())
                .filter(tables -> !HOPELESS.contains(tables))
                .filter(tables -> tables != OddTables.TEXT && tables != OddTables.FROM_END_TO_END);
    }
}
