package flashflow.preprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowTables;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.preprocessing.transforms.Combination;
import flashflow.training.Training;
import flashflow.training.TrainingListener;
import flashflow.training.ensemble.Ensemble;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.Table;

/** Targets that follow from other columns come out of the inverse as they follow. */
class CombinationsTest {
    private static final ColumnLayout LAYOUT =
            new ColumnLayout(List.of("pt", "eta"), List.of("a", "b", "counted", "c"));
    private static final int WIDTH = 6;
    private static final int ROWS = 3000;

    /**
     * The last target of a row as the other columns have it.
     *
     * @param terms how the fit writes it
     * @param law of pt, eta, a, b, counted
     */
    private record Case(String terms, ToDoubleFunction<float[]> law) {
        @Override
        public String toString() {
            return terms;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("a", row -> row[2]),
                new Case("-b", row -> -row[3]),
                new Case("a + b", row -> row[2] + row[3]),
                new Case("-3 a + 1000", row -> 1000 - 3 * row[2]),
                new Case("-3.0 b + a", row -> row[2] - 3 * row[3]),
                new Case("counted", row -> row[4]),
                new Case("2 counted + 1", row -> 2 * row[4] + 1),
                new Case("1.4 pt", row -> 1.4 * row[0]),
                new Case("0.001 a + counted", row -> 0.001 * row[2] + row[4]),
                new Case("pt - eta + a", row -> row[0] - row[1] + row[2]),
                new Case("1e-7 a", row -> 1e-7 * row[2]),
                new Case("1e20 a", row -> 1e20 * row[2]),
                new Case("0.3333333 a + 0.1428571 b", row -> row[2] / 3 + row[3] / 7));
    }

    private static float[] values(int rows, long seed, ToDoubleFunction<float[]> law) {
        var random = new Random(seed);
        float[] values = new float[rows * WIDTH];
        for (int i = 0; i < rows; i++) {
            var row = new float[] {
                (float) (20 - 30 * Math.log(1 - random.nextDouble())),
                (float) (5 * random.nextDouble() - 2.5),
                (float) random.nextGaussian(),
                (float) Math.exp(random.nextGaussian()),
                random.nextInt(5),
                0
            };
            row[5] = (float) law.applyAsDouble(row);
            System.arraycopy(row, 0, values, i * WIDTH, WIDTH);
        }
        return values;
    }

    private static InMemoryDataset data(ToDoubleFunction<float[]> law) {
        return InMemoryDataset.of(LAYOUT, values(ROWS, 3, law));
    }

    private static FlowModel untrained(Preprocessing preprocessing) {
        return FlowModel.of(FlowConfig.of(4, 2, 2, 8, 1, 4).tailBound(4), preprocessing, Device.cpu());
    }

