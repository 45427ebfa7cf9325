package flashflow.interop.torch;

import flashflow.FlashFlowException;
import flashflow.storage.DataType;
import flashflow.storage.Safetensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Named tensors of an nflows flow, whatever file they are in. */
public interface StateDict {
    /** In the file's order. */
    Set<String> names();

    List<Long> shape(String name);

    /** Values of a tensor of a floating type; one of float64 beyond the range of float32 becomes an infinity. */
    float[] floats(String name);

    /** Values of a tensor of a floating type as the file has them. */
    double[] doubles(String name);

    long[] longs(String name);

    /** From a torch file's dictionary. */
    static StateDict of(Map<?, ?> dictionary) {
        var tensors = new LinkedHashMap<String, TorchTensor>();
        dictionary.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new FlashFlowException("The state_dict has the key " + (key == null ? "None" : key)
                        + " where the name of a tensor should be; save the model's state_dict() unchanged.");
            }
            if (!(value instanceof TorchTensor tensor)) {
                throw new FlashFlowException("The entry '" + name + "' of the state_dict is not a tensor; save the"
                        + " model's state_dict() unchanged.");
            }
            tensors.put(name, tensor);
        });
        return new StateDict() {
            @Override
            public Set<String> names() {
                return tensors.keySet();
            }

            @Override
            public List<Long> shape(String name) {
                return tensors.get(name).shape();
            }

            @Override
            public float[] floats(String name) {
                return tensors.get(name).floats();
            }

            @Override
            public double[] doubles(String name) {
                return tensors.get(name).doubles();
            }

            @Override
            public long[] longs(String name) {
                return tensors.get(name).longs();
            }
        };
    }

    /** From a safetensors file. */
    static StateDict of(Safetensors file) {
        return new StateDict() {
            @Override
            public Set<String> names() {
                return file.names();
            }

            @Override
            public List<Long> shape(String name) {
                return file.info(name).shape();
            }

            @Override
            public float[] floats(String name) {
                return file.info(name).type() == DataType.F64 ? narrowed(file.doubles(name)) : file.floats(name);
            }

            @Override
            public double[] doubles(String name) {
                return file.doubles(name);
            }

            @Override
            public long[] longs(String name) {
                return file.longs(name);
            }
        };
    }

    private static float[] narrowed(double[] values) {
        var floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
