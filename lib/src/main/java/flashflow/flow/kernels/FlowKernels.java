package flashflow.flow.kernels;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import flashflow.engine.EngineCalls;
import flashflow.engine.PyTorch;
import flashflow.storage.TorchPickle;
import flashflow.storage.TorchScriptArchive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The compiled kernels on one device. Stateless: every call gets all it works on, so threads may share them. */
public final class FlowKernels {
    private static final Map<Device, FlowKernels> ON = new ConcurrentHashMap<>();

    private final PtSymbolBlock module;

    private FlowKernels(Device device) {
        var manager = (PtNDManager) PyTorch.engine().newBaseManager(device);
        if (device.isGpu()) {
            Tf32.useProperty();
        }
        module = EngineCalls.call(() -> device.isGpu() ? load(manager, KernelSources.PRODUCTS) : fastest(manager));
    }

    /** Engines for other processors than x86-64 may lack oneDNN; there the archive that names it does not compile. */
    private static PtSymbolBlock fastest(PtNDManager manager) {
        try {
            return load(manager, KernelSources.PRODUCTS_BY_ONEDNN);
        } catch (EngineException e) {
            return load(manager, KernelSources.PRODUCTS);
        }
    }

    private static PtSymbolBlock load(PtNDManager manager, String products) {
        var archive = new ByteArrayOutputStream();
        try {
            TorchScriptArchive.write(
                    archive,
                    "flashflow",
                    KernelSources.all(products),
                    new TorchPickle.Module(KernelSources.CLASS, Map.of("training", false)),
                    Map.of());
            return JniUtils.loadModule(manager, new ByteArrayInputStream(archive.toByteArray()), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static FlowKernels on(Device device) {
        return ON.computeIfAbsent(device, FlowKernels::new);
    }

    /**
     * Runs a kernel without recording a graph.
     *
     * @param arguments IValues (left open), NDArrays, lists of them as {@code NDArray[]}, {@code long[]}, {@code double[]}, longs or doubles
     * @return the result, to be closed by the caller
     */
    public IValue call(String kernel, Object... arguments) {
        var values = new IValue[arguments.length];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = value(arguments[i]);
            }
            return EngineCalls.call(() -> IValueUtils.runMethod(module, kernel, values));
        } finally {
            for (int i = 0; i < values.length; i++) {
                if (values[i] != null && values[i] != arguments[i]) {
                    values[i].close();
                }
            }
        }
    }

    /** As {@link #call}, with the tensors of the result attached to {@code manager}. */
    public NDList run(NDManager manager, String kernel, Object... arguments) {
        try (IValue result = call(kernel, arguments)) {
            return result.toNDList((PtNDManager) manager);
        }
    }

    /** Runs a kernel whose arguments and results are all tensors, recording a graph where a gradient collector is open. */
    public NDList record(String kernel, NDList tensors) {
        var method = tensors.head().getManager().create(0f);
        method.setName("module_method:" + kernel);
        var arguments = new NDList(tensors);
        arguments.add(method);
        return EngineCalls.call(() -> IValueUtils.forward(module, arguments, true));
    }

    private static IValue value(Object argument) {
        if (argument instanceof IValue value) {
            return value;
        } else if (argument instanceof NDArray array) {
            return IValue.from((PtNDArray) array);
        } else if (argument instanceof NDArray[] arrays) {
            return IValue.listFrom(Arrays.copyOf(arrays, arrays.length, PtNDArray[].class));
        } else if (argument instanceof long[] longs) {
            return IValue.listFrom(longs);
        } else if (argument instanceof double[] doubles) {
            return IValue.listFrom(doubles);
        } else if (argument instanceof Integer || argument instanceof Long) {
            return IValue.from(((Number) argument).longValue());
        }
        return IValue.from((double) argument);
    }
}
