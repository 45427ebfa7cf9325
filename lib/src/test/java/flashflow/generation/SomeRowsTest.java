package flashflow.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.data.RowTables;
import flashflow.flow.FlowModel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** What comes of a row is the same whether all rows are generated or some, and in whatever order. */
class SomeRowsTest {
    private static final int ROWS = 300;
    private static final long SEED = 42;
    private static final FlowModel MODEL = SmallModel.model();
    private static final RowSource CONTEXT =
            InMemoryDataset.of(new ColumnLayout(List.of(), SmallModel.LAYOUT.context()), SmallModel.context(ROWS));

    @AfterAll
    static void close() {
        MODEL.close();
    }

    private static Generation generation(int folds) {
        return Generation.of(MODEL).seed(SEED).folds(folds).listener(new GenerationListener() {});
    }

    @ParameterizedTest
    @CsvSource({"0, 300, 1", "0, 1, 1", "17, 100, 1", "299, 1, 1", "17, 100, 3"})
    void aRangeOfRowsIsAPartOfTheWhole(int first, int count, int folds) {
        Table whole = generation(folds).toTable(CONTEXT);
        Table part = generation(folds).rows(first, count).toTable(CONTEXT);
        assertEquals(count * folds, part.rowCount());
        assertEquals(whole.inRange(first * folds, (first + count) * folds).print(), part.print());
        for (String target : SmallModel.LAYOUT.targets()) {
            assertArrayEquals(
                    Arrays.copyOfRange(
                            whole.floatColumn(target).asFloatArray(), first * folds, (first + count) * folds),
                    part.floatColumn(target).asFloatArray());
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "0, 301", "300, 1", "5, -2", "9223372036854775807, 1"})
    void rowsThatAreNotThereAreRefused(long first, long count) {
        var failure = assertThrows(
                FlashFlowException.class, () -> generation(1).rows(first, count).toTable(CONTEXT));
        assertTrue(failure.getMessage().contains("Rows "), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aTableIsGivenWithTheRowsThatAreWanted(int folds) {
        assertThrows(
                FlashFlowException.class, () -> generation(folds).rows(0, 5).toTable(SmallModel.context(ROWS)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void rowsInAnyOrderKeepTheirNumbersNoise(int folds) {
        float[] context = RowTables.rows(SmallModel.context(ROWS), SmallModel.LAYOUT.context());
        float[] whole = MODEL.sampler(SEED).generate(0, ROWS, context, folds);
        long[] order = IntStream.range(0, ROWS).mapToLong(i -> i * 77L % ROWS).toArray();
        float[] mixed = MODEL.sampler(SEED).generate(order, picked(context, order, 2), folds);
        assertArrayEquals(picked(whole, order, 3 * folds), mixed);
        float[] mixedContext = picked(context, order, 2);
        double[] exact = new double[context.length];
        Arrays.setAll(exact, i -> mixedContext[i]);
        assertArrayEquals(mixed, MODEL.sampler(SEED).generate(order, exact, folds));
    }

    private static float[] picked(float[] rows, long[] order, int width) {
        float[] picked = new float[rows.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(rows, (int) order[i] * width, picked, i * width, width);
        }
        return picked;
    }
}
