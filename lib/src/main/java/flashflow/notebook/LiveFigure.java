package flashflow.notebook;

import flashflow.Html;
import flashflow.plots.Figure;
import java.util.function.Supplier;

/**
 * A figure that is redrawn in its place in the cell: a picture while it changes, the interactive figure at the end. Outside
 * of a notebook only the lines of text are printed.
 */
public final class LiveFigure {
    private final Output output;
    private String id;

    /** Shows nothing until the first {@link #update}. */
    public LiveFigure() {
        this(Output.current());
    }

    LiveFigure(Output output) {
        this.output = output;
    }

    /** Draws the figure, in the place of the one before. */
    public void update(Figure figure) {
        update(figure, "");
    }

    /**
     * Draws the figure over a line of text, in the place of those before.
     *
     * @param line shown under the figure, and printed where nothing can be redrawn; may be empty
     */
    public void update(Figure figure, String line) {
        update(() -> figure, line);
    }

    /** As {@link #update(Figure, String)}, with a figure that is made only where it can be shown. */
    void update(Supplier<Figure> figure, String line) {
        put(output.redraws() ? figure.get().staticHtml() : "", line);
    }

    /** Puts the interactive figure over a last line of text. */
    public void finish(Figure figure, String line) {
        put(output.redraws() ? output.interactive(figure) : "", line);
    }

    private void put(String html, String line) {
        String all = html + "<div><code>" + Html.escape(line) + "</code></div>";
        if (id == null) {
            id = output.show(all, line);
        } else {
            output.update(id, all, line);
        }
    }
}
