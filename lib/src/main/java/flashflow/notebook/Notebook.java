package flashflow.notebook;

import flashflow.HtmlTable;
import flashflow.Viewable;
import flashflow.plots.Figure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import tech.tablesaw.api.Table;

/**
 * The notebook that runs: what it has, and, for kernels that do not install {@link FlashFlowExtension} by themselves (classic IJava, or JJava without
 * extensions), the call of {@link #register()} after the jar has been added, which makes figures, tables and reports show as they do
 * there.
 */
public final class Notebook {
    private Notebook() {}

    /**
     * Registers what the running kernel can be taught.
     *
     * @return one sentence that says what has been registered
     */
    public static String register() {
        Object classic = ReflectiveKernel.classic();
        if (classic != null) {
            return register(classic, "io.github.spencerpark.jupyter.kernel.display");
        }
        try {
            var kernel = org.dflib.jjava.jupyter.kernel.BaseKernel.notebookKernel();
            new FlashFlowExtension().install(kernel);
            return "Figures, tables, reports and imports are registered with JJava.";
        } catch (NullPointerException | LinkageError e) {
            return "No notebook kernel runs here, so nothing was registered; figures can be saved as files.";
        }
    }

    /**
     * What a question to the authors has to contain: versions, device, threads, memory and folders. The home directory is written
     * ~, and nothing is read from the environment but where the engine's files lie.
     */
    public static Viewable about() {
        return About.here();
    }

    /** @param displayPackage where the kernel's renderer lives; the two kernels' have the same shape */
    static String register(Object renderer, String displayPackage) {
        try {
            var reflective = new ReflectiveKernel(renderer, displayPackage);
            for (var view : views().entrySet()) {
                reflective.register(view.getKey(), view.getValue());
            }
            return "Figures, tables and reports are registered with this kernel.";
        } catch (ReflectiveOperationException e) {
            return "This kernel takes no renderers (" + e + "); use display(figure.html(), \"text/html\").";
        }
    }

    private static Map<Class<?>, Function<Object, String>> views() {
        var views = new LinkedHashMap<Class<?>, Function<Object, String>>();
        // Without a way to tell cells apart every figure brings its own plotly.js.
        views.put(Figure.class, figure -> ((Figure) figure).html());
        views.put(Viewable.class, view -> ((Viewable) view).toHtml());
        views.put(Table.class, table -> HtmlTable.of((Table) table));
        return views;
    }
}
