package flashflow.flow.kernels;

import flashflow.storage.StoredZip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Packs the kernels into a TorchScript archive, which the engine compiles when it loads it. The archive is a zip of one
 * stateless module: a pickle naming its class, its source, no constants.
 *
 * <p>Kernels instead of single NDArray calls: one call runs a whole training step inside the engine, without a crossing
 * from Java per operation, and without the freed operands that DJL's NDArray arithmetic leaves behind for autograd.
 */
final class KernelArchive {
    private KernelArchive() {}

    /**
     * The archive.
     *
     * @param products {@link KernelSources#PRODUCTS} or {@link KernelSources#PRODUCTS_BY_ONEDNN}
     */
    static byte[] bytes(String products) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new StoredZip(bytes, "flashflow")) {
            zip.put("data.pkl", pickledModule());
            zip.put("code/__torch__.py", source(products).getBytes(StandardCharsets.UTF_8));
            zip.put("constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            zip.put("version", "3\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String source(String products) {
        return "class " + KernelSources.CLASS + "(Module):\n  __parameters__ = []\n  __buffers__ = []\n"
                + KernelSources.methods(List.of(products)) + KernelSources.methods(KernelSources.INFERENCE)
                + KernelSources.methods(KernelSources.TRAINING);
    }

    /** Pickle, protocol 2: an object of class {@code __torch__.FlowKernels} without attributes. */
    private static byte[] pickledModule() {
        return ("\u0080\u0002c__torch__\n" + KernelSources.CLASS + "\n)\u0081}b.")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
