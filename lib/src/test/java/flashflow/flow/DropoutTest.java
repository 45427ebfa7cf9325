package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import flashflow.FlashFlowException;
import flashflow.flow.density.NllGradient;
import flashflow.flow.kernels.FlowKernels;
import flashflow.random.Purpose;
import flashflow.random.SplitMix;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is dropped follows from seed, epoch and batch by our own numbers, on any device and in any order of trainings. */
class DropoutTest {
    private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    private float[] mask(int rows, int columns, double rate, long key, int layer) {
        var like = manager.zeros(new Shape(rows, columns));
        return FlowKernels.on(Device.cpu())
                .run(manager, "dropout_mask", like, rate, key, layer)
                .singletonOrThrow()
                .toFloatArray();
    }

    /** The kernel's mixer is the one of flashflow.random: high halves of its numbers first, then low ones. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64})
    void isMadeOfTheStreamOfItsKey(int columns) {
        long key = Purpose.DROPOUT.key(5, 3, 2);
        int n = 3 * columns;
        int each = (n + 1) / 2;
        float[] mask = mask(3, columns, 0.25, key, 4);
        for (int i = 0; i < n; i++) {
            long bits = SplitMix.value(key, 4L * each + i % each);
            int lane = (int) (i < each ? bits >> 32 : bits);
            boolean dropped = lane < (int) (0.25 * 0x1p32 - 0x1p31);
            assertEquals(dropped ? 0 : 1 / 0.75f, mask[i], 1e-6f, "value " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 0.9})
    void dropsTheShareItShould(double rate) {
        float[] mask = mask(1000, 500, rate, Purpose.DROPOUT.key(1, 1, 1), 0);
        int dropped = 0;
        double sum = 0;
        for (float value : mask) {
            dropped += value == 0 ? 1 : 0;
            sum += value;
        }
        assertEquals(rate, dropped / 5e5, 4.5 * Math.sqrt(rate * (1 - rate) / 5e5));
        assertEquals(1, sum / 5e5, 4.5 * Math.sqrt(rate / (1 - rate) / 5e5));
    }

    /** With 31 * (31 * seed + epoch) + batch, batch 31 of an epoch dropped what batch 0 of the next did. */
    @Test
    void noTwoBatchesOfATrainingShareAMask() {
        var keys = new HashSet<Long>();
        for (int seed = 0; seed < 4; seed++) {
            for (int epoch = 0; epoch < 50; epoch++) {
                for (int batch = 0; batch < 100; batch++) {
                    keys.add(Purpose.DROPOUT.key(seed, epoch, batch));
                }
            }
        }
        assertEquals(4 * 50 * 100, keys.size());
        float[] one = mask(100, 100, 0.5, Purpose.DROPOUT.key(1, 1, 31), 0);
        float[] other = mask(100, 100, 0.5, Purpose.DROPOUT.key(1, 2, 0), 0);
        int same = 0;
        for (int i = 0; i < one.length; i++) {
            same += one[i] == other[i] ? 1 : 0;
        }
        assertEquals(0.5, same / 1e4, 4.5 * 0.5 / 100);
    }

    private float loss(NllGradient gradient, SplineFlow flow, long key) {
        var x = TestFlows.normal(manager, 1, 50, 5, 1);
        var y = TestFlows.normal(manager, 2, 50, 3, 1);
        var weights = manager.full(new Shape(50), 1f / 50);
        return gradient.run(x, y, weights, key).getFloat();
    }

    @Test
    void isTheSameForAKeyWhateverElseDraws() {
        var config = FlowConfig.of(5, 3, 2, 16, 2, 6).dropout(0.3);
        try (var flow = TestFlows.spreadOut(config);
                var gradient = new NllGradient(flow)) {
            float first = loss(gradient, flow, 9);
            assertNotEquals(first, loss(gradient, flow, 10));
            Engine.getInstance().setRandomSeed(77);
            manager.randomNormal(new Shape(13));
            assertEquals(first, loss(gradient, flow, 9));
        }
    }

    @Test
    void leavesTheEnginesGeneratorAlone() {
        var config = FlowConfig.of(5, 3, 2, 16, 2, 6).dropout(0.3);
        try (var flow = TestFlows.spreadOut(config);
                var gradient = new NllGradient(flow)) {
            Engine.getInstance().setRandomSeed(5);
            float[] untouched =
                    manager.randomUniform(0, 1, new Shape(8), DataType.FLOAT32).toFloatArray();
            Engine.getInstance().setRandomSeed(5);
            loss(gradient, flow, 1);
            assertArrayEquals(
                    untouched,
                    manager.randomUniform(0, 1, new Shape(8), DataType.FLOAT32).toFloatArray());
        }
    }

    @Test
    void aKeyIsAskedForWhereOneIsNeeded() {
        var config = FlowConfig.of(5, 3, 2, 16, 2, 6).dropout(0.3);
        try (var flow = TestFlows.spreadOut(config);
                var gradient = new NllGradient(flow)) {
            var x = TestFlows.normal(manager, 1, 50, 5, 1);
            var y = TestFlows.normal(manager, 2, 50, 3, 1);
            var weights = manager.full(new Shape(50), 1f / 50);
            assertThrows(FlashFlowException.class, () -> gradient.run(x, y, weights));
        }
    }
}
