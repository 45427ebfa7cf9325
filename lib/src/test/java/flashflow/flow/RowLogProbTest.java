package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowTables;
import flashflow.preprocessing.Preprocessing;
import flashflow.preprocessing.transforms.Affine;
import flashflow.preprocessing.transforms.Bounded;
import flashflow.preprocessing.transforms.Circular;
import flashflow.preprocessing.transforms.Clip;
import flashflow.preprocessing.transforms.Collapse;
import flashflow.preprocessing.transforms.Dequantise;
import flashflow.preprocessing.transforms.Discrete;
import flashflow.preprocessing.transforms.Log;
import flashflow.preprocessing.transforms.Spike;
import flashflow.preprocessing.transforms.Transform;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** log p of rows in data units: of a model's two targets, all there can be make 1, and its own sample is spread by it. */
class RowLogProbTest {
    private static final ColumnLayout LAYOUT = new ColumnLayout(List.of("y"), List.of("a", "b"));
    private static final int NODES = 240;

    /** Two chains, and the places where their densities are summed up with weights: of values 1, of measured columns a length. */
    record Case(String name, Side a, Side b) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** One target's chain, places and weights. */
    record Side(double[] places, double[] weights, Transform... chain) {}

    /** Even places from low to high, in a variable of which the value is a function. */
    private static Side measured(
            double low, double high, java.util.function.DoubleUnaryOperator value, Transform... chain) {
        double step = (high - low) / NODES;
        double[] places = IntStream.range(0, NODES)
                .mapToDouble(i -> value.applyAsDouble(low + (i + 0.5) * step))
                .toArray();
        double[] weights = IntStream.range(0, NODES)
                .mapToDouble(
                        i -> Math.abs(value.applyAsDouble(low + (i + 1) * step) - value.applyAsDouble(low + i * step)))
                .toArray();
        return new Side(places, weights, chain);
    }

    private static Side values(double[] values, Transform... chain) {
        return new Side(values, DoubleStream.of(values).map(v -> 1).toArray(), chain);
    }

    private static Side and(Side first, double... values) {
        return new Side(
                DoubleStream.concat(DoubleStream.of(first.places), DoubleStream.of(values))
                        .toArray(),
                DoubleStream.concat(
                                DoubleStream.of(first.weights),
                                DoubleStream.of(values).map(v -> 1))
                        .toArray(),
                first.chain);
    }

    static Stream<Case> cases() {
        var plain = measured(-9, 9, x -> x, new Affine(0.8, 0.1));
        double[] ids = {0, 4, 5, 21};
        var discrete = values(ids, Discrete.of(ids, new long[] {5, 3, 1, 1}));
        var interval = measured(-5.5, 5.5, y -> 3 + 4 * Bounded.of(0, 1).inverse(y), Bounded.of(3, 7));
        var circle = measured(
                -5.5,
                5.5,
                y -> 2 * Math.PI * Bounded.of(0, 1).inverse(y) - Math.PI,
                new Circular(-Math.PI, Math.PI, -Math.PI),
                Bounded.of(0, 2 * Math.PI));
        var positive = measured(-8, 8, Math::exp, new Log(0));
        double[] whole = IntStream.rangeClosed(-12, 12).asDoubleStream().toArray();
        var counted = values(whole, Dequantise.uniform(1), new Affine(0.6, 0));
        var spike = and(
                measured(
                        -3,
                        8,
                        y -> Math.exp(y) - Math.exp(-3),
                        new Log(Math.exp(-3)),
                        new Spike(-3, -4.5, 1.5, -3),
                        new Affine(0.5, 0.6)),
                0);
        return Stream.of(
                new Case("measured", plain, positive),
                new Case("interval and circle", interval, circle),
                new Case("interval and values", interval, discrete),
                new Case("values alone", discrete, discrete),
                new Case("whole numbers", plain, counted),
                new Case("spike", plain, spike));
    }

    private static FlowModel model(Side a, Side b) {
        var preprocessing = Preprocessing.none(LAYOUT).with("a", a.chain).with("b", b.chain);
        var model = FlowModel.of(
                FlowConfig.of(2, 1, 2, 8, 1, 5).batchNorm(false).tailBound(4), preprocessing, Device.cpu());
        float[] parameters = model.flow().parameters().toFloatArray();
        float[] noise = Noise.normal(3, 0, 1, parameters.length);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += 0.2f * noise[i];
        }
        model.flow()
                .set(
                        parameters,
                        model.flow().statistics().toFloatArray(),
                        model.flow().permutations().toLongArray());
        return model;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void allThereCanBeMakesOne(Case c) {
        int n = c.a.places.length * c.b.places.length;
        float[] rows = new float[3 * n];
        for (int i = 0; i < n; i++) {
            rows[3 * i] = 0.4f;
            rows[3 * i + 1] = (float) c.a.places[i / c.b.places.length];
            rows[3 * i + 2] = (float) c.b.places[i % c.b.places.length];
        }
        try (var model = model(c.a, c.b)) {
            double[] logs = model.logProb(InMemoryDataset.of(LAYOUT, rows));
            double total = 0;
            for (int i = 0; i < n; i++) {
                total += Math.exp(logs[i]) * c.a.weights[i / c.b.places.length] * c.b.weights[i % c.b.places.length];
            }
            assertEquals(1, total, 2e-3);
        }
    }

