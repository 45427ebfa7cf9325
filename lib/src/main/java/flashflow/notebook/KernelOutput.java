package flashflow.notebook;

import flashflow.plots.Figure;
import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** Shows in the cell that runs, through the kernel's display updates. */
final class KernelOutput implements Output {
    private final BaseKernel kernel;

    private KernelOutput(BaseKernel kernel) {
        this.kernel = kernel;
    }

    /** Null where no kernel runs. */
    static KernelOutput ofRunningKernel() {
        try {
            return new KernelOutput(BaseKernel.notebookKernel());
        } catch (NullPointerException e) {
            // The only answer the kernel gives outside of a notebook.
            return null;
        }
    }

    @Override
    public boolean redraws() {
        return true;
    }

    @Override
    public String show(String html, String text) {
        String id = UUID.randomUUID().toString();
        kernel.getIO().display.display(data(id, html, text));
        return id;
    }

    @Override
    public void update(String id, String html, String text) {
        kernel.getIO().display.updateDisplay(id, data(id, html, text));
    }

    @Override
    public String interactive(Figure figure) {
        return PlotlyOnce.html(figure, CellSource.of(kernel));
    }

    private static DisplayData data(String id, String html, String text) {
        var data = new DisplayData();
        // Not setDisplayId: its return type differs between the versions of JJava.
        data.putTransientData("display_id", id);
        data.putHTML(html);
        data.putText(text);
        return data;
    }
}
