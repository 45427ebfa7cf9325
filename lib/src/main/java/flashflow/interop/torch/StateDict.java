package flashflow.interop.torch;

import flashflow.FlashFlowException;
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

    float[] floats(String name);

    long[] longs(String name);

    /** From a torch file's dictionary. */
    static StateDict of(Map<?, ?> dictionary) {
        var tensors = new LinkedHashMap<String, TorchTensor>();
        dictionary.forEach((name, value) -> {
            if (!(value instanceof TorchTensor tensor)) {
                throw new FlashFlowException("The entry '" + name + "' of the state_dict is not a tensor; save the"
                        + " model's state_dict() unchanged.");
            }
            tensors.put(name.toString(), tensor);
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
                return file.floats(name);
            }

            @Override
            public long[] longs(String name) {
                return file.longs(name);
            }
        };
    }
}
