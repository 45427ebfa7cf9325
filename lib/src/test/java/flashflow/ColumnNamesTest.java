package flashflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.ColumnFinder;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.plots.PlotOptions;
import flashflow.plots.Plots;
import flashflow.preprocessing.Preprocessing;
import flashflow.preprocessing.transforms.Clip;
import flashflow.preprocessing.transforms.Collapse;
import flashflow.validation.Comparison;
import flashflow.validation.ConditionalCheck;
import flashflow.validation.FoldHistogram;
import flashflow.validation.Validation;
import flashflow.validation.ValidationOptions;
import flashflow.validation.ValidationReport;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Every public call that takes the name of a column takes it in full and by its end, and refuses the same names. */
class ColumnNamesTest {
    private static final int FOLDS = 3;
    private static final ColumnLayout LAYOUT = new ColumnLayout(
            List.of("MGenJet_pt", "MClosestJet_pt", "MGenJet_hadronFlavour"),
            List.of("MJet_ptRatio", "MJet_btagDeepB", "MJet_qgl"));
    private static final Table REFERENCE = table(1);
    private static final Table SAMPLE = table(2);
    private static final double[] EDGES = {0, 50, 100};
    private static final ValidationOptions QUICK =
            ValidationOptions.defaults().withRepetitions(2, 2).withoutClassifier();

    private static Table table(long seed) {
        var random = new SplittableRandom(seed);
        int rows = 150 * FOLDS;
        var table = Table.create("jets");
        for (String name : LAYOUT.columns()) {
            table.addColumns(
                    DoubleColumn.create(name, random.doubles(rows, 0, 100).toArray()));
        }
        table.replaceColumn("MGenJet_hadronFlavour", column("MGenJet_hadronFlavour", rows, i -> i % 2 == 0 ? 5 : 0));
        return table.addColumns(
                column("M_event", rows, i -> i / FOLDS),
                column("M_fold", rows, i -> i % FOLDS),
                column("M_weight", rows, i -> 1 + i / FOLDS % 2));
    }

    private static DoubleColumn column(String name, int rows, Function<Integer, Number> value) {
        return DoubleColumn.create(
                name, Stream.iterate(0, i -> i + 1).limit(rows).map(value).toArray(Number[]::new));
    }

    /**
     * A call of one column.
     *
     * @param end the end of a name that it can be given
     * @param name the whole name
     * @param of what it gives, comparable as text
     */
    record Call(String what, String end, String name, Function<String, Object> of) {
        @Override
        public String toString() {
            return what + " " + end;
        }
    }

    private static Call ratio(String what, Function<String, Object> of) {
        return new Call(what, "ptRatio", "MJet_ptRatio", of);
    }

    private static Call flavour(String what, Function<String, Object> of) {
        return new Call(what, "hadronFlavour", "MGenJet_hadronFlavour", of);
    }

    static Stream<Call> calls() {
        return Stream.of(plots(), validation(), preprocessing()).flatMap(calls -> calls);
    }

    private static Stream<Call> plots() {
        var options = PlotOptions.defaults();
        return Stream.of(
                ratio("distribution", c -> Plots.distribution(c, REFERENCE, SAMPLE)
                        .svg()),
                ratio("distribution", c -> Plots.distribution(c, REFERENCE, SAMPLE, options)
                        .svg()),
                ratio("distributions", c -> Plots.distributions(List.of(c), REFERENCE, SAMPLE)
                        .svg()),
                ratio("distributions", c -> Plots.distributions(List.of(c), REFERENCE, SAMPLE, options)
                        .svg()),
                ratio("contours x", c -> Plots.contours(c, "qgl", REFERENCE, SAMPLE)
                        .svg()),
                ratio("contours y", c -> Plots.contours("qgl", c, REFERENCE, SAMPLE, options)
                        .svg()),
                ratio("corner", c -> Plots.corner(List.of(c, "qgl"), REFERENCE, SAMPLE)
                        .svg()),
                ratio("corner", c -> Plots.corner(List.of("qgl", c), REFERENCE, SAMPLE, options)
                        .svg()),
                ratio("profile target", c -> Plots.profile(c, "qgl", REFERENCE, REFERENCE, SAMPLE)
                        .svg()),
                ratio("profile context", c -> Plots.profile("qgl", c, REFERENCE, REFERENCE, SAMPLE, options)
                        .svg()),
                ratio("byFlavour target", c -> Plots.byFlavour(c, "hadronFlavour", REFERENCE, REFERENCE, SAMPLE)
                        .svg()),
                flavour("byFlavour", c -> Plots.byFlavour("qgl", c, REFERENCE, REFERENCE, SAMPLE, options)
                        .svg()),
                ratio("roc score", c -> Plots.roc(c, "hadronFlavour", REFERENCE, REFERENCE, SAMPLE)
                        .svg()),
                flavour("roc", c -> Plots.roc("qgl", c, REFERENCE, REFERENCE, SAMPLE, options)
                        .svg()),
                ratio("transformed", c -> Plots.transformed(List.of(c), REFERENCE, SAMPLE)
                        .svg()),
                ratio("transformed", c -> Plots.transformed(List.of(c), REFERENCE, SAMPLE, options)
                        .svg()));
    }

