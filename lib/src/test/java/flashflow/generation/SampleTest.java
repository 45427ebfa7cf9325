package flashflow.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowTables;
import flashflow.flow.FlowModel;
import flashflow.preprocessing.Preprocessing;
import flashflow.preprocessing.transforms.Log;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Samples as tables. */
class SampleTest {
    private static final FlowModel MODEL = SmallModel.model();

    @AfterAll
    static void close() {
        MODEL.close();
    }

    @Test
    void rowsAreTheSameHoweverTheyAreGrouped() {
        int n = 600;
        float[] context = RowTables.rows(SmallModel.context(n), SmallModel.LAYOUT.context());
        float[] whole = MODEL.sampler(42).generate(0, n, context, 1);
        for (int size : new int[] {1, 77, 256, 599}) {
            var sampler = MODEL.sampler(42);
            int step = size == 1 ? 97 : size;
            for (int first = 0; first < n; first += step) {
                int count = Math.min(size, n - first);
                float[] part = Arrays.copyOfRange(context, 2 * first, 2 * (first + count));
                float[] targets = sampler.generate(first, count, part, 1);
                assertArrayEquals(Arrays.copyOfRange(whole, 3 * first, 3 * (first + count)), targets);
            }
            assertTrue(sampler.redrawn() > 0);
        }
        assertFalse(Arrays.equals(whole, MODEL.sampler(43).generate(0, n, context, 1)));
    }

    @Test
    void onlyAllowedValuesComeOut() {
        var sampler = MODEL.sampler(1);
        var sample = sampler.generate(SmallModel.context(2000));
        assertEquals(List.of("a", "b", "id"), sample.columnNames());
        assertEquals(2000, sampler.drawn());
        assertTrue(sampler.redrawn() > 200);
        assertTrue(sample.floatColumn("a").max() <= 1 && sample.floatColumn("a").min() >= -1);
        assertTrue(sample.floatColumn("b").max() <= 2 && sample.floatColumn("b").min() >= -2);
        assertEquals(Set.of(0f, 1f), Set.copyOf(sample.floatColumn("id").asList()));
        assertTrue(sampler.warnings().get(0).contains("draws for 2000 rows were thrown away"));
    }

    @Test
    void foldsAreDrawsOfTheSameEvent() {
        var context = SmallModel.context(300);
        var events = context.copy().addColumns(weights(300), DoubleColumn.create("a", new double[300]));
        var sample = MODEL.oversample(events, 4, 42);
        assertEquals(List.of("pt", "eta", "weight", "a", "b", "id", "event", "fold"), sample.columnNames());
        assertEquals(1200, sample.rowCount());
        var alone = MODEL.generate(context, 42);
        for (String name : alone.columnNames()) {
            assertEquals(
                    alone.floatColumn(name).asList(),
                    fold(sample, 0).floatColumn(name).asList());
        }
        assertTrue(fold(sample, 1)
                        .floatColumn("a")
                        .subtract(alone.floatColumn("a"))
                        .standardDeviation()
                > 0.3);
        for (int i = 0; i < 1200; i += 7) {
            assertEquals(i / 4, sample.intColumn("event").getInt(i));
            assertEquals(i / 4, sample.doubleColumn("weight").getDouble(i));
            assertEquals(
                    context.floatColumn("pt").get(i / 4),
                    sample.floatColumn("pt").get(i));
        }
        var more = MODEL.oversample(context, 5, 42);
        assertEquals(
                fold(sample, 3).floatColumn("b").asList(),
                fold(more, 3).floatColumn("b").asList());
    }

    /** Folds share blocks with as many others as there is room for; which they are changes no bit. */
    @Test
    void aDrawDependsOnSeedRowAndFoldAlone() {
        int folds = 700;
        float[] context = RowTables.rows(SmallModel.context(5), SmallModel.LAYOUT.context());
        float[] whole = MODEL.sampler(42).generate(0, 5, context, folds);
        for (int row = 0; row < 5; row++) {
            float[] own = Arrays.copyOfRange(context, 2 * row, 2 * row + 2);
            float[] expected = Arrays.copyOfRange(whole, 3 * folds * row, 3 * folds * (row + 1));
            assertArrayEquals(expected, MODEL.sampler(42).generate(row, 1, own, folds));
            for (int[] part : new int[][] {{0, 1}, {1, 3}, {255, 2}, {256, 400}, {699, 1}}) {
                assertArrayEquals(
                        Arrays.copyOfRange(expected, 3 * part[0], 3 * (part[0] + part[1])),
                        MODEL.sampler(42).generate(row, 1, own, part[0], part[1]));
            }
        }
    }

