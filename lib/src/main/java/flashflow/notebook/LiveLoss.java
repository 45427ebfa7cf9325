package flashflow.notebook;

import flashflow.plots.Plots;
import tech.tablesaw.api.Table;

/**
 * The loss of a running training: a curve redrawn in place after every epoch, and its line of text; outside of a notebook the
 * lines alone. One for each training; used by one thread.
 */
public final class LiveLoss {
    private final LiveFigure figure;

    /** Shows nothing until the first epoch has ended. */
    public LiveLoss() {
        this(Output.current());
    }

    LiveLoss(Output output) {
        this.figure = new LiveFigure(output);
    }

    /**
     * After an epoch.
     *
     * @param history as {@link Plots#loss} takes it, at least one epoch
     * @param line what to say of this epoch, with the time left
     */
    public void epoch(Table history, String line) {
        figure.update(Plots.loss(history), line);
    }

    /**
     * After the last epoch: the interactive figure takes the place of the picture.
     *
     * @param history as {@link Plots#loss} takes it, at least one epoch
     * @param line what to say at the end
     */
    public void end(Table history, String line) {
        figure.finish(Plots.loss(history), line);
    }
}
