package flashflow.flow.kernels;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sources of the kernels (resources beside this class): methods of one TorchScript class, and the tuples that they hand to
 * each other. Joining them replaces the names of {@link KernelLists} by numbers, so that a name costs nothing when it runs.
 */
public final class KernelSources {
    /** Matrix products as any engine does them. */
    static final String PRODUCTS = "products";

    /** The same methods, with large products by oneDNN: for the CPU, in engines that were built with it. */
    static final String PRODUCTS_BY_ONEDNN = "products_onednn";

    /** With one of the two above, all that evaluates and samples. */
    private static final List<String> INFERENCE = List.of("spline", "linear", "net", "shift", "flow");

    /** The rest. */
    private static final List<String> TRAINING = List.of("training", "categorical", "dropout", "optimizer", "transfer");

    /** The class that all methods belong to. */
    public static final String CLASS = "FlowKernels";

    /** A list or an enumeration, and a name in capitals. */
    private static final Pattern NAME = Pattern.compile("( \\+ )?\\b([A-Za-z]\\w*\\.[A-Z][A-Z0-9_]+)\\b");

    private static final Map<String, String> NAMES = KernelLists.names();

    private KernelSources() {}

    /** The class that evaluates and samples on any device, and the tuples it needs. */
    public static String inference() {
        return source(PRODUCTS, INFERENCE);
    }

    /** All kernels, with the products of that file. */
    static String all(String products) {
        var files = new ArrayList<>(INFERENCE);
        files.addAll(TRAINING);
        return source(products, files);
    }

    private static String source(String products, List<String> files) {
        var source = new StringBuilder(resource("saved"))
                .append("class ")
                .append(CLASS)
                .append("(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n")
                .append(resource(products));
        files.forEach(file -> source.append(resource(file)));
        return source.toString();
    }

    private static String resource(String file) {
        String name = file + ".py";
        try (InputStream in = KernelSources.class.getResourceAsStream(name)) {
            return resolved(new String(in.readAllBytes(), StandardCharsets.UTF_8), name) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A source with numbers in the place of names; adding the place 0 is left out.
     *
     * @param name of the source, for the error
     * @throws IllegalArgumentException if a name is none of {@link KernelLists}
     */
    public static String resolved(String source, String name) {
        return NAME.matcher(source)
                .replaceAll(found -> Matcher.quoteReplacement(number(found.group(1), found.group(2), name)));
    }

    private static String number(String plus, String entry, String source) {
        String number = NAMES.get(entry);
        if (number == null) {
            throw new IllegalArgumentException("The kernel source " + source + " names " + entry
                    + ", which is no entry of KernelLists; declare it there.");
        }
        return plus == null ? number : number.equals("0") ? "" : plus + number;
    }
}
