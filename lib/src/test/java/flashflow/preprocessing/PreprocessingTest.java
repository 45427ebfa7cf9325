package flashflow.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.data.RowTables;
import flashflow.preprocessing.transforms.Affine;
import flashflow.preprocessing.transforms.Atan;
import flashflow.preprocessing.transforms.Bounded;
import flashflow.preprocessing.transforms.Circular;
import flashflow.preprocessing.transforms.Clip;
import flashflow.preprocessing.transforms.Dequantise;
import flashflow.preprocessing.transforms.Discrete;
import flashflow.preprocessing.transforms.Log;
import flashflow.preprocessing.transforms.Spike;
import flashflow.preprocessing.transforms.Standardise;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("pt", "flavour"), List.of("x", "id"));

    private static Preprocessing chain() {
        return Preprocessing.none(LAYOUT)
                .with("pt", new Log(0))
                .oneHot("flavour", 0, 4, 5)
                .with("x", new Clip(-1, 1), new Affine(2, 1))
                .with("id", Dequantise.gaussian(0.1, 0, 1));
    }

    private static float[] rows(int n) {
        var random = new Random(9);
        float[] rows = new float[n * 4];
        for (int i = 0; i < n; i++) {
            rows[4 * i] = 20 + 100 * random.nextFloat();
            rows[4 * i + 1] = new float[] {0, 4, 5}[random.nextInt(3)];
            rows[4 * i + 2] = (float) (1000 + random.nextGaussian());
            rows[4 * i + 3] = random.nextInt(2);
        }
        return rows;
    }

    @Test
    void oneHotWidensTheContext() {
        var p = chain();
        assertEquals(
                new ColumnLayout(List.of("pt", "flavour=0", "flavour=4", "flavour=5"), List.of("x", "id")),
                p.outputLayout());
        float[] out = new float[6];
        p.apply(0, 1, new float[] {100, 4, 0.25f, 1}, out);
        assertArrayEquals(new float[] {(float) Math.log(100), 0, 1, 0, 1.5f}, java.util.Arrays.copyOf(out, 5));
        float[] back = new float[4];
        p.inverse(1, out, back);
        assertArrayEquals(new float[] {100, 4, 0.25f, 1}, back, 1e-4f);
        float[] context = new float[4];
        p.applyContext(0, 1, new float[] {100, 4}, context);
        assertArrayEquals(java.util.Arrays.copyOf(out, 4), context);
    }

    @Test
    void anAngleBecomesItsCosineAndSineAndComesBackAcrossTheEnds() {
        var layout = new ColumnLayout(List.of("phi", "day"), List.of("x"));
        var p = Preprocessing.none(layout)
                .sineCosine("phi", -Math.PI, Math.PI)
                .sineCosine("day", 0, 7)
                .standardised();
        var expected = List.of("cos(phi)", "sin(phi)", "cos(day)", "sin(day)");
        assertEquals(expected, p.outputLayout().context());
        float[] rows = {3.1f, 0, 1, -3.1f, 6.99f, 2, 0.25f, 3.5f, 3};
        var fitted =
                Preprocessing.fromJson(p.fit(InMemoryDataset.of(layout, rows)).toJson());
        float[] inner = new float[15];
        fitted.apply(0, 3, rows, inner);
        assertEquals(Math.cos(3.1), inner[0], 1e-6);
        assertEquals(Math.sin(3.1), inner[1], 1e-6);
        assertEquals(-1, inner[12], 1e-6);
        float[] back = new float[9];
        fitted.inverse(3, inner, back);
        assertArrayEquals(rows, back, 1e-5f);
        assertTrue(fitted.toJson().contains("\"version\": 3"));
        assertTrue(fitted.toString().contains("cosine and sine of the circle from 0 to 7"));
        refused("give it Circular instead", () -> p.sineCosine("x", 0, 1));
        refused("low < high", () -> Preprocessing.none(layout).sineCosine("phi", 1, 1));
    }

    @Test
    void sharesAreThoseOfTheFitAndOtherValuesAreCounted() {
        var layout = new ColumnLayout(List.of(), List.of("a", "n"));
        float[] rows = new float[2000];
        for (int i = 0; i < 1000; i++) {
            rows[2 * i] = (float) Math.sin(i);
            rows[2 * i + 1] = i % 10 < 7 ? 2 : i % 10 < 9 ? 3 : 5;
        }
        var data = InMemoryDataset.of(layout, rows);
        var p = Preprocessing.none(layout).with("n", Discrete.unfitted()).standardised();
        assertFalse(p.isFitted());
        var fitted = p.fit(data);
        assertEquals(
                List.of(Discrete.of(new double[] {2, 3, 5}, new long[] {7, 2, 1})),
                fitted.chains().get(1).transforms());
        assertEquals(List.of(), fitted.warnings());
        var known = Preprocessing.none(layout)
                .with("n", Discrete.of(new double[] {2, 3}, new long[] {1, 1}))
                .fit(data);
        assertTrue(
                known.warnings().get(0).contains("100 values are not among"),
                known.warnings().toString());
        float[] rare = rows.clone();
        IntStream.range(0, 1000).filter(i -> i % 50 != 9).forEach(i -> rare[2 * i + 1] = 2);
        assertEquals(List.of(), p.fit(InMemoryDataset.of(layout, rare)).warnings());
        float[] targets = {0, -9, 0, 0.4f, 0, 1, 0, 9};
        fitted.inverseTargets(targets, 4);
        assertArrayEquals(new float[] {2, 2, 3, 5}, new float[] {targets[1], targets[3], targets[5], targets[7]});
        refused("two transforms to be fitted", () -> p.with("n", Standardise.unfitted()));
        var many = Preprocessing.none(layout).with("a", Discrete.unfitted());
        refused("more than 256 different values", () -> many.fit(data));
    }

    @Test
    void valuesAtABoundAreTakenInsideAndTold() {
        var layout = new ColumnLayout(List.of(), List.of("e"));
        var p = Preprocessing.none(layout).with("e", Bounded.of(0, 1)).standardised();
        float[] rows = {0, 0.25f, 0.5f, 0.75f, 1};
        var fitted = p.fit(InMemoryDataset.of(layout, rows));
        assertTrue(
                fitted.warnings().get(0).contains("2 of 5 values lie at a bound"),
                fitted.warnings().toString());
        float[] back = new float[5];
        fitted.apply(0, 5, rows, back);
        fitted.inverse(5, back, back);
        assertArrayEquals(rows, back, 2e-6f);
        float[] circle = {(float) Math.PI, -(float) Math.PI, 0};
        var phi = Preprocessing.none(layout).with("e", new Circular(-Math.PI, Math.PI, 0), Bounded.of(0, 2 * Math.PI));
        assertEquals(3, phi.usable(InMemoryDataset.of(layout, circle)).rowCount());
        refused("Row 1, column 'e': the raw value 1.5", () -> p.fit(InMemoryDataset.of(layout, rows))
                .apply(0, 2, new float[] {0.5f, 1.5f}, new float[2]));
    }

    @Test
    void noiseDependsOnSeedAndRowAlone() {
        int n = 5000;
        float[] in = rows(n);
        float[] whole = new float[n * 6];
        chain().apply(1000, n, in, whole);
        float[] part = new float[6];
        chain().apply(1000 + 4321, 1, java.util.Arrays.copyOfRange(in, 4 * 4321, 4 * 4322), part);
        assertArrayEquals(java.util.Arrays.copyOfRange(whole, 6 * 4321, 6 * 4322), part);
        chain().apply(new long[] {5321}, 1, java.util.Arrays.copyOfRange(in, 4 * 4321, 4 * 4322), part);
        assertEquals(whole[6 * 4321 + 5], part[5]);
        chain().seed(1).apply(5321, 1, java.util.Arrays.copyOfRange(in, 4 * 4321, 4 * 4322), part);
        assertNotEquals(whole[6 * 4321 + 5], part[5]);
    }

    @Test
    void fitStandardisesExactlyAndSeesTheColumns() {
        int n = 150_000;
        float[] in = rows(n);
        var p = Preprocessing.none(LAYOUT)
                .with("x", Clip.above(1002))
                .standardised()
                .fit(InMemoryDataset.of(LAYOUT, in));
        float[] out = new float[in.length];
        p.apply(0, n, in, out);
        for (int c = 0; c < 4; c++) {
            double sum = 0, squares = 0;
            for (int i = c; i < out.length; i += 4) {
                sum += out[i];
                squares += (double) out[i] * out[i];
            }
            assertEquals(0, sum / n, 1e-4);
            assertEquals(1, squares / n, 1e-4);
        }
        var seen = p.fit().orElseThrow();
        assertEquals(n, seen.rows());
        long beyond = 0;
        for (int i = 2; i < in.length; i += 4) {
            beyond += in[i] > 1002 ? 1 : 0;
        }
        assertTrue(beyond > 1000);
        assertEquals(beyond, seen.columns().get(2).clipped());
        assertTrue(p.warnings().get(0).contains("'x'") && p.warnings().get(0).contains("clipped"));
        assertEquals(p.toJson(), p.fit(InMemoryDataset.of(LAYOUT, in)).toJson());
    }

    @Test
    void fitLeavesOutRowsThatAreNotFinite() {
        var layout = new ColumnLayout(List.of(), List.of("a", "b"));
        float[] rows = {1, 1, -1, 2, 3, Float.NaN, 5, 4};
        var p = Preprocessing.none(layout).with("a", new Log(0)).standardised().fit(unchecked(layout, rows));
        assertEquals(2, p.fit().orElseThrow().dropped());
        assertEquals(2.5, p.fit().orElseThrow().columns().get(1).mean());
        assertTrue(p.warnings().get(0).startsWith("2 of 4 rows were left out"));
        var none = unchecked(layout, new float[] {Float.NaN, 1});
        var failure = assertThrows(FlashFlowException.class, () -> p.fit(none));
        assertTrue(failure.getMessage().contains("none of the 1 rows"));
    }

    @Test
    void sourcesMayHaveOtherColumnsAndAnotherOrder() {
        int n = 3000;
        float[] own = rows(n);
        var wider = new ColumnLayout(List.of("flavour", "w", "pt"), List.of("id", "x"));
        float[] rows = new float[5 * n];
        for (int i = 0; i < n; i++) {
            int at = 5 * i;
            rows[at] = own[4 * i + 1];
            rows[at + 1] = i % 7;
            rows[at + 2] = own[4 * i];
            rows[at + 3] = own[4 * i + 3];
            rows[at + 4] = own[4 * i + 2];
        }
        var there = InMemoryDataset.of(wider, rows);
        var here = InMemoryDataset.of(LAYOUT, own);
        var p = chain().standardised();
        assertEquals(p.fit(here).toJson(), p.fit(there).toJson());
        assertEquals(p.fit(here).meanLogDerivative(here), p.fit(here).meanLogDerivative(there));
        assertEquals(wider, p.usable(there).layout());
        assertEquals(n, p.usable(there).rowCount());
        refused(
                "is needed",
                () -> p.usable(
                        InMemoryDataset.of(new ColumnLayout(List.of(), List.of("x", "id")), new float[] {1, 0})));
    }

    @Test
    void aSpikeAtZeroComesBackAsExactlyZero() {
        int at = Preprocessing.muons().layout().targets().indexOf("MMuon_pfRelIso03_all");
        for (double shift : new double[] {1e-5, 0.001}) {
            var layout = new ColumnLayout(List.of(), List.of("a"));
            var p = Preprocessing.none(layout).with("a", new Log(shift), new Spike(-4, -9, 1, Math.log(shift)));
            float[] rows = {0, 2, 0};
            float[] out = new float[3];
            p.apply(0, 3, rows, out);
            p.inverseTargets(out, 3);
            assertArrayEquals(rows, out, 1e-6f);
            assertEquals(0, out[0]);
            assertEquals(0, out[2]);
        }
        float[] zero = new float[22];
        java.util.Arrays.fill(zero, -11);
        Preprocessing.muons().inverseTargets(zero, 1);
        assertEquals(0, zero[at]);
    }

    @Test
    void rowsThatAreNotFiniteBeforeOrAfterAreDropped() {
        var layout = new ColumnLayout(List.of(), List.of("a", "b"));
        float[] rows = {1, 1, -1, 2, 3, Float.NaN, 5, 4, Float.POSITIVE_INFINITY, 0, 6, 5};
        var p = Preprocessing.none(layout).with("a", new Log(0));
        var usable = p.usable(unchecked(layout, rows));
        assertEquals(3, usable.rowCount());
        assertEquals(3, usable.droppedRows());
        float[] read = new float[4];
        usable.read(1, 2, read, 0);
        assertArrayEquals(new float[] {5, 4, 6, 5}, read);
        assertEquals(0, p.standardised().fit(usable).fit().orElseThrow().dropped());
        refused("All 1 rows", () -> p.usable(unchecked(layout, new float[] {-1, 0})));
        var raw = RowTables.table(layout.columns(), new float[] {1, 1, -1, 2, 5, 4}, 3);
        assertEquals(List.of(1f, 4f), p.tables().apply(raw).floatColumn("b").asList());
    }

    @Test
    void constantColumnsAreNamed() {
        var layout = new ColumnLayout(List.of("b"), List.of("a"));
        var p = Preprocessing.standardise(layout).fit(InMemoryDataset.of(layout, new float[] {7, 1, 7, 2}));
        assertTrue(p.warnings().get(0).contains("'b' is constant (7.000)"));
        float[] out = new float[2];
        p.apply(0, 1, new float[] {7, 1}, out);
        assertArrayEquals(new float[] {0, -1}, out);
    }

    /** Of however few rows. */
    @Test
    void constantTargetsComeBackExactly() {
        var layout = new ColumnLayout(List.of(), List.of("a"));
        for (int rows : new int[] {1, 2, 15, 16}) {
            float[] values = new float[rows];
            Arrays.fill(values, 0.1f);
            var p = Preprocessing.standardise(layout).fit(InMemoryDataset.of(layout, values));
            float[] anything = {-3, 0, 2.5f};
            p.inverseTargets(anything, 3);
            assertArrayEquals(new float[] {0.1f, 0.1f, 0.1f}, anything);
        }
    }

    @Test
    void logDerivativesAreThoseOfTheTargetsAlone() {
        var p = Preprocessing.none(LAYOUT)
                .with("pt", new Log(0))
                .with("x", new Log(0), new Affine(3, 0))
                .with("id", new Affine(0.5, 0));
        double[] sums = {99};
        p.apply(0, 1, new float[] {100, 0, 4, 1}, new float[4], sums);
        assertEquals(Math.log(1.0 / 4) + Math.log(3) + Math.log(0.5), sums[0], 1e-12);
        var source = InMemoryDataset.of(LAYOUT, new float[] {100, 0, 4, 1, 1, 0, 8, 1});
        assertEquals(-0.5 * (Math.log(4) + Math.log(8)) + Math.log(1.5), p.meanLogDerivative(source), 1e-12);
    }

    @Test
    void jsonKeepsEverything() {
        var p = Preprocessing.muons().seed(7).standardised();
        assertEquals(p.toJson(), Preprocessing.fromJson(p.toJson()).toJson());
        assertFalse(Preprocessing.fromJson(p.toJson()).isFitted());
        var fitted = chain().standardised().fit(InMemoryDataset.of(LAYOUT, rows(3000)));
        var read = Preprocessing.fromJson(fitted.toJson());
        float[] a = new float[18];
        float[] b = new float[18];
        fitted.apply(5, 3, rows(3), a);
        read.apply(5, 3, rows(3), b);
        assertArrayEquals(a, b);
        assertEquals(fitted.fit(), read.fit());
        assertEquals(fitted.outputLayout(), read.outputLayout());
    }

    @Test
    void damagedJsonIsRefused() {
        String json = chain().toJson();
        for (String bad :
                List.of("", "{}", "[1]", "nonsense", json.replace("\"low\"", "\"lo\""), json.replace("clip", "?"))) {
            assertThrows(FlashFlowException.class, () -> Preprocessing.fromJson(bad), bad);
        }
    }

    @Test
    void inverseCountsRowsThatAreOutside() {
        var p = Preprocessing.none(LAYOUT).with("x", new Clip(-1, 1)).with("id", new Atan(1, 0));
        float[] targets = {0, 0, 1.5f, 0, 0.5f, 2};
        boolean[] outside = new boolean[3];
        assertEquals(2, p.inverseTargets(targets, 3, outside));
        assertArrayEquals(new boolean[] {false, true, true}, outside);
        assertEquals(1, targets[2]);
        assertTrue(Float.isNaN(targets[5]));
    }

    @Test
    void generatedValuesBeyondWhatCanBeAreOutside() {
        var p = Preprocessing.none(LAYOUT).with("x", new Log(0)).within("id", 0, 4);
        float[] targets = {0, 4, 0, 4.5f, 90, 0, 0, -1e-3f};
        boolean[] outside = new boolean[4];
        assertEquals(3, p.inverseTargets(targets, 4, outside));
        // exp(90) is finite as a double and infinite as a float.
        assertArrayEquals(new boolean[] {false, true, true, true}, outside);
        assertEquals(p.toJson(), Preprocessing.fromJson(p.toJson()).toJson());
        refused("low < high", () -> p.within("id", 1, 1));
    }

    @Test
    void generatedErrorsOfMuonsArePositive() {
        var muons = Preprocessing.muons();
        int width = muons.layout().targets().size();
        for (String name : List.of("MMuon_dxyErr", "MMuon_dzErr", "MMuon_ip3d", "MMuon_ptErr", "MMuon_sip3d")) {
            float[] targets = new float[width];
            targets[muons.layout().targets().indexOf(name)] = -7;
            assertEquals(1, muons.inverseTargets(targets, 1), name);
        }
    }

    @Test
    void tablesGoByName() {
        var raw = RowTables.table(LAYOUT.columns(), rows(100), 100);
        var shuffled = raw.selectColumns("id", "x", "flavour", "pt");
        var tables = chain().tables();
        assertEquals(tables.apply(raw).print(), tables.apply(shuffled).print());
        var physical = tables.physical(raw);
        assertEquals(1, physical.floatColumn("x").min());
        assertEquals(raw.floatColumn("id").asList(), physical.floatColumn("id").asList());
        var fitted = chain().fit(InMemoryDataset.of(LAYOUT, rows(100)));
        assertEquals(List.of(), fitted.tables().contextWarnings(raw));
        var far = RowTables.table(List.of("pt", "flavour"), new float[] {1e6f, 0}, 1);
        assertTrue(fitted.tables().contextWarnings(far).get(0).contains("'pt': 1 of 1 values lie outside"));
    }

    @Test
    void theTableShowsTheChains() {
        var table = Preprocessing.jets().table();
        assertEquals(31, table.rowCount());
        assertEquals(
                "clip to [0, 7]",
                table.where(table.stringColumn("column").isEqualTo("MJet_massRatio"))
                        .stringColumn("chain")
                        .get(0));
        var comments = Preprocessing.muons().table();
        var changed = comments.where(comments.stringColumn("chain").isNotEqualTo("as it is"));
        assertEquals(26, changed.rowCount());
        assertEquals(
                0, changed.where(changed.stringColumn("comment").isEqualTo("")).rowCount());
        assertEquals(
                5,
                changed.where(changed.stringColumn("physical_range").isEqualTo("[0, Infinity]"))
                        .rowCount());
    }

    @Test
    void formulasReadAsOneWouldWriteThem() {
        assertEquals("at most 100", new Clip(Double.NEGATIVE_INFINITY, 100).formula());
        assertEquals("at least 0", new Clip(0, Double.POSITIVE_INFINITY).formula());
        assertEquals("log(x - 0.5)", new Log(-0.5).formula());
        assertEquals("2 x - 3", new Affine(2, -3).formula());
        assertEquals("2 x + 3", new Affine(2, 3).formula());
        assertEquals("atan(10 (x + 1))", new Atan(10, -1).formula());
        assertEquals("atan(10 (x - 1))", new Atan(10, 1).formula());
    }

    @Test
    void mistakesAreNamed() {
        refused("no column 'pT'", () -> chain().with("pT", new Log(0)));
        refused("cannot become one-hot", () -> chain().oneHot("x", 0, 1));
        refused("call fit(train)", () -> Preprocessing.standardise(LAYOUT).apply(0, 1, new float[4], new float[4]));
        refused("Row 12, column 'pt': the raw value -3.0", () -> chain().apply(
                        11, 2, new float[] {1, 0, 0, 0, -3, 0, 0, 0}, new float[12]));
        refused("Row 11, column 'flavour': the raw value 3.0", () -> chain().apply(
                        11, 1, new float[] {1, 3, 0, 0}, new float[12]));
        refused("two transforms to be fitted", () -> chain().with("x", Standardise.unfitted(), Standardise.unfitted()));
        var other = new ColumnLayout(List.of(), List.of("q"));
        refused("is needed, and the data have none of that name", () -> chain().fit(
                        InMemoryDataset.of(other, new float[1])));
    }

    private static void refused(String part, org.junit.jupiter.api.function.Executable action) {
        String message = assertThrows(FlashFlowException.class, action).getMessage();
        assertTrue(message.contains(part), message);
    }

    private static RowSource unchecked(ColumnLayout layout, float[] rows) {
        return new RowSource() {
            @Override
            public ColumnLayout layout() {
                return layout;
            }

            @Override
            public long rowCount() {
                return rows.length / layout.width();
            }

            @Override
            public void read(long firstRow, int count, float[] into, int offset) {
                System.arraycopy(rows, (int) firstRow * layout.width(), into, offset, count * layout.width());
            }
        };
    }
}
