package flashflow.notebook;

import flashflow.plots.Plots;
import java.util.function.LongSupplier;
import tech.tablesaw.api.Table;

/**
 * The loss of a running training: a curve redrawn in place after an epoch, twice a second at most, and its line of text; outside
 * of a notebook the lines alone. One for each training; used by one thread.
 */
public final class LiveLoss {
    private static final long SECOND = 1_000_000_000L;

    private final LiveFigure figure;
    private final Output output;
    private final LongSupplier clock;
    /** When it was drawn last, and the time before; null for never. */
    private Long last;

    private Long lastButOne;

    /** Shows nothing until the first epoch has ended. */
    public LiveLoss() {
        this(Output.current());
    }

    LiveLoss(Output output) {
        this(output, System::nanoTime);
    }

    LiveLoss(Output output, LongSupplier clock) {
        this.figure = new LiveFigure(output);
        this.output = output;
        this.clock = clock;
    }

    /**
     * After an epoch.
     *
     * @param history as {@link Plots#loss} takes it, at least one epoch
     * @param line what to say of this epoch, with the time left
     */
    public void epoch(Table history, String line) {
        long now = clock.getAsLong();
        if (!output.redraws() || lastButOne == null || now - lastButOne >= SECOND) {
            figure.update(() -> Plots.loss(history), line);
            lastButOne = last;
            last = now;
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