    private static void assertFollows(Case kind, Table table) {
        float[] rows = RowTables.rows(table, LAYOUT.columns());
        for (int i = 0; i < table.rowCount(); i++) {
            var row = java.util.Arrays.copyOfRange(rows, i * WIDTH, (i + 1) * WIDTH);
            double size =
                    Math.abs(row[5]) + Math.abs(kind.law.applyAsDouble(row)) + Math.abs(row[0]) * Math.abs(row[5]);
            assertEquals(kind.law.applyAsDouble(row), row[5], 1e-6 * size + Math.abs(Math.ulp(row[5])), "row " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatFollowsIsSaidAndGivenBackSo(Case kind) {
        var data = data(kind.law);
        var fitted = Preprocessing.standardise(LAYOUT).fit(data);
        assertEquals(
                1,
                fitted.warnings().stream()
                        .filter(w -> w.contains("'c' follows from"))
                        .count(),
                fitted::toString);
        assertTrue(Preprocessing.fromJson(fitted.toJson()).warnings().equals(fitted.warnings()));
        try (var model = untrained(Preprocessing.fromJson(fitted.toJson()))) {
            var context = data.context().first(200);
            assertFollows(kind, withContext(context, model.generate(context, 5)));
            double log = model.logProb(data.table().first(20)).mean();
            assertTrue(Double.isFinite(log), () -> "log " + log);
        }
    }

    private static Table withContext(Table context, Table generated) {
        var all = context.copy();
        generated.columns().forEach(column -> {
            if (!all.containsColumn(column.name())) {
                all.addColumns(column);
            }
        });
        return all;
    }

    @Test
    void aRowThatDoesNotFollowIsNeverGenerated() {
        var data = data(row -> row[2] + row[3]);
        var fitted = Preprocessing.guess(data).fit(data);
        float[] values = values(2, 8, row -> row[2] + row[3]);
        values[5] += 0.01f;
        try (var model =
                FlowModel.of(FlowConfig.of(4, 2, 2, 8, 1, 4).columns(fitted).tailBound(4), fitted, Device.cpu())) {
            double[] logs =
                    model.logProb(InMemoryDataset.of(LAYOUT, values).table()).asDoubleArray();
            assertEquals(Double.NEGATIVE_INFINITY, logs[0]);
            assertTrue(Double.isFinite(logs[1]));
        }
    }

    /** The sample of rows that is looked at first follows, and all of them do not. */
    @Test
    void oneRowThatDoesNotFollowLeavesTheColumnAsItWas() {
        int rows = 100_000;
        float[] values = values(rows, 4, row -> row[2] + row[3]);
        for (int row = 0; row < rows; row += 997) {
            values[row * WIDTH + 5] += 1e-4f;
        }
        var fitted = Preprocessing.standardise(LAYOUT).fit(InMemoryDataset.of(LAYOUT, values));
        assertTrue(
                fitted.warnings().stream().anyMatch(w -> w.contains("'c' nearly follows from 'a', 'b'")),
                fitted::toString);
        assertFalse(fitted.toJson().contains("combination\""), fitted::toString);
        values = values(rows, 4, row -> row[2] + row[3]);
        values[(rows - 700) * WIDTH + 5] += 100;
        fitted = Preprocessing.standardise(LAYOUT).fit(InMemoryDataset.of(LAYOUT, values));
        assertFalse(fitted.toJson().contains("\"combination\""), fitted::toString);
    }

    @Test
    void membersOfAnEnsembleAndFoldsGiveItBackFromTheirOwnContext() {
        var kind = new Case("pt", row -> row[0] - 2 * row[2]);
        var data = data(kind.law);
        var run = Ensemble.of(FlowConfig.of(4, 2, 2, 8, 1, 4).tailBound(4), Preprocessing.standardise(LAYOUT), 3)
                .training(training -> training.epochs(1))
                .listeners(new TrainingListener() {})
                .fit(data);
        try (var model = run.model()) {
            assertFollows(kind, model.oversample(data.context().first(50), 4, 3));
        }
    }

    @Test
    void aTrainingWithItIsAsGoodAsWithoutTheColumn() {
        var data = data(row -> row[2] + row[3]);
        try (var model = untrained(Preprocessing.standardise(LAYOUT))) {
            var run = Training.of(model)
                    .epochs(3)
                    .batchSize(256)
                    .listeners(new TrainingListener() {})
                    .fit(data);
            assertEquals(0, run.rejectedUpdates());
            double nll = model.nll(data);
            assertTrue(nll > 0 && nll < 8, () -> "nll " + nll);
        }
    }

    @Test
    void aRelationOfOnesOwnGetsNoiseByTheFit() {
        var kind = new Case("a + b", row -> row[2] + row[3]);
        var data = data(kind.law);
        var own = new Combination(List.of("a", "b"), List.of(1.0, 1.0), 0);
        var fitted = Preprocessing.standardise(LAYOUT).replace("c", own).fit(data);
        var row = fitted.table().stream()
                .filter(each -> each.getString("column").equals("c"))
                .findFirst()
                .orElseThrow();
        assertTrue(row.toString().contains("noise added by the fit"), row::toString);
        try (var model = untrained(fitted)) {
            var context = data.context().first(200);
            assertFollows(kind, withContext(context, model.generate(context, 5)));
            assertTrue(Double.isFinite(model.logProb(data.table().first(20)).mean()));
        }
    }

    @Test
    void aRelationOfOnesOwnNamesColumnsBefore() {
        var preprocessing = Preprocessing.none(LAYOUT).with("c", new Combination(List.of("a"), List.of(2.0), 1));
        float[] rows = {30, 1, 4, 5, 0, 9};
        float[] out = new float[6];
        preprocessing.apply(0, 1, rows, out);
        assertEquals(0, out[5]);
        preprocessing.inverseTargets(out = java.util.Arrays.copyOfRange(out, 2, 6), 1);
        assertEquals(9, out[3]);
        var late = Preprocessing.none(LAYOUT).with("a", new Combination(List.of("c"), List.of(2.0), 1));
        assertThrows(FlashFlowException.class, () -> late.inverseTargets(new float[4], 1));
        assertThrows(FlashFlowException.class, () -> new Combination(List.of(), List.of(), 0));
        assertThrows(FlashFlowException.class, () -> new Combination(List.of("a"), List.of(0.0), 0));
        var ofContext = Preprocessing.none(LAYOUT).with("a", new Combination(List.of("pt"), List.of(2.0), 0));
        var refused = assertThrows(FlashFlowException.class, () -> ofContext.inverseTargets(new float[4], 1));
        assertTrue(refused.getMessage().contains("'pt'"), refused.getMessage());
    }
}
