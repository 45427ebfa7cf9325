package flashflow.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The sources of the kernels (resources in {@code kernels/}): methods of one TorchScript class. */
final class KernelSources {
    /** Matrix products as any engine does them. */
    static final String PRODUCTS = "products";

    /** The same methods, with large products by oneDNN: for the CPU, in engines that were built with it. */
    static final String PRODUCTS_BY_ONEDNN = "products_onednn";

    /** With one of the two above, all that evaluates and samples. */
    static final List<String> INFERENCE = List.of("spline", "linear", "net", "flow");

    /** The rest. */
    static final List<String> TRAINING = List.of("training", "optimizer", "transfer");

    static final String CLASS = "FlowKernels";

    private KernelSources() {}

    /** The methods of those files, to stand below the head of a class of that name. */
    static String methods(List<String> files) {
        var source = new StringBuilder();
        files.forEach(name -> source.append(resource("kernels/" + name + ".py")).append('\n'));
        return source.toString();
    }

    private static String resource(String name) {
        try (InputStream in = KernelSources.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
