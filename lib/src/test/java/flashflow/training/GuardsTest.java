package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.data.loading.RowTransform;
import flashflow.flow.SplineFlow;
import flashflow.training.checkpoint.CheckpointFolder;
import flashflow.training.schedule.Constant;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardsTest {
    private static final float TOO_LARGE = 1e25f;

    private static InMemoryDataset poisoned(int from, int to) {
        float[] values = Tiny.values(1, 1000);
        for (int row = from; row < to; row++) {
            values[3 * row + 1] = TOO_LARGE;
        }
        return InMemoryDataset.of(Tiny.LAYOUT, values);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aBadBatchLeavesNoTrace(int accumulation) {
        try (var flow = Tiny.flow()) {
            String[] last = {Tiny.hash(flow)};
            int[] bad = {0};
            var said = new Recorder(report -> {
                String now = Tiny.hash(flow);
                if (Double.isNaN(report.gradientNorm())) {
                    bad[0]++;
                    assertEquals(last[0], now);
                } else {
                    assertNotEquals(last[0], now);
                }
                last[0] = now;
            });
            var run = Tiny.training(flow)
                    .epochs(3)
                    .batchSize(100)
                    .accumulate(accumulation)
                    .averageWeights(0.9)
                    .listeners(said)
                    .fit(poisoned(500, 501));
            assertEquals(3, run.rejectedUpdates());
            assertEquals(3, bad[0]);
            assertEquals(30 / accumulation - 3, run.updates());
            assertTrue(run.history().doubleColumn("training_nll").max() < 100);
            String warning = said.warnings.get(0);
            assertTrue(
                    warning.matches("(?s).*epoch 1, batch \\d+: the loss is Infinity .*row 500, column 'x0'.*"),
                    warning);
        }
    }

    @Test
    void manyInARowStopTheTraining(@TempDir Path folder) {
        try (var flow = Tiny.flow()) {
            String before = Tiny.hash(flow);
            var training = Tiny.training(flow).batchSize(100).checkpoints(folder);
            var failure = assertThrows(TrainingFailure.class, () -> training.fit(poisoned(0, 1000)));
            String message = failure.getMessage();
            assertTrue(message.contains("5 updates in a row"), message);
            assertTrue(message.contains("epoch 1, batch 5") && message.contains("training rows "), message);
            assertTrue(message.contains("the largest gradients are those of "), message);
            assertTrue(message.contains(CheckpointFolder.name(0, 5)), message);
            assertEquals(before, Tiny.hash(flow));
            assertEquals(5, failure.run().rejectedUpdates());
            assertEquals(0, failure.run().updates());
        }
    }

    @Test
    void anotherBatchInBetweenIsARecovery() {
        try (var flow = Tiny.flow()) {
            var run = Tiny.training(flow).epochs(9).batchSize(100).fit(poisoned(0, 1));
            assertEquals(9, run.rejectedUpdates());
            assertEquals(81, run.updates());
        }
    }

    @Test
    void aTransformThatGivesNaNIsNamed() {
        var bad = new RowTransform() {
            @Override
            public ColumnLayout outputLayout() {
                return Tiny.LAYOUT;
            }

            @Override
            public void apply(long firstRow, int rows, float[] in, float[] out) {
                System.arraycopy(in, 0, out, 0, 3 * rows);
                out[3 * 7 + 2] = Float.NaN;
            }
        };
        var said = new Recorder();
        try (var flow = Tiny.flow()) {
            Tiny.training(flow).epochs(1).transform(bad).listeners(said).fit(Tiny.rows(1, 1024));
        }
        assertTrue(said.warnings.get(0).contains("NaN in row 7, column 'x1'"), said.warnings::toString);
    }

    @Test
    void whatCannotWorkIsRefusedBeforeTheFirstStep() {
        refused("epochs must be at least 1", t -> t.epochs(0));
        refused("batchSize must be at least 1", t -> t.batchSize(0));
        refused("batches of one row", t -> t.batchSize(1));
        refused("accumulation must be at least 1", t -> t.accumulate(0));
        refused("learning rate of 5.0", t -> t.schedule(Constant.of(5)));
        refused("decay of the averaged weights", t -> t.averageWeights(1));
        refused("maxNorm must not be negative", t -> t.clip(-1));
        refused("no column 'w'", t -> t.weights("w"));
        refused("is -", t -> t.weights("y"));
        refused("keeping 0", t -> t.keepLast(0));
    }

    @Test
    void aDeviceWithoutTheMemoryIsNamed() {
        var many = new NoRows(Integer.MAX_VALUE);
        refused("of memory and the CPU has", many, t -> t.batchSize(Integer.MAX_VALUE));
    }

    /** As many as are said, none of which can be read. */
    private record NoRows(long rowCount) implements RowSource {
        @Override
        public ColumnLayout layout() {
            return Tiny.LAYOUT;
        }

        @Override
        public void read(long firstRow, int rows, float[] into, int offset) {
            throw new AssertionError("read");
        }
    }

    @Test
    void fewerRowsThanABatchAreOneBatch() {
        var said = new Recorder();
        try (var flow = Tiny.flow();
                var same = Tiny.flow()) {
            var run = Tiny.training(flow)
                    .batchSize(2000)
                    .epochs(2)
                    .listeners(said)
                    .fit(Tiny.rows(1, 1000));
            Tiny.training(same).batchSize(1000).epochs(2).fit(Tiny.rows(1, 1000));
            assertEquals(2, run.updates());
            assertEquals(Tiny.hash(same), Tiny.hash(flow));
            assertEquals(1, said.warnings.size());
            assertTrue(said.warnings.get(0).contains("fewer than one batch of 2,000"), said.warnings.get(0));
        }
    }

    @Test
    void aLastBatchOfOneRowIsLeftOutWhereBatchNormCannotLearnFromIt() {
        var said = new Recorder();
        try (var flow = Tiny.flow();
                var other = SplineFlow.of(Tiny.config().batchNorm(false), Device.cpu())) {
            var rows = Tiny.rows(1, 513);
            var run = Tiny.training(flow)
                    .keepLastBatch()
                    .epochs(1)
                    .listeners(said)
                    .fit(rows);
            assertEquals(2, run.updates());
            assertTrue(said.warnings.get(0).contains("a single row"), said.warnings::toString);
            assertEquals(
                    3, Tiny.training(other).keepLastBatch().epochs(1).fit(rows).updates());
        }
    }

    private static void refused(String part, UnaryOperator<Training> change) {
        refused(part, Tiny.rows(1, 1000), change);
    }

    private static void refused(String part, RowSource rows, UnaryOperator<Training> change) {
        try (var flow = Tiny.flow()) {
            String before = Tiny.hash(flow);
            String message = assertThrows(FlashFlowException.class, () -> change.apply(Tiny.training(flow))
                            .fit(rows))
                    .getMessage();
            assertTrue(message.contains(part), message);
            assertEquals(before, Tiny.hash(flow));
        }
    }

    @Test
    void otherColumnsThanTheFlowsAreRefused() {
        try (var flow = SplineFlow.of(Tiny.config(), Device.cpu())) {
            var layout = new ColumnLayout(java.util.List.of("y", "q"), java.util.List.of("x0", "x1"));
            assertThrows(FlashFlowException.class, () -> Training.of(flow, layout));
        }
    }
}
