package flashflow.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.random.RandomStream;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is proposed for columns that people bring, and that it works as it is. */
class GuessTest {
    private static final int ROWS = 5000;

    /** A column, and how its chain begins as a target and as context. */
    record Case(
            String name, String target, String context, double low, double high, ToDoubleFunction<RandomStream> value) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case of(
            String name, String target, String context, double low, double high, ToDoubleFunction<RandomStream> value) {
        return new Case(name, target, context, low, high, value);
    }

    static Stream<Case> columns() {
        double inf = Double.POSITIVE_INFINITY;
        double pi = Math.PI;
        String plain = "standardise";
        return Stream.of(
                of("normal", plain, plain, -inf, inf, r -> r.gaussian()),
                of("mass", plain, plain, -inf, inf, r -> 91.2 + 2.5 * r.gaussian()),
                of("flat", "normal quantile of the place in (0, 1)", plain, 0, 1, r -> r.uniform()),
                of("prior", "normal quantile of the place in (-10, 10)", plain, -10, 10, r -> r.uniform(-10, 10)),
                of("cos", "normal quantile of the place in (-1, 1)", plain, -1, 1, r -> Math.cos(r.uniform(0, 3.2))),
                of("efficiency", "[0, 1], shares 0.04860 and 0.1584", plain, 0, 1, GuessTest::efficiency),
                of("phi", "circle from -3.14", "cosine and sine", -pi, pi, r -> r.uniform(-pi, pi)),
                of("MJet_phi", "circle from 0 to 6.28", "cosine and sine", 0, 2 * pi, r -> r.uniform(0, 2 * pi)),
                of("azimuth", "circle from 0 to 360", "cosine and sine", 0, 360, r -> r.uniform(0, 360)),
                of("angle of 3", "normal quantile", plain, -3, 3, r -> r.uniform(-3, 3)),
                of("phiMinusGen", "standardise", plain, -inf, inf, r -> 0.01 * r.gaussian()),
                of("theta", "normal quantile of the place in (-3.14159", plain, -pi, pi, r -> r.uniform(-pi, pi)),
                of("decay time", "log(x)", "log(x)", 0, inf, r -> r.exponential()),
                of("pt", "log(x - 20)", "log(x)", 20, inf, r -> 20 + 15 * r.exponential()),
                of("width", "log(x)", "log(x)", 0, inf, r -> Math.exp(2 * r.gaussian())),
                of("isolation", "log(x + ", "log(x + ", 0, inf, r -> r.uniform() < 0.3 ? 0 : Math.exp(r.gaussian())),
                of("missing", "-1 x + 0; then log(x)", "asinh", -inf, 0, r -> -r.exponential()),
                of("tagger", "x <= -0.49", plain, -1, 1, r -> r.uniform() < 0.1 ? -1 : r.uniform()),
                of("pull", "asinh", "asinh", -inf, inf, r -> r.gaussian() / (Math.abs(r.gaussian()) + 1e-2)),
                of("impact", "asinh", "asinh", -inf, inf, r -> r.gaussian() * (r.uniform() < 4e-4 ? 60 : 1)),
                of("flag", "discrete (values to be counted)", plain, 0, 1, r -> r.below(2)),
                of("flavour", "discrete (values to be counted)", "one-hot 0, 4, 5, 21", 0, 21, r -> new int[] {
                            0, 4, 5, 21
                        }
                        [r.below(4)]),
                of("half", "discrete (values", plain, 0.5, 3.5, r -> 0.5 + r.below(4)),
                of("hits", "discrete (values to be counted)", plain, 0, 39, r -> r.below(40)),
                of("charge", "discrete (values to be counted)", plain, -1, 1, r -> 2 * r.below(2) - 1),
                of("tracks", "x + 1 U(-1/2, 1/2)", plain, -inf, inf, r -> Math.rint(3000 + 400 * r.gaussian())),
                of("constant", "x + 1 N(0, 1), back to 7", plain, 7, 7, r -> 7));
    }

    private static double efficiency(RandomStream r) {
        double kind = r.uniform();
        return kind < 0.05 ? 0 : kind < 0.2 ? 1 : r.uniform();
    }

    private static InMemoryDataset data(Case c, int rows, boolean context) {
        var random = RandomStream.of(17);
        float[] values = new float[2 * rows];
        for (int i = 0; i < rows; i++) {
            values[2 * i + (context ? 0 : 1)] = (float) c.value.applyAsDouble(random);
            values[2 * i + (context ? 1 : 0)] = (float) random.gaussian();
        }
        var layout = context
                ? new ColumnLayout(List.of(c.name), List.of("other"))
                : new ColumnLayout(List.of("other"), List.of(c.name));
        return InMemoryDataset.of(layout, values);
    }

    private static String chain(Preprocessing p, String column) {
        var table = p.table();
        return table.where(table.stringColumn("column").isEqualTo(column))
                .stringColumn("chain")
                .get(0);
    }

