package flashflow.storage;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Pickles TorchScript modules, protocol 2, in the opcodes that torch's unpickler knows (torch/csrc/jit/serialization).
 * Attributes may be modules, tensors, booleans, and lists of {@code Long} or of {@code Double}.
 */
public final class TorchPickle {
    /** A module of a class in {@code code/__torch__.py}. */
    public record Module(String className, Map<String, Object> attributes) {}

    /** A one-dimensional float32 tensor whose values are the archive's entry {@code data/KEY}. */
    public record Tensor(String key, long elements) {}

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private TorchPickle() {}

    public static byte[] of(Module module) {
        var pickle = new TorchPickle();
        try {
            pickle.op("\u0080\u0002").module(module).op(".");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pickle.bytes.toByteArray();
    }

    private TorchPickle op(String opcodes) throws IOException {
        out.write(opcodes.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    private TorchPickle value(Object value) throws IOException {
        if (value instanceof Module module) {
            return module(module);
        } else if (value instanceof Tensor tensor) {
            return tensor(tensor);
        } else if (value instanceof Boolean truth) {
            return op(truth ? "\u0088" : "\u0089");
        }
        return list((List<?>) value);
    }

    private TorchPickle module(Module module) throws IOException {
        op("c__torch__\n" + module.className() + "\n)\u0081}(");
        for (var attribute : module.attributes().entrySet()) {
            text(attribute.getKey()).value(attribute.getValue());
        }
        return op("ub");
    }

    private TorchPickle tensor(Tensor tensor) throws IOException {
        op("ctorch._utils\n_rebuild_tensor_v2\n((").text("storage").op("ctorch\nFloatStorage\n");
        text(tensor.key()).text("cpu").integer(tensor.elements()).op("tQ");
        integer(0).op("(").integer(tensor.elements()).op("t(").integer(1).op("t");
        return op("\u0089ccollections\nOrderedDict\n)RtR");
    }

    private TorchPickle list(List<?> values) throws IOException {
        boolean whole = values.stream().allMatch(Long.class::isInstance);
        op("ctorch.jit._pickle\nbuild_" + (whole ? "int" : "double") + "list\n(](");
        for (Object value : values) {
            if (whole) {
                integer((Long) value);
            } else {
                op("G");
                out.writeDouble((Double) value);
            }
        }
        return op("etR");
    }

    private TorchPickle text(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        op("X");
        out.writeInt(Integer.reverseBytes(utf8.length));
        out.write(utf8);
        return this;
    }

    private TorchPickle integer(long value) throws IOException {
        op("J");
        out.writeInt(Integer.reverseBytes(Math.toIntExact(value)));
        return this;
    }
}
