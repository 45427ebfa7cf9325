package flashflow.flow.kernels;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The sources of the kernels (resources beside this class): methods of one TorchScript class. */
public final class KernelSources {
    /** Matrix products as any engine does them. */
    public static final String PRODUCTS = "products";

    /** The same methods, with large products by oneDNN: for the CPU, in engines that were built with it. */
    static final String PRODUCTS_BY_ONEDNN = "products_onednn";

    /** With one of the two above, all that evaluates and samples. */
    public static final List<String> INFERENCE = List.of("spline", "linear", "net", "flow");

    /** The rest. */
    static final List<String> TRAINING = List.of("training", "optimizer", "transfer");

    public static final String CLASS = "FlowKernels";

    private KernelSources() {}

    /** The methods of those files, to stand below the head of a class of that name. */
    public static String methods(List<String> files) {
        var source = new StringBuilder();
        files.forEach(name -> source.append(resource(name + ".py")).append('\n'));
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
