package flashflow.validation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.OddTables;
import flashflow.Viewable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.Table;

/** Every comparison of every odd pair of tables is a right number, a number that is told to be none, or one sentence. */
class AnyInputTest {
    private static final ValidationOptions QUICK = ValidationOptions.defaults().withRepetitions(3, 2);
    private static final Map<String, BiFunction<Table, Table, Object>> CALLS = calls();
    /** A cell with a number that is none. */
    private static final String NONE = "(?s).*>-?(NaN|Infinity)<.*";

    private static Map<String, BiFunction<Table, Table, Object>> calls() {
        var calls = new LinkedHashMap<String, BiFunction<Table, Table, Object>>();
        calls.put("compare", (a, b) -> Validation.compare(a, b, QUICK));
        calls.put("conditional", (a, b) -> Validation.conditional(a, b, "x", "c", 1, 1.5, 2));
        calls.put("conditional on x", (a, b) -> Validation.conditional(a, b, "y", "x", -1, 0, 1));
        calls.put("even edges", (a, b) -> ConditionalCheck.evenEdges(a, "x", 4));
        calls.put("no edges", (a, b) -> ConditionalCheck.evenEdges(a, "x", 0));
        calls.put("roc", (a, b) -> Validation.roc(a, b, "x", "f", 5, 0));
        calls.put("roc of one class", (a, b) -> Validation.roc(a, b, "x", "f", 5, 5));
        calls.put("roc of no class", (a, b) -> Validation.roc(a, b, "y", "x", 3, Double.NaN));
        calls.put("classifier", (a, b) -> TwoSampleClassifier.of(a, b, 1).area());
        calls.put("fpd", (a, b) -> PhysicsDistances.fpd(a, b, 1));
        calls.put("kpd", (a, b) -> PhysicsDistances.kpd(a, b, 1));
        calls.put("sliced", (a, b) -> SlicedWasserstein.distance(a, b, 3, 1));
        calls.put("sliced in no direction", (a, b) -> SlicedWasserstein.distance(a, b, 0, 1));
        calls.put("correlation", Correlations::difference);
        calls.put("correlations", Correlations::differences);
        calls.put("fold histogram", (a, b) -> FoldHistogram.of(b, "x", new double[] {-3, 0, 3}, "event", "fold"));
        calls.put(
                "folds weighted by x",
                (a, b) -> FoldHistogram.of(b, "y", new double[] {-3, 0, 3}, "event", "fold", "x"));
        calls.put("folds numbered by x", (a, b) -> FoldHistogram.of(b, "y", new double[] {-3, 0, 3}, "x", "fold"));
        return calls;
    }

    static Stream<Arguments> callsOfTables() {
        return CALLS.keySet().stream()
                .flatMap(call -> Stream.of(OddTables.values()).map(tables -> Arguments.of(call, tables)));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("callsOfTables")
    void isRightOrRefusedInASentence(String call, OddTables tables) {
        try {
            Object found = CALLS.get(call).apply(tables.reference(), tables.sample());
            if (found instanceof ValidationReport report) {
                check(report, tables);
            } else if (found instanceof Viewable view) {
                boolean told = view.toHtml().contains("beyond all numbers");
                assertTrue(told || !view.toHtml().matches(NONE), view.toHtml());
            }
        } catch (FlashFlowException e) {
            assertTrue(e.getMessage().matches("(?s)[A-Z].*[^.]\\."), e.getMessage());
            boolean asked = call.contains(" no ")
                    || call.equals("roc of one class")
                    || call.startsWith("no ")
                    || call.startsWith("folds")
                    || call.equals("conditional on x");
            assertFalse(tables == OddTables.ORDINARY && !asked, e.getMessage());
        }
    }

    private static void check(ValidationReport report, OddTables tables) {
        for (Comparison comparison : report.comparisons()) {
            boolean told = !report.warnings().isEmpty();
            assertTrue(Double.isFinite(comparison.value()) || told, comparison.toString());
            assertTrue(Double.isFinite(comparison.ratio()) || told, comparison.toString());
            boolean perfect = comparison.ratio() == 0 && comparison.value() != comparison.baseline();
            assertFalse(perfect, comparison.toString());
        }
        assertFalse(report.html().matches(NONE), report.html());
        if (tables == OddTables.TWICE_THE_SAME) {
            report.comparisons().stream()
                    .filter(c -> !c.statistic().equals(Validation.KPD)
                            && !c.statistic().equals(Validation.FPD))
                    .forEach(c -> assertTrue(Math.abs(c.value() - c.baseline()) < 1e-12, c.toString()));
        }
    }

    /** Distances of arrays, which have no tables. */
    static Stream<Arguments> columns() {
        return Stream.of("wasserstein", "kolmogorov", "roc").flatMap(call -> Stream.of(OddTables.values())
                .filter(tables ->
                        tables != OddTables.TEXT && tables != OddTables.OTHER_COLUMNS && tables != OddTables.NO_COLUMNS)
                .map(tables -> Arguments.of(call, tables)));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("columns")
    void distancesOfColumns(String call, OddTables tables) {
        var a = tables.reference().numberColumn("x");
        var b = tables.sample().numberColumn("x");
        try {
            double found =
                    switch (call) {
                        case "wasserstein" -> Wasserstein.distance(a, b);
                        case "kolmogorov" -> KolmogorovSmirnov.distance(a, b);
                        default -> Roc.of(a, b).area();
                    };
            boolean beyond = tables == OddTables.FROM_END_TO_END;
            assertTrue(found >= 0 && (Double.isFinite(found) || beyond), call + " " + found);
        } catch (FlashFlowException e) {
            assertTrue(e.getMessage().matches("(?s)[A-Z].*[^.]\\."), e.getMessage());
        }
    }
}
