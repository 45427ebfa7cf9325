package flashflow.posterior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.InMemoryDataset;
import flashflow.flow.FlowModel;
import flashflow.generation.SmallModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class PosteriorTest {
    private static final Map<String, Double> OBSERVED = Map.of("pt", 50.0, "eta", 0.5);

    private static FlowModel model;

    @BeforeAll
    static void make() {
        model = SmallModel.model();
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static double[] values(Table table, String column) {
        return table.numberColumn(column).asDoubleArray();
    }

    private static Table row() {
        return Table.create(
                "row", DoubleColumn.create("eta", new double[] {0.5}), DoubleColumn.create("pt", new double[] {50}));
    }

    @Test
    void drawsAreThoseOfAnOversampledRow() {
        var draws = Posterior.of(model, OBSERVED).seed(7).draws(12_000);
        var folds = model.oversample(row(), 12_000, 7);
        for (String target : SmallModel.LAYOUT.targets()) {
            assertArrayEquals(values(folds, target), values(draws.table(), target), target);
        }
        assertEquals(SmallModel.LAYOUT.targets(), draws.table().columnNames());
        assertEquals(1, draws.acceptance());
    }

    @Test
    void anObservationIsAMapAnArrayOrARow() {
        var expected = values(Posterior.of(model, OBSERVED).draws(50).table(), "a");
        assertArrayEquals(
                expected, values(Posterior.of(model, 50.0, 0.5).draws(50).table(), "a"));
        assertArrayEquals(expected, values(Posterior.of(model, row()).draws(50).table(), "a"));
    }

    @Test
    void drawsWithinARegionAreTheFirstOfAllThatLieInIt() {
        var posterior = Posterior.of(model, OBSERVED).seed(3);
        var all = posterior.draws(40_000).table();
        double[] a = values(all, "a");
        double[] b = values(all, "b");
        int[] inside = IntStream.range(0, a.length)
                .filter(i -> b[i] > 0 && b[i] <= 0.25 && a[i] < b[i])
                .limit(500)
                .toArray();
        var draws = posterior
                .within("b", Double.NEGATIVE_INFINITY, 0.25)
                .where("b > 0 && a < b")
                .draws(500);
        assertArrayEquals(IntStream.of(inside).mapToDouble(i -> a[i]).toArray(), values(draws.table(), "a"));
        assertEquals(inside[499] + 1, draws.tried());
        assertTrue(draws.toString().contains("% of " + String.format(java.util.Locale.ROOT, "%,d", draws.tried())));
        assertTrue(draws.region().contains("b > 0 && a < b"), draws.region());
    }

    @Test
    void conditionsThatMeetNanAreTold() {
        var draws = Posterior.of(model, OBSERVED).where("sqrt(b) > 0.1").draws(100);
        assertTrue(
                draws.warnings().get(0).contains("decided by a comparison with NaN"),
                draws.warnings().toString());
        assertTrue(draws.toHtml().contains("Warning: For "));
    }

    @Test
    void conditionsMayCompareWithTheContext() {
        var draws = Posterior.of(model, OBSERVED).where("b < eta && pt == 50").draws(100);
        for (double b : values(draws.table(), "b")) {
            assertTrue(b < 0.5);
        }
    }

    @Test
    void rowsOfManyAreDrawnAsFolds() {
        var rows = InMemoryDataset.of(SmallModel.LAYOUT, SmallModel.rows(300));
        var folds = model.oversample(SmallModel.context(300), 20, 4);
        double[] b = values(folds, "b");
        var seen = new ArrayList<Double>();
        new ContextDraws(model, rows, 20, 4)
                .forEach("The test", (first, drawn) -> column(drawn, 1), some -> some.forEach(seen::add));
        assertArrayEquals(b, seen.stream().mapToDouble(x -> x).toArray());
    }

    private static List<Double> column(double[] drawn, int c) {
        return IntStream.range(0, drawn.length / 3)
                .mapToObj(i -> drawn[3 * i + c])
                .toList();
    }

    @Test
    void aHopelessRegionIsRefused() {
        var posterior = Posterior.of(model, OBSERVED);
        String message = assertThrows(
                        FlashFlowException.class, () -> posterior.where("a > 5").draws(10))
                .getMessage();
        assertTrue(message.contains("0 lie in the region a > 5") && message.contains("widen the region"), message);
    }

    @Test
    void whatIsNoObservationIsRefused() {
        var gone = new HashMap<String, Double>(OBSERVED);
        gone.put("eta", null);
        refused("lacks [eta]", () -> Posterior.of(model, Map.of("pt", 50.0)));
        refused(
                "There is no column 'mass' in the model's context",
                () -> Posterior.of(model, Map.of("pt", 50.0, "eta", 0.5, "mass", 1.0)));
        refused("is null", () -> Posterior.of(model, gone));
        refused("is NaN", () -> Posterior.of(model, 50, Double.NaN));
        refused("is 1.0E300", () -> Posterior.of(model, 1e300, 0));
        refused("has 3 values", () -> Posterior.of(model, 1, 2, 3));
        refused("has 2 rows", () -> Posterior.of(model, SmallModel.context(2)));
        refused("There is no column 'eta'", () -> Posterior.of(model, row().removeColumns("eta")));
    }

    @Test
    void whatIsNoRegionIsRefusedBeforeAnyDraw() {
        var posterior = Posterior.of(model, OBSERVED);
        refused("There is no column 'c'", () -> posterior.where("c > 1"));
        refused("There is no column 'pt' in the model's targets", () -> posterior.within("pt", 0, 1));
        refused("is empty", () -> posterior.within("a", 1, 0));
        refused("is empty", () -> posterior.within("a", Double.NaN, 0));
        refused("share of draws", () -> posterior.leastAcceptance(0));
        refused("0 draws", () -> posterior.draws(0));
        refused("cannot be made at once", () -> posterior.draws(Integer.MAX_VALUE));
    }

    private static void refused(String part, Executable call) {
        String message = assertThrows(FlashFlowException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void quantilesAndRegionsAreOfTheDraws() {
        var draws = PosteriorDraws.of(Table.create(
                DoubleColumn.create("x", IntStream.rangeClosed(0, 1000).mapToDouble(i -> i / 10.0)),
                DoubleColumn.create("jet_y", IntStream.rangeClosed(0, 1000).mapToDouble(i -> i % 2))));
        var quantiles = draws.quantiles(0.025, 0.5);
        assertEquals(List.of("target", "q0.025", "q0.5"), quantiles.columnNames());
        assertEquals(2.5, quantiles.doubleColumn(1).get(0), 1e-12);
        assertEquals(50, quantiles.doubleColumn(2).get(0), 1e-12);
        assertEquals(68, draws.credibleRegion("x", 0.68).length(), 2);
        var flags = draws.credibleRegion("y", 0.9);
        assertEquals("jet_y: 90 % in {0} or {1}", flags.toString());
        assertTrue(flags.contains(1) && !flags.contains(0.5));
        assertEquals(
                List.of("target", "share", "low", "high"),
                draws.credibleRegions(0.9).columnNames());
        assertTrue(draws.toHtml().contains("1,001 draws"));
        refused("no draws", () -> PosteriorDraws.of(Table.create("none", DoubleColumn.create("x"))));
        refused("share 1.0", () -> draws.credibleRegion("x", 1));
        refused("Draw 1 of 'z'", () -> PosteriorDraws.of(
                        Table.create(DoubleColumn.create("z", new double[] {1, Double.NaN})))
                .quantiles(0.5));
        refused("from 0 to 1", draws::quantiles);
        refused("from 0 to 1", () -> draws.quantiles(1.1));
        refused("one twice", () -> draws.quantiles(0.5, 0.5));
    }

    @Test
    void conditionalQuantilesAreThoseOfTheFoldsOfEachRow() {
        var context = SmallModel.context(40);
        var found = ConditionalQuantiles.of(model, context, 25, 5, 0.16, 0.84);
        var folds = model.oversample(context, 25, 5);
        assertEquals(40, found.rowCount());
        assertEquals(List.of("a_q0.16", "a_q0.84", "b_q0.16", "b_q0.84", "id_q0.16", "id_q0.84"), found.columnNames());
        for (int row : new int[] {0, 17, 39}) {
            var of = PosteriorDraws.of(folds.inRange(25 * row, 25 * row + 25).selectColumns("a", "b", "id"));
            assertEquals(
                    of.quantiles(0.84).doubleColumn(1).get(1),
                    found.doubleColumn("b_q0.84").get(row),
                    1e-12);
        }
    }
}
