package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ChosenColumns;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.data.selection.Selection;
import flashflow.flow.FlowModel;
import flashflow.preprocessing.Preprocessing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The column of weights is any column of the rows, with a model and its preprocessing too. */
class WeightColumnTest {
    private static final int ROWS = 1024;

    @Test
    void needsToBeNoColumnOfTheFlow() {
        assertEquals(validationNll(1), validationNll(2), 1e-6);
        assertNotEquals(validationNll(1), validationNll(-1), 1e-3);
    }

    /** @param kind a constant weight, or -1 for one of 0 or 1 by the sign of a target */
    private static double validationNll(int kind) {
        return validationNll(rows(kind));
    }

    private static double validationNll(RowSource rows) {
        try (var model = FlowModel.of(Tiny.config(), Preprocessing.standardise(Tiny.LAYOUT), Device.cpu())) {
            var run = Training.of(model)
                    .batchSize(256)
                    .epochs(3)
                    .weights("w")
                    .validateOn(rows)
                    .listeners(new TrainingListener() {})
                    .fit(rows);
            return run.bestNll();
        }
    }

    /** Weights of any type of number, beside the rows that are learnt from, and of the rows that a selection has left. */
    @Test
    void mayBeACarriedColumnAndIsSelectedWithItsRows() {
        double expected = validationNll(Selection.of(rows(-1)).everyNth(2, 1).rows());
        for (var type : List.of(ColumnType.FLOAT64, ColumnType.INT32, ColumnType.BOOLEAN)) {
            var carried = new CarriedWeight(rows(-1), type);
            assertEquals(
                    expected, validationNll(Selection.of(carried).everyNth(2, 1).rows()));
        }
        String told = assertThrows(
                        FlashFlowException.class, () -> validationNll(new CarriedWeight(rows(-1), ColumnType.TEXT)))
                .getMessage();
        assertTrue(told.contains("'w' holds text"), told);
    }

    /** The tiny rows, with the weight in the second column carried along instead. */
    private record CarriedWeight(InMemoryDataset all, ColumnType type) implements RowSource {
        @Override
        public ColumnLayout layout() {
            return Tiny.LAYOUT;
        }

        @Override
        public long rowCount() {
            return all.rowCount();
        }

        @Override
        public void read(long firstRow, int rows, float[] into, int offset) {
            ChosenColumns.of(all, Tiny.LAYOUT).read(firstRow, rows, into, offset);
        }

        @Override
        public List<CarriedColumn> carried() {
            return List.of(new CarriedColumn("w", type));
        }

        @Override
        public List<ExactColumn> readCarried(long firstRow, int rows) {
            float[] values = new float[4 * rows];
            all.read(firstRow, rows, values, 0);
            var weights = IntStream.range(0, rows).map(i -> (int) values[4 * i + 1]);
            var column = carried().get(0);
            return List.of(
                    type.equals(ColumnType.FLOAT64)
                            ? ExactColumn.of(column, weights.asDoubleStream().toArray())
                            : ExactColumn.of(column, weights.asLongStream().toArray()));
        }
    }

    private static InMemoryDataset rows(int kind) {
        var targets = new ArrayList<>(List.of("w"));
        targets.addAll(Tiny.LAYOUT.targets());
        float[] tiny = Tiny.values(1, ROWS);
        float[] rows = new float[4 * ROWS];
        for (int i = 0; i < ROWS; i++) {
            rows[4 * i] = tiny[3 * i];
            rows[4 * i + 1] = kind > 0 ? kind : tiny[3 * i + 1] > 0 ? 1 : 0;
            System.arraycopy(tiny, 3 * i + 1, rows, 4 * i + 2, 2);
        }
        return InMemoryDataset.of(new ColumnLayout(Tiny.LAYOUT.context(), targets), rows);
    }
}