    @ParameterizedTest
    @MethodSource("columns")
    void eachColumnGetsItsChainAsTargetAndAsContext(Case c) {
        var target = Preprocessing.guess(data(c, ROWS, false));
        assertTrue(chain(target, c.name).startsWith(c.target), target.toString());
        var context = Preprocessing.guess(data(c, ROWS, true));
        assertTrue(chain(context, c.name).startsWith(c.context), context.toString());
        assertFalse(target.isFitted() && !c.name.equals("constant") && !c.target.startsWith("discrete"));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void everyTrainingRowComesBackAndNothingElseThanCanBe(Case c) {
        var data = data(c, ROWS, false);
        var p = Preprocessing.guess(data).fit(data);
        assertEquals(0, p.fit().orElseThrow().dropped());
        float[] raw = new float[2 * ROWS];
        data.read(0, ROWS, raw, 0);
        float[] inner = new float[2 * ROWS];
        p.apply(0, ROWS, raw, inner);
        float[] back = new float[2 * ROWS];
        p.inverse(ROWS, inner, back);
        var seen = p.fit().orElseThrow().columns().get(1);
        for (int i = 1; i < raw.length; i += 2) {
            assertEquals(raw[i], back[i], 2e-4 * (seen.deviation() + 1e-2 * Math.abs(raw[i])), c + ", row " + i / 2);
        }
        float[] wild = {-1e4f, -30, -8, -3, -1, 0, 1, 3, 8, 30, 1e4f};
        boolean[] outside = new boolean[wild.length];
        p.inverseTargets(wild, wild.length, outside);
        for (int i = 0; i < wild.length; i++) {
            assertTrue(outside[i] || wild[i] >= (float) c.low && wild[i] <= (float) c.high, c + ": " + wild[i]);
        }
    }

    /** A density exists for whatever is proposed. */
    @ParameterizedTest
    @MethodSource("columns")
    void trainingRowsHaveADensity(Case c) {
        var data = data(c, ROWS, false);
        var density = Preprocessing.guess(data).fit(data).density();
        double[] rows = new double[2 * ROWS];
        data.readExact(0, ROWS, rows, 0);
        double[] contributions = new double[ROWS];
        density.apply(0, 0, ROWS, rows, new float[2 * ROWS], contributions);
        for (double contribution : contributions) {
            assertTrue(Double.isFinite(contribution), c + ": " + contribution);
        }
    }

    /** Later rows of the same kind have images, though the guess never saw them. */
    @ParameterizedTest
    @MethodSource("columns")
    void rowsThatWereNotSeenHaveImagesToo(Case c) {
        var few = data(c, 1000, false);
        var p = Preprocessing.guess(few).fit(few);
        assertTrue(p.usable(data(c, ROWS, false)).droppedRows() <= 1, p.toString());
    }

    @Test
    void reasonsAreShownAndLinesAreChanged() {
        var data = data(of("phi", "", "", 0, 0, r -> r.uniform(-Math.PI, Math.PI)), ROWS, false);
        var p = Preprocessing.guess(data);
        assertTrue(p.toHtml().contains("an angle: cut open where it is rarest"), p.toHtml());
        assertFalse(p.toHtml().contains("by 5000 of"));
        var changed = p.replace("phi", new flashflow.preprocessing.transforms.Affine(2, 0));
        assertEquals("2 x + 0", chain(changed, "phi"));
        assertEquals("2 x + 0; then standardise (to be fitted)", chain(changed.standardised(), "phi"));
        assertTrue(changed.toString().contains("other"));
        var jets = Preprocessing.standardise(data.layout())
                .fit(InMemoryDataset.of(data.layout(), new float[] {1, 2, 1, 3}));
        assertTrue(jets.toHtml().contains("<p>Warning: Column 'other' is constant"), jets.toHtml());
    }

    @Test
    void ofManyRowsASampleIsTakenWhichIsSaid() {
        var data = data(of("x", "", "", 0, 0, r -> r.exponential()), 100_000, false);
        assertTrue(Preprocessing.guess(data).toString().contains("(by 32768 of 100000 rows)"));
    }

    @Test
    void aSpikeAmidTheOthersIsNamed() {
        var data = data(of("d0", "", "", 0, 0, r -> r.uniform() < 0.2 ? 0 : r.gaussian()), ROWS, false);
        assertTrue(Preprocessing.guess(data).toString().contains("are exactly 0.000, amid the others"));
        var ids = data(of("id", "", "", 0, 0, r -> 4 + r.below(3)), ROWS, false);
        assertTrue(Preprocessing.guess(ids).toString().contains("the values 4, 5, 6 as often as they occur"));
    }

    @Test
    void fewRowsAreNoReasonForAnything() {
        for (int rows : new int[] {1, 2, 3, 10}) {
            var data = data(of("x", "", "", 0, 0, r -> r.gaussian()), rows, false);
            var p = Preprocessing.guess(data).fit(data);
            p.apply(0, 1, new float[] {0.1f, 0.2f}, new float[2]);
        }
    }
}