    @Test
    void samplesThatNoMemoryHoldsAreRefused() {
        var context = SmallModel.context(256);
        for (int folds : new int[] {0, 1_000_000, 2_000_000, Integer.MAX_VALUE}) {
            String message = assertThrows(FlashFlowException.class, () -> MODEL.oversample(context, folds, 1))
                    .getMessage();
            assertTrue(message.contains(folds == 0 ? "folds is 0" : "with Generation"), message);
        }
    }

    private static DoubleColumn weights(int count) {
        return DoubleColumn.create(
                "weight", java.util.stream.IntStream.range(0, count).asDoubleStream());
    }

    private static Table fold(Table sample, int fold) {
        return sample.where(sample.intColumn("fold").isEqualTo(fold));
    }

    @Test
    void contextOutsideTheTrainingRangeIsNamedAndCounted() {
        float[] context = {50, 0, 500, 0, 5, 0, 50, 2.5f};
        var sampler = MODEL.sampler(1);
        sampler.generate(RowTables.table(SmallModel.LAYOUT.context(), context, 4));
        var warnings = sampler.warnings();
        assertTrue(warnings.get(0).startsWith("Context column 'pt': 2 of 4 values lie outside the training range [20"));
        assertTrue(warnings.get(1).startsWith("Context column 'eta': 1 of 4 values"));
    }

    @Test
    void aFixedPreprocessingRemembersTheRangesOfTraining() {
        try (var model = SmallModel.model(Preprocessing.none(SmallModel.LAYOUT))) {
            model.fitPreprocessing(InMemoryDataset.of(SmallModel.LAYOUT, SmallModel.rows(100)));
            assertEquals(
                    120,
                    model.preprocessing().fit().orElseThrow().columns().get(0).max());
        }
    }

    @Test
    void whatNeverComesOutInsideIsRefused() {
        var impossible = SmallModel.preprocessing().within("b", 1e6, 2e6);
        try (var model = SmallModel.model(impossible)) {
            var context = SmallModel.context(5);
            var sampler = model.sampler(1).attempts(3);
            String message = assertThrows(FlashFlowException.class, () -> sampler.generate(context))
                    .getMessage();
            assertTrue(message.startsWith("5 draws, the first of them for row 0"), message);
            assertTrue(message.contains("3 times"), message);
            assertEquals(15, sampler.redrawn());
        }
    }

    @Test
    void mistakesAreNamed() {
        var context = SmallModel.context(5);
        refused("no column 'eta'", () -> MODEL.generate(context.selectColumns("pt"), 1));
        context.floatColumn("eta").setMissing(3);
        refused("row 3, column 'eta'", () -> MODEL.generate(context, 1));
        refused("'pt' holds NaN in row 8", () -> MODEL.sampler(1).generate(7, 2, new float[] {1, 1, Float.NaN, 1}, 1));
        refused("folds is 0", () -> MODEL.oversample(SmallModel.context(5), 0, 1));
        refused("at least once", () -> MODEL.sampler(1).attempts(0));
        var taken = SmallModel.context(5).addColumns(DoubleColumn.create("event", new double[5]));
        refused("a column 'event' already", () -> MODEL.oversample(taken, 2, 1));
    }

    private static void refused(String part, org.junit.jupiter.api.function.Executable action) {
        String message = assertThrows(FlashFlowException.class, action).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void aSavedModelDrawsTheSameSample(@TempDir Path folder) {
        MODEL.save(folder.resolve("small.flow"));
        try (var loaded = FlowModel.load(folder.resolve("small.flow"), Device.cpu())) {
            var context = SmallModel.context(50);
            assertEquals(
                    MODEL.generate(context, 3).print(),
                    loaded.generate(context, 3).print());
            assertEquals(MODEL.hash(), loaded.hash());
            assertEquals(MODEL.preprocessing().toJson(), loaded.preprocessing().toJson());
        }
    }

    @Test
    void theHashTellsModelsApart() {
        try (var other = SmallModel.model(SmallModel.preprocessing().within("b", -3, 2));
                var same = SmallModel.model()) {
            assertEquals(MODEL.hash(), same.hash());
            assertNotEquals(MODEL.hash(), other.hash());
            same.flow().parameters().subi(1);
            assertNotEquals(MODEL.hash(), same.hash());
        }
    }

    @Test
    void theNllIsKnownInRawUnits() {
        float[] rows = SmallModel.rows(200);
        double expected = 0;
        for (int i = 0; i < 200; i++) {
            rows[5 * i + 2] = (float) Math.exp(rows[5 * i + 2]);
            expected += Math.log(rows[5 * i + 2]) / 200;
        }
        var source = InMemoryDataset.of(SmallModel.LAYOUT, rows);
        try (var model = SmallModel.model(
                Preprocessing.none(SmallModel.LAYOUT).with("a", new Log(0)).fit(source))) {
            assertEquals(model.nll(source) + expected, model.rawNll(source), 1e-9);
        }
    }
}
