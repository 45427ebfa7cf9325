package flashflow.flow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs the kernel sources (resources in {@code kernels/}) into a TorchScript archive, which the engine compiles when it
 * loads it. The archive is a zip of one stateless module: a pickle naming its class, its source, no constants.
 *
 * <p>Kernels instead of single NDArray calls: one call runs a whole training step inside the engine, without a crossing
 * from Java per operation, and without the freed operands that DJL's NDArray arithmetic leaves behind for autograd.
 */
final class KernelArchive {
    private static final List<String> SOURCES = List.of("spline", "linear", "net", "flow", "training", "optimizer");
    private static final String CLASS = "FlowKernels";

    private KernelArchive() {}

    static byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "data.pkl", pickledModule());
            put(zip, "code/__torch__.py", source().getBytes(StandardCharsets.UTF_8));
            put(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            put(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String source() {
        var source = new StringBuilder("class " + CLASS + "(Module):\n  __parameters__ = []\n  __buffers__ = []\n");
        SOURCES.forEach(
                name -> source.append(resource("kernels/" + name + ".py")).append('\n'));
        return source.toString();
    }

    private static String resource(String name) {
        try (InputStream in = KernelArchive.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pickle, protocol 2: an object of class {@code __torch__.FlowKernels} without attributes. */
    private static byte[] pickledModule() {
        return ("\u0080\u0002c__torch__\n" + CLASS + "\n)\u0081}b.").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Stored, not deflated: the engine's reader asks for it. */
    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry("flashflow/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
