package flashflow.training;

import ai.djl.Device;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.flow.FlowConfig;
import flashflow.flow.SplineFlow;
import java.util.List;
import java.util.SplittableRandom;

/** A small problem whose conditional density is known: x0 = y + 0.5 e0, x1 = x0^2 / 4 + 0.3 e1. */
public final class Tiny {
    static final ColumnLayout LAYOUT = new ColumnLayout(List.of("y"), List.of("x0", "x1"));

    /** Entropy of the two gaussians: ln(2 pi e) + ln 0.5 + ln 0.3. */
    static final double OPTIMUM = Math.log(2 * Math.PI * Math.E) + Math.log(0.5) + Math.log(0.3);

    private Tiny() {}

    public static SplineFlow flow() {
        return SplineFlow.of(config(), Device.cpu());
    }

    static FlowConfig config() {
        return FlowConfig.of(2, 1, 2, 16, 1, 8).tailBound(4);
    }

    public static InMemoryDataset rows(long seed, int count) {
        return InMemoryDataset.of(LAYOUT, values(seed, count));
    }

    static float[] values(long seed, int count) {
        var random = new SplittableRandom(seed);
        float[] rows = new float[3 * count];
        for (int i = 0; i < count; i++) {
            double y = 2 * random.nextDouble() - 1;
            double x = y + 0.5 * random.nextGaussian();
            rows[3 * i] = (float) y;
            rows[3 * i + 1] = (float) x;
            rows[3 * i + 2] = (float) (x * x / 4 + 0.3 * random.nextGaussian());
        }
        return rows;
    }

    /** Without listeners that print. */
    public static Training training(SplineFlow flow) {
        return Training.of(flow, LAYOUT).batchSize(256).listeners(new TrainingListener() {});
    }

    /** Of the bits of all that a training has made of a flow. */
    static String hash(SplineFlow flow) {
        try {
            var sum = java.security.MessageDigest.getInstance("SHA-256");
            sum.update(flow.parameters().toByteArray());
            sum.update(flow.statistics().toByteArray());
            return java.util.HexFormat.of().formatHex(sum.digest());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
