package flashflow.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import flashflow.flow.SplineFlow;
import flashflow.interop.torch.TorchTensor;
import java.util.Arrays;
import java.util.Map;

/** Compares a flow with the results that Python stored beside its weights. */
final class NflowsAgreement {
    private NflowsAgreement() {}

    static void check(SplineFlow flow, Map<?, ?> reference, double most, double middle) {
        try (var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray x = array(manager, reference.get("x"));
            NDArray y = reference.get("y") == null
                    ? manager.create(new Shape(x.getShape().get(0), 0))
                    : array(manager, reference.get("y"));
            assertClose("log_prob", reference, flow.logProb(x, y), most, middle);
            NDArray sample =
                    flow.inverse(array(manager, reference.get("latent")), y).get(0);
            assertClose("sample", reference, sample, 1e-3, middle);
        }
    }

    /** The same in float64, where no rounding hides a difference. */
    static void checkWide(SplineFlow flow, Map<?, ?> reference, double most) {
        try (var manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NDArray x = wide(manager, reference, "x");
            NDArray y = wide(manager, reference, "y");
            assertClose("log_prob", reference, flow.logProb(x, y), most);
            NDArray sample = flow.inverse(wide(manager, reference, "latent"), y).get(0);
            assertClose("sample", reference, sample, most);
        }
    }

    private static NDArray wide(NDManager manager, Map<?, ?> reference, String name) {
        return array(manager, reference.get(name)).toType(DataType.FLOAT64, true);
    }

    private static void assertClose(String name, Map<?, ?> reference, NDArray ours, double most) {
        assertArrayEquals(((TorchTensor) reference.get(name)).doubles(), ours.toDoubleArray(), most, name);
    }

    static NDArray array(NDManager manager, Object tensor) {
        var torch = (TorchTensor) tensor;
        long[] shape = torch.shape().stream().mapToLong(Long::longValue).toArray();
        return manager.create(torch.floats(), new Shape(shape));
    }

    private static void assertClose(String name, Map<?, ?> reference, NDArray ours, double most, double middle) {
        double[] theirs = ((TorchTensor) reference.get(name)).doubles();
        float[] values = ours.toFloatArray();
        var errors = new double[theirs.length];
        Arrays.setAll(errors, i -> Math.abs(values[i] - theirs[i]));
        Arrays.sort(errors);
        String found = name + ": largest error " + errors[errors.length - 1] + ", median " + errors[errors.length / 2];
        assertTrue(errors[errors.length - 1] <= most && errors[errors.length / 2] <= middle, found);
        System.getLogger("flashflow.test").log(System.Logger.Level.DEBUG, found);
    }
}