    /** How often the model draws a pair of values, and what it says about the pair. */
    @Test
    void probabilitiesAreFrequencies() {
        double[] ids = {0, 4, 5};
        var side = values(ids, Discrete.of(ids, new long[] {5, 3, 2}));
        int draws = 40_000;
        try (var model = model(side, side)) {
            var context = RowTables.table(List.of("y"), new float[draws], draws);
            var sample = model.generate(context, 7);
            for (double a : ids) {
                for (double b : ids) {
                    double log = model.logProb(InMemoryDataset.of(LAYOUT, new float[] {0, (float) a, (float) b}))[0];
                    double share = (double) sample.where(sample.numberColumn("a")
                                            .isEqualTo(a)
                                            .and(sample.numberColumn("b").isEqualTo(b)))
                                    .rowCount()
                            / draws;
                    assertEquals(share, Math.exp(log), 4 * Math.sqrt(share / draws) + 1e-3);
                }
            }
        }
    }

    @Test
    void withoutNoiseItIsTheRawNll() {
        var plain = measured(0, 1, x -> x, new Affine(3, 1));
        float[] rows = Noise.normal(5, 0, 300, 3);
        var source = InMemoryDataset.of(LAYOUT, rows);
        try (var model = model(plain, plain)) {
            assertEquals(
                    model.rawNll(source),
                    -DoubleStream.of(model.logProb(source)).average().orElseThrow(),
                    1e-5);
            var table = RowTables.table(LAYOUT.columns(), rows, 300);
            assertArrayEquals(model.logProb(source), model.logProb(table).asDoubleArray());
            assertEquals(
                    "log_prob",
                    model.logProb(table.selectColumns("b", "y", "a")).name());
        }
    }

    /** Of columns that float32 cannot tell apart the exact values are taken. */
    @Test
    void columnsFarFromZeroAreTakenInFloat64() {
        int n = 500;
        float[] noise = Noise.normal(6, 0, n, 3);
        var table = Table.create();
        for (int c = 0; c < 3; c++) {
            int column = c;
            table.addColumns(DoubleColumn.create(
                    LAYOUT.columns().get(c), IntStream.range(0, n).mapToDouble(i -> 1.5e9 + noise[3 * i + column])));
        }
        var data = InMemoryDataset.of(LAYOUT, table);
        try (var model =
                FlowModel.of(FlowConfig.of(2, 1, 2, 8, 1, 5), Preprocessing.standardise(LAYOUT), Device.cpu())) {
            model.fitPreprocessing(data);
            double[] logs = model.logProb(table).asDoubleArray();
            assertTrue(DoubleStream.of(logs).distinct().count() > n - 10);
            assertEquals(-model.rawNll(data), DoubleStream.of(logs).average().orElseThrow(), 1e-4);
        }
    }

    @Test
    void rowsThatCannotBeHaveNoDensityAndContextHasToHaveAnImage() {
        var interval = measured(0, 1, x -> x, Bounded.of(0, 1));
        var clipped = measured(0, 1, x -> x, new Clip(0, 2));
        try (var model = model(interval, clipped)) {
            double[] logs = model.logProb(
                    InMemoryDataset.of(LAYOUT, new float[] {0, 0.5f, 1, 0, 1.5f, 1, 0, 0.5f, 3, 0, 1, 1}));
            assertTrue(Double.isFinite(logs[0]) && Double.isFinite(logs[3]));
            assertEquals(Double.NEGATIVE_INFINITY, logs[1]);
            assertEquals(Double.NEGATIVE_INFINITY, logs[2]);
        }
        var none = Preprocessing.none(LAYOUT).with("y", new Log(0)).with("b", Collapse.below(0, -1));
        var row = InMemoryDataset.of(LAYOUT, new float[] {-1, 0, 0});
        try (var model = FlowModel.of(FlowConfig.of(2, 1, 2, 8, 1, 5), none, Device.cpu())) {
            var refusal = assertThrows(FlashFlowException.class, () -> model.logProb(row));
            assertTrue(refusal.getMessage().contains("'b' has no density"), refusal.getMessage());
        }
        var logarithm = Preprocessing.none(LAYOUT).with("y", new Log(0));
        try (var model = FlowModel.of(FlowConfig.of(2, 1, 2, 8, 1, 5), logarithm, Device.cpu())) {
            var refusal = assertThrows(FlashFlowException.class, () -> model.logProb(row));
            assertTrue(refusal.getMessage().contains("column 'y'"), refusal.getMessage());
        }
    }

    /** A context column of classes becomes several, so that the flow has more columns than the rows. */
    @Test
    void contextMayBecomeMoreColumns() {
        var preprocessing = Preprocessing.none(LAYOUT).oneHot("y", 0, 4, 5);
        var rows = Table.create(
                DoubleColumn.create("y", 0, 4, 5, 4),
                DoubleColumn.create("a", 0, 1, 0.5, -1),
                DoubleColumn.create("b", 0.1, 0.2, -0.3, 0.4));
        var source = InMemoryDataset.of(LAYOUT, rows);
        try (var model = FlowModel.of(FlowConfig.of(2, 3, 1, 8, 1, 4), preprocessing, Device.cpu())) {
            double mean = DoubleStream.of(model.logProb(source)).average().orElseThrow();
            assertEquals(-model.rawNll(source), mean, 1e-5);
        }
    }
}
