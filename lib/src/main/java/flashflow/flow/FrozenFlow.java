package flashflow.flow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.pytorch.jni.IValue;
import flashflow.data.WorkInterrupted;
import flashflow.flow.density.FoldedWeights;
import flashflow.flow.density.NativeMemory;
import java.util.ArrayList;

/**
 * A flow as it was at one moment: evaluates with those weights to its end, whatever a training makes of the flow meanwhile, and
 * keeps the memory of a flow that is closed meanwhile. To be closed by who asked for it.
 */
final class FrozenFlow implements AutoCloseable {
    private final SplineFlow flow;
    private final FoldedWeights weights;
    private final NativeMemory.Use ofFlow;
    private final NativeMemory.Use ofWeights;

    FrozenFlow(SplineFlow flow, FoldedWeights weights) {
        this.flow = flow;
        this.weights = weights;
        this.ofFlow = flow.hold();
        this.ofWeights = weights.use();
    }

    FlowConfig config() {
        return flow.config();
    }

    /** A manager on the flow's device, to be closed before this. */
    NDManager newScope() {
        return flow.newManager();
    }

    boolean isOnGpu() {
        return flow.device().isGpu();
    }

    /** The folded weights. */
    IValue weights() {
        return weights.tensors();
    }

    NDList forward(NDArray x, NDArray y) {
        return chunked("flow_forward", x, y);
    }

    NDList inverse(NDArray z, NDArray y) {
        return chunked("flow_inverse", z, y);
    }

    /** As {@link #inverse}, x alone. */
    NDArray sample(NDArray z, NDArray y) {
        return chunked("flow_sample", z, y).singletonOrThrow();
    }

    NDArray logProb(NDArray x, NDArray y) {
        return chunked("log_prob", x, y).singletonOrThrow();
    }

    /**
     * x of the noise z (folds x rows, D), fold after fold, for the context y (rows, C), whose part is computed once. The host waits for
     * the device once: what is not finite in z or y shows in x, and is looked for only then.
     */
    float[] inverseFolds(NDArray z, NDArray y) {
        var check = new InputCheck(flow.config(), flow.kernels());
        InputCheck.checkShape(z, flow.config().targets(), "z");
        InputCheck.checkShape(y, flow.config().context(), "y");
        float[] x = run(z.getManager(), "flow_inverse_folds", z, y)
                .singletonOrThrow()
                .toFloatArray();
        if (!areFinite(x)) {
            check.single(z, flow.config().targets(), "z");
            check.single(y, flow.config().context(), "y");
        }
        return x;
    }

    private static boolean areFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private NDList chunked(String kernel, NDArray x, NDArray y) {
        long rows = x.getShape().get(0);
        int most = isOnGpu() ? SplineFlow.GPU_CHUNK : SplineFlow.CHUNK;
        if (rows <= most) {
            return run(x.getManager(), kernel, x, y);
        }
        try (NDManager scope = x.getManager().newSubManager()) {
            var parts = new ArrayList<NDList>();
            for (long from = 0; from < rows; from += most) {
                WorkInterrupted.check("The evaluation of the flow");
                String range = from + ":" + Math.min(rows, from + most);
                parts.add(run(scope, kernel, x.get(scope, new NDIndex(range)), y.get(scope, new NDIndex(range))));
            }
            var whole = new NDList();
            for (int i = 0; i < parts.get(0).size(); i++) {
                int part = i;
                whole.add(NDArrays.concat(
                        new NDList(parts.stream().map(p -> p.get(part)).toList()), 0));
            }
            whole.attach(x.getManager());
            return whole;
        }
    }

    private NDList run(NDManager to, String kernel, NDArray x, NDArray y) {
        return flow.kernels().run(to, kernel, weights(), flow.cfg(), flow.box(), x, y);
    }

    @Override
    public void close() {
        ofWeights.close();
        ofFlow.close();
    }
}
