package flashflow.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes TorchScript archives, which libtorch compiles when it loads them: a zip of one module as a pickle that names its class, the
 * source of the classes, the values of its tensors, no constants.
 */
public final class TorchScriptArchive {
    private static final byte[] EMPTY_TUPLE = {(byte) 0x80, 2, ')', '.'};

    /** The oldest version of the format, in which sources mean what they say. */
    private static final String VERSION = "3\n";

    private TorchScriptArchive() {}

    /**
     * Writes one and leaves the stream open.
     *
     * @param folder in the zip that holds all entries
     * @param source of the classes, those used by others first
     * @param module an object of the last of them
     * @param tensors the values of its tensors, little-endian, by their keys
     */
    public static void write(
            OutputStream out, String folder, String source, TorchPickle.Module module, Map<String, byte[]> tensors)
            throws IOException {
        var zip = new StoredZip(out, folder);
        zip.put("data.pkl", TorchPickle.of(module));
        zip.put("code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
        for (var tensor : tensors.entrySet()) {
            zip.put("data/" + tensor.getKey(), tensor.getValue());
        }
        zip.put("constants.pkl", EMPTY_TUPLE);
        zip.put("version", VERSION.getBytes(StandardCharsets.UTF_8));
        zip.finish();
    }
}