    private static Stream<Call> validation() {
        return Stream.of(
                ratio("conditional target", c -> Validation.conditional(REFERENCE, SAMPLE, c, "qgl", EDGES)),
                ratio("conditional context", c -> Validation.conditional(REFERENCE, SAMPLE, "qgl", c, EDGES)),
                ratio("ConditionalCheck", c -> ConditionalCheck.of(REFERENCE, SAMPLE, "qgl", c, EDGES, QUICK)),
                ratio("evenEdges", c -> List.of(ConditionalCheck.evenEdges(REFERENCE, c, 4)[1])),
                ratio("roc score", c -> Validation.roc(REFERENCE, SAMPLE, c, "hadronFlavour", 5, 0)),
                flavour("roc class", c -> Validation.roc(REFERENCE, SAMPLE, "qgl", c, 5, 0)),
                ratio("FoldHistogram", c -> FoldHistogram.of(SAMPLE, c, EDGES, "event", "fold")
                        .table()),
                new Call("event", "event", "M_event", c -> FoldHistogram.of(SAMPLE, "qgl", EDGES, c, "fold")
                        .table()),
                new Call("fold", "fold", "M_fold", c -> FoldHistogram.of(SAMPLE, "qgl", EDGES, "event", c)
                        .table()),
                new Call("weight", "weight", "M_weight", c -> FoldHistogram.of(SAMPLE, "qgl", EDGES, "event", "fold", c)
                        .table()),
                ratio("report", c -> report().of(c, Validation.W1)));
    }

    private static ValidationReport report() {
        var comparisons = LAYOUT.columns().stream()
                .map(name -> new Comparison(name, Validation.W1, 1, 1, 1, 1, 0))
                .toList();
        return new ValidationReport(comparisons, Optional.empty(), List.of());
    }

    private static Stream<Call> preprocessing() {
        var none = Preprocessing.none(LAYOUT);
        return Stream.of(
                ratio("with", c -> none.with(c, new Clip(0, 50)).toJson()),
                ratio("with comment", c -> none.with(c, "a comment", new Clip(0, 50))
                        .toJson()),
                ratio("within", c -> none.within(c, 0, 50).toJson()),
                flavour("oneHot", c -> none.oneHot(c, 0, 5).toJson()),
                ratio("judge", c -> none.with("qgl", new Collapse(10, 0, c)).toJson()));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theEndOfANameDoesAsTheWhole(Call call) {
        assertEquals(
                call.of().apply(call.name()).toString(),
                call.of().apply(call.end()).toString());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anUnknownNameIsAnsweredWithTheNearest(Call call) {
        String wrong = call.end().substring(1);
        assertSays(() -> call.of().apply(wrong), "'" + wrong + "'", call.name());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anAmbiguousNameIsAnsweredWithAllThatItFits(Call call) {
        assertSays(() -> call.of().apply("pt"), "'pt' fits MGenJet_pt, MClosestJet_pt", "write the full name");
    }

    /** Where two data are matched, a column that only ends like the wanted one is another column. */
    @Test
    void dataAreMatchedByFullNamesAlone() {
        var bare = Table.create("bare", column("ptRatio", 50, i -> i));
        var whole = Table.create("long", column("MJet_ptRatio", 50, i -> i));
        assertSays(() -> Validation.compare(bare, whole, QUICK), "no column 'ptRatio'", "MJet_ptRatio");
        assertSays(() -> Plots.distributions(bare, whole), "no column 'ptRatio'", "MJet_ptRatio");
        var layout = new ColumnLayout(List.of(), List.of("ptRatio"));
        assertSays(() -> InMemoryDataset.of(layout, whole), "no column 'ptRatio'", "MJet_ptRatio");
        assertSays(() -> Preprocessing.none(layout).tables().apply(whole), "no column 'ptRatio'", "MJet_ptRatio");
    }

    @Test
    void capitalsAndUnderscoresCount() {
        var names = ColumnFinder.among(List.of("MJet_pt", "MJet_Pt", "pt", "softMva", "b_all", "odd_"));
        assertEquals("pt", names.name("pt"));
        assertEquals("MJet_Pt", names.name("Pt"));
        assertEquals(4, names.index("all"));
        assertSays(() -> names.name("Mva"), "no column 'Mva'");
        assertSays(() -> names.name(""), "no column ''");
        assertSays(() -> ColumnFinder.among(List.of()).name("x"), "no columns at all");
    }

    @Test
    void textIsNoNumber() {
        var table = Table.create("t", StringColumn.create("M_name", "a"));
        assertSays(
                () -> ColumnFinder.numeric(table, "name"),
                "'M_name' holds STRING values and no numbers in the table 't'");
    }

    private static void assertSays(Runnable call, String... parts) {
        String message = assertThrows(FlashFlowException.class, call::run).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertTrue(message.endsWith(".") && !message.contains("\n"), message);
    }
}
