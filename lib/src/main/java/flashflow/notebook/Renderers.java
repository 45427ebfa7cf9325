package flashflow.notebook;

import ai.djl.ndarray.NDArray;
import flashflow.FlashFlowException;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import flashflow.plots.Figure;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import tech.tablesaw.api.Table;

/** How a cell shows values of our types, and of the libraries that have no view of their own. */
final class Renderers {
    private static final MIMEType PNG = MIMEType.parse("image/png");

    private static final int TEXT_ROWS = 20;

    private Renderers() {}

    /**
     * @param renderer the kernel's
     * @param source tells the source of the running cell
     */
    static void register(Renderer renderer, Supplier<String> source) {
        renderer.createRegistration(Figure.class)
                .preferring(MIMEType.TEXT_HTML, PNG)
                .register((figure, context) -> render(source.get(), figure, context));
        html(renderer, Viewable.class, Viewable::toHtml);
        renderer.createRegistration(Table.class)
                .preferring(MIMEType.TEXT_HTML)
                .register((table, context) ->
                        context.renderIfRequested(MIMEType.TEXT_HTML, (type, data) -> putTable(table, data)));
        html(renderer, NDArray.class, ArrayHtml::of);
    }

    private static <T> void html(Renderer renderer, Class<T> type, Function<T, String> html) {
        renderer.createRegistration(type)
                .preferring(MIMEType.TEXT_HTML)
                .register((value, context) ->
                        context.renderIfRequested(MIMEType.TEXT_HTML, () -> (Object) html.apply(value)));
    }

    /** With text beside it, for readers without HTML: Tablesaw's own follows the machine's language. */
    private static void putTable(Table table, DisplayData data) {
        int rows = table.rowCount();
        data.putHTML(HtmlTable.of(table));
        data.putText(
                rows <= TEXT_ROWS
                        ? TextTable.of(table)
                        : TextTable.of(table.first(TEXT_ROWS)) + String.format(Locale.ROOT, "\n... %,d rows", rows));
    }

    private static void render(String source, Figure figure, RenderContext context) {
        context.renderIfRequested(MIMEType.TEXT_HTML, () -> (Object) PlotlyOnce.html(figure, source));
        // For readers of the notebook that know no HTML: converters to LaTeX and the like.
        context.renderIfRequested(PNG, (type, data) -> putPng(figure, type, data));
    }

    private static void putPng(Figure figure, MIMEType type, DisplayData data) {
        try {
            data.putData(type, Base64.getEncoder().encodeToString(figure.cellPng()));
        } catch (FlashFlowException e) {
            // No fonts on this machine: the HTML has its picture all the same.
            data.putText(figure.toString());
        }
    }
}
