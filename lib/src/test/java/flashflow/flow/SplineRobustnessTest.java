package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import flashflow.flow.kernels.FlowKernels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The spline kernels with logits spread over [-20, 20], so that most bins have the least width or height and slopes span
 * a factor of a million: no NaN anywhere, and each way undoes the other.
 */
class SplineRobustnessTest {
    private static final int K = 8;
    /** Ten million points in all, in one kernel call a chunk. */
    private static final int CHUNK = 250_000;

    private static final int CHUNKS = 40;

    /** Two bins agree on their common knot to a rounding of the box, which is 6e-5 of a bin of the least size. */
    private static final double AT_A_KNOT = 1.6e-4;

    /** Where spline_forward keeps width and height of the bin in what it saves for its derivative. */
    private static final int WIDTH_AND_HEIGHT = 6;

    private final FlowKernels kernels = FlowKernels.on(Device.cpu());

    @Test
    void tenMillionRandomPointsAreInverted() {
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            float bound = chunk % 2 == 0 ? 1 : 4;
            try (var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
                NDArray logits = logits(manager, CHUNK, chunk);
                NDArray x = manager.create(uniform(chunk, CHUNK, bound), new Shape(CHUNK, 1));
                assertUndone(manager, x, logits, bound, 1e-4);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {1, 4})
    void knotsAndTheirNeighboursAreInverted(float bound) {
        try (var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            int rows = 20_000;
            NDArray logits = logits(manager, rows, 77);
            for (int side = 0; side < 2; side++) {
                NDArray knots = knots(logits.get(new NDIndex(":, {}:{}", side * K, (side + 1) * K)), bound);
                for (int knot = 0; knot < K - 1; knot++) {
                    float[] at =
                            knots.get(new NDIndex(":, {}:{}", knot, knot + 1)).toFloatArray();
                    for (int ulps = -1; ulps <= 1; ulps++) {
                        var near = new float[rows];
                        for (int i = 0; i < rows; i++) {
                            near[i] = at[i] + ulps * Math.ulp(at[i]);
                        }
                        assertUndone(manager, manager.create(near, new Shape(rows, 1)), logits, bound, AT_A_KNOT);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {1, 4})
    void theEndsOfTheBoxTinyAndHugeInputsAreInverted(float bound) {
        List<Float> values = new ArrayList<>();
        for (float value : new float[] {
            bound,
            Math.nextUp(bound),
            Math.nextDown(bound),
            0,
            Float.MIN_VALUE,
            100 * Float.MIN_VALUE,
            Float.MIN_NORMAL,
            1e-30f,
            1e30f,
            Float.MAX_VALUE
        }) {
            values.add(value);
            values.add(-value);
        }
        int each = 1000;
        var all = new float[values.size() * each];
        for (int i = 0; i < all.length; i++) {
            all[i] = values.get(i / each);
        }
        try (var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray x = manager.create(all, new Shape(all.length, 1));
            NDArray logits = logits(manager, all.length, 78);
            assertUndone(manager, x, logits, bound, 1e-4);
            NDList z = forward(x, logits, bound);
            for (int i = 0; i < all.length; i++) {
                if (Math.abs(all[i]) > bound) {
                    assertEquals(all[i], z.get(0).toFloatArray()[i], "outside the box z is x");
                    assertEquals(0, z.get(1).toFloatArray()[i]);
                    i += each - 1;
                }
            }
        }
    }

    /**
     * The point (x', z) that the inverse gives lies on the curve to within {@code tolerance} of its bin: measured along x where the
     * curve is steep, along z where it is flat, since there one rounding of z alone moves x by more.
     */
    private void assertUndone(NDManager manager, NDArray x, NDArray logits, float bound, double tolerance) {
        NDList z = forward(x, logits, bound);
        NDList back = inverse(z.get(0), logits, bound);
        for (NDArray each : List.of(z.get(0), z.get(1), back.get(0), back.get(1))) {
            assertEquals(-1, firstNotFinite(each), "a value is not finite");
        }
        NDArray wide = NDArrays.div(back.get(0).sub(x).abs(), z.get(2));
        NDArray flat = wide.flatten().gte(tolerance).nonzero().flatten();
        if (flat.size() > 0) {
            assertSameHeight(back.get(0).get(flat), z, flat, logits.get(flat), bound, tolerance);
        }
    }

    /** Where the curve is flat: x' leads to z, to within {@code tolerance} of the bin's height. */
    private void assertSameHeight(NDArray back, NDList z, NDArray flat, NDArray logits, float bound, double tolerance) {
        NDArray wanted = z.get(0).get(flat);
        NDArray again = forward(back, logits, bound).get(0);
        assertEquals(-1, firstNotFinite(again), "a value is not finite");
        NDArray high = z.get(3).get(flat);
        NDArray error = NDArrays.div(again.sub(wanted).abs(), high);
        assertTrue(error.max().getFloat() < tolerance, () -> place(error, back, wanted, again, high));
    }

    private static String place(NDArray error, NDArray back, NDArray wanted, NDArray again, NDArray high) {
        int row = (int) error.flatten().argMax().getLong();
        return "error " + error.toFloatArray()[row] + " of the bin: from z " + wanted.toFloatArray()[row] + " to x "
                + back.toFloatArray()[row] + " and to z " + again.toFloatArray()[row] + ", the bin's height "
                + high.toFloatArray()[row];
    }

    private long firstNotFinite(NDArray a) {
        try (var first = kernels.call("first_not_finite", a)) {
            return first.toLong();
        }
    }

    /** z, log-determinant, and width and height of each row's bin. */
    private NDList forward(NDArray x, NDArray logits, float bound) {
        var manager = (PtNDManager) x.getManager();
        NDList all = kernels.run(manager, "spline_forward", x, logits, layer(manager), box(bound));
        var result = new NDList(all.subList(0, 2));
        result.addAll(all.subList(2 + WIDTH_AND_HEIGHT, 2 + WIDTH_AND_HEIGHT + 2));
        return result;
    }

    private NDList inverse(NDArray z, NDArray logits, float bound) {
        return kernels.run(z.getManager(), "spline_inverse", z, logits, layer(z.getManager()), box(bound));
    }

    private static double[] box(float bound) {
        return new double[] {bound, 1e-3, 1e-3, 1e-3, 1};
    }

    /** A last layer that picks its logits from its input (rows, 3 K - 1). */
    private static NDArray[] layer(NDManager manager) {
        NDArray eye = manager.eye(3 * K - 1);
        return new NDArray[] {
            eye.get(new NDIndex("0:" + K)), manager.zeros(new Shape(K)),
            eye.get(new NDIndex(K + ":" + 2 * K)), manager.zeros(new Shape(K)),
            eye.get(new NDIndex(2 * K + ":")), manager.zeros(new Shape(K - 1))
        };
    }

    private static NDArray logits(NDManager manager, int rows, long seed) {
        manager.getEngine().setRandomSeed((int) seed);
        return manager.randomUniform(-20, 20, new Shape(rows, 3 * K - 1));
    }

    /** Inner knots (rows, K - 1) of one axis, to float32's rounding. */
    private static NDArray knots(NDArray logits, float bound) {
        NDArray shares = logits.softmax(1).mul(1 - 1e-3f * K).add(1e-3f);
        return shares.cumSum(1)
                .get(new NDIndex(":, :" + (K - 1)))
                .mul(2 * bound)
                .sub(bound);
    }

    private static float[] uniform(long seed, int count, float bound) {
        var random = new java.util.SplittableRandom(seed);
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        return values;
    }
}
