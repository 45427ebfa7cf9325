package flashflow.flow;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import flashflow.flow.kernels.KernelSources;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What another process needs to evaluate a flow with PyTorch alone: TorchScript methods, and the values they work on, batch
 * norms folded and linear layers inverted.
 *
 * @param className of the TorchScript class that has the methods
 * @param source of that class and of those it needs; among its methods {@code flow_inverse(q, cfg, box, z, y)} and
 *     {@code log_prob(q, cfg, box, x, y)}
 * @param weights the tensors q one after the other, little-endian float32
 * @param shapes of each tensor of q: number of dimensions, then its sizes
 * @param cfg what the methods call cfg
 * @param box what the methods call box
 */
public record FlowProgram(
        String className, String source, byte[] weights, List<Long> shapes, List<Long> cfg, List<Double> box) {

    /** The program of a flow as it is now. */
    public static FlowProgram of(SplineFlow flow) {
        try (var frozen = flow.frozen(DataType.FLOAT32);
                NDManager scope = frozen.newScope()) {
            NDList q = frozen.weights().toNDList((ai.djl.pytorch.engine.PtNDManager) scope);
            NDArray flat =
                    NDArrays.concat(new NDList(q.stream().map(NDArray::flatten).toList()));
            flat.attach(scope);
            return new FlowProgram(
                    KernelSources.CLASS,
                    KernelSources.inference(),
                    flat.toByteArray(),
                    q.stream().flatMapToLong(FlowProgram::shape).boxed().toList(),
                    LongStream.of(SplineFlow.cfg(flow.config())).boxed().toList(),
                    java.util.Arrays.stream(SplineFlow.box(flow.config()))
                            .boxed()
                            .toList());
        }
    }

    private static LongStream shape(NDArray tensor) {
        long[] sizes = tensor.getShape().getShape();
        return LongStream.concat(LongStream.of(sizes.length), LongStream.of(sizes));
    }
}
