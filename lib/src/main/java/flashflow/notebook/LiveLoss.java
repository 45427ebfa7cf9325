package flashflow.notebook;

import flashflow.plots.Plots;
import tech.tablesaw.api.Table;

/**
 * The loss of a running training: a curve redrawn in place after every epoch, and its line of text; outside of a notebook the
 * lines alone. One for each training; used by one thread.
 */
public final class LiveLoss {
    /** A long curve is drawn again when it is longer by a hundredth, so that an epoch costs the same after any number of others. */
    private static final int GROWTH = 100;

    private final LiveFigure figure;
    private final Output output;
    private int drawnFrom;

    /** Shows nothing until the first epoch has ended. */
    public LiveLoss() {
        this(Output.current());
    }

    LiveLoss(Output output) {
        this.figure = new LiveFigure(output);
        this.output = output;
    }

    /**
     * After an epoch.
     *
     * @param history as {@link Plots#loss} takes it, at least one epoch
     * @param line what to say of this epoch, with the time left
     */
    public void epoch(Table history, String line) {
        int epochs = history.rowCount();
        if (epochs >= drawnFrom || !output.redraws()) {
            figure.update(Plots.loss(history), line);
            drawnFrom = epochs + Math.max(1, epochs / GROWTH);
        }
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
