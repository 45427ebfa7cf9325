package flashflow.data.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class SamplesTest {
    private static final int ROWS = 1000;
    private static final Table CONTEXT = Table.create(
            "context",
            DoubleColumn.create("Gen_pt", numbers(i -> i)),
            StringColumn.create("kind", IntStream.range(0, ROWS).mapToObj(i -> i % 2 == 0 ? "even" : "odd")));
    private static final Table A = table(0);
    private static final Table B = table(0.25);

    private static double[] numbers(java.util.function.IntToDoubleFunction number) {
        return IntStream.range(0, ROWS).mapToDouble(number).toArray();
    }

    private static Table table(double shift) {
        return Table.create(
                "rows",
                DoubleColumn.create("Jet_x", numbers(i -> i % 10 == 7 ? Double.NaN : i % 10 + shift)),
                DoubleColumn.create("w", numbers(i -> (i % 10) / 9.0)),
                LongColumn.create("event", IntStream.range(0, ROWS).mapToLong(i -> (1L << 60) + i)),
                DoubleColumn.create("fold", numbers(i -> i / 250)));
    }

    private static Samples two() {
        return Samples.of("full", A).and("flow", B);
    }

    @Test
    void namesOrderAndColoursStayFromFigureToFigure() {
        var all = two().and("old", A).and("new", B);
        var some = all.only("new", "flow");
        assertEquals(List.of("flow", "new"), some.names());
        assertEquals(all.sample("new").place(), some.sample("new").place());
        assertEquals("flow", some.reference().name());
        assertEquals("old", all.reference("old").only("full", "old").reference().name());
        assertEquals(
                List.of("old", "full", "flow", "new"),
                all.reference("old").referenceFirst().stream().map(Sample::name).toList());
        assertEquals(
                "#123456", all.color("old", "#123456").only("old").sample("old").color());
        assertEquals("", all.sample("old").color());
    }

    @Test
    void aCutKeepsTheSameRowsOfTheContext() {
        var cut = two().context(CONTEXT).where("x < 5 && Gen_pt >= 100 && kind == 'even'");
        var rows = cut.sample("full").members().get(0);
        double[] pt = rows.context().orElseThrow().doubleColumn("Gen_pt").asDoubleArray();
        double[] expected = IntStream.range(100, ROWS)
                .filter(i -> i % 10 < 5 && i % 2 == 0)
                .mapToDouble(i -> i)
                .toArray();
        assertArrayEquals(expected, pt);
        assertEquals(expected.length, rows.rows().rowCount());
        assertEquals(ROWS, two().sample("full").rowCount());
    }

    /** Whole numbers beyond float64 are compared as they are. */
    @Test
    void cutsAreExactAndKnowNaN() {
        assertEquals(
                1, two().where("event == " + ((1L << 60) + 3)).sample("flow").rowCount());
        assertEquals(100, two().where("isnan(x)").sample("full").rowCount());
        assertEquals(900, two().where("x >= 0").sample("full").rowCount());
    }

    @Test
    void foldsAreMembers() {
        var samples = two().andFolds("folds", A, "fold");
        assertEquals(4, samples.sample("folds").members().size());
        assertEquals(ROWS, samples.sample("folds").rowCount());
        assertTrue(samples.sample("folds").isEnsemble());
        assertEquals(400, samples.where("x < 5 && w > 0").sample("folds").rowCount());
    }

    /** Each row stays with its weight over the largest: the mean of the rows becomes the weighted mean. */
    @Test
    void unweightedRowsAreDistributedAsTheWeightedOnes() {
        var even = two().weights("w").unweighted(1);
        var rows = even.sample("full").members().get(0);
        assertTrue(!rows.isWeighted());
        assertEquals(0.5 * ROWS, rows.rows().rowCount(), 4 * Math.sqrt(ROWS / 6.0));
        double[] kept = rows.rows().doubleColumn("w").asDoubleArray();
        double weighted = IntStream.range(0, 10).mapToDouble(i -> i * i / 81.0).sum() / 5;
        assertEquals(weighted, Arrays.stream(kept).average().orElseThrow(), 0.05);
        assertTrue(Arrays.stream(kept).allMatch(w -> w > 0));
        assertEquals(
                rows.rows().rowCount(),
                two().weights("w").unweighted(1).sample("full").rowCount());
    }

    @Test
    void weightsAreOnesUnlessGiven() {
        var weighted = two().weights("flow", "w");
        assertArrayEquals(
                numbers(i -> 1), weighted.sample("full").members().get(0).weights());
        assertArrayEquals(
                numbers(i -> i % 10 / 9.0),
                weighted.sample("flow").members().get(0).weights());
    }

    @Test
    void theTableSaysWhatTheyAre() {
        var table =
                two().andMembers("ensemble", List.of(A, B)).weights("flow", "w").table();
        assertEquals(
                List.of("full", "flow", "ensemble"),
                table.stringColumn("sample").asList());
        assertEquals(List.of(ROWS, ROWS, 2 * ROWS), table.intColumn("rows").asList());
        assertEquals(List.of("", "w", ""), table.stringColumn("weights").asList());
    }

    static Stream<Arguments> refusals() {
        var full = Samples.of("1", A)
                .and("2", A)
                .and("3", A)
                .and("4", A)
                .and("5", A)
                .and("6", A)
                .and("7", A);
        return Stream.of(
                refused("a name twice", () -> two().and("full", A)),
                refused("no name", () -> two().and(" ", A)),
                refused("one too many", () -> full.and("8", A)),
                refused("no spread", () -> two().andMembers("e", List.of(A))),
                refused("other columns", () -> two().andMembers("e", List.of(A, CONTEXT))),
                refused("context of other rows", () -> two().context(CONTEXT.first(9))),
                refused("context after a cut", () -> two().where("x < 5").context(CONTEXT)),
                refused("no such weight", () -> two().weights("weight")),
                refused("a weight that is none", () -> two().weights("x")),
                refused("a text as weight", () -> two().context(CONTEXT).weights("kind")),
                refused("no row left", () -> two().where("x > 100")),
                refused("no condition", () -> two().where("x >")),
                refused("no such column", () -> two().where("pt > 1")),
                refused("no such sample", () -> two().reference("fall")),
                refused("none of them", () -> two().only()),
                refused("no colour", () -> two().color("full", "red")),
                refused("negative weights", () -> negative().unweighted(0)));
    }

    private static Samples negative() {
        return Samples.of("full", A.copy().addColumns(DoubleColumn.create("n", numbers(i -> i - 5))))
                .weights("n");
    }

    private static Arguments refused(String what, Executable call) {
        return Arguments.of(what, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void whatCannotBeRightIsRefusedInOneSentence(String what, Executable call) {
        String message = assertThrows(FlashFlowException.class, call).getMessage();
        assertTrue(message.endsWith(".") && message.lines().count() == 1, message);
    }
}
