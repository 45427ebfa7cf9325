package flashflow.posterior;

import flashflow.FlashFlowException;
import flashflow.data.ChosenColumns;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.flow.FlowModel;
import flashflow.flow.Piece;
import flashflow.flow.Sampler;
import java.util.List;
import java.util.function.Consumer;

/**
 * Draws of the targets for each of many rows of context, which are made, worked on and forgotten by several threads, so that there
 * may be any number of them. The draws are those of {@link FlowModel#oversample} with the same seed.
 */
public final class ContextDraws {
    private final FlowModel model;
    private final RowSource context;
    private final int draws;
    private final Sampler sampler;

    /**
     * Draws nothing yet.
     *
     * @param rows has the model's context columns, by name
     * @param draws of each row, at least 1
     */
    public ContextDraws(FlowModel model, RowSource rows, int draws, long seed) {
        if (draws < 1) {
            throw new FlashFlowException("Every row needs at least one draw, and draws is " + draws + ".");
        }
        var names = model.layout().context();
        this.model = model;
        this.context = names.isEmpty() ? rows : ChosenColumns.of(rows, new ColumnLayout(List.of(), names));
        this.draws = draws;
        this.sampler = model.sampler(seed);
    }

    /**
     * What becomes of the draws of consecutive rows.
     *
     * @param <R> it
     */
    @FunctionalInterface
    public interface Work<R> {
        /**
         * By any thread.
         *
         * @param firstRow number of the first row
         * @param drawn rows x draws x D targets in physical units
         */
        R of(long firstRow, double[] drawn);
    }

    /**
     * Works on the draws of all rows.
     *
     * @param name of the whole in a sentence, such as "The calibration"
     * @param work depends on its arguments alone
     * @param taken hears of the results, in the order of the rows, on this thread
     * @throws flashflow.data.WorkInterrupted if this thread is interrupted
     */
    public <R> void forEach(String name, Work<R> work, Consumer<R> taken) {
        long rows = context.rowCount();
        int events = sampler.batchRows(Math.max(1, rows), draws);
        long pieces = (rows + events - 1) / events;
        var all = java.util.stream.LongStream.range(0, pieces)
                .mapToObj(i -> new Piece(i * events, (int) Math.min(events, rows - i * events), 0, draws))
                .iterator();
        try (var results = sampler.inOrder(name, all, (by, piece) -> work.of(piece.firstEvent(), drawn(by, piece)))) {
            for (long i = 0; i < pieces; i++) {
                taken.accept(results.next());
            }
        }
    }

    private double[] drawn(Sampler by, Piece piece) {
        float[] values = by.exactContext().isEmpty() ? fromFloat32(by, piece) : fromFloat64(by, piece);
        return DrawnTargets.of(model.preprocessing(), values, by).inFloat64();
    }

    private float[] fromFloat32(Sampler by, Piece piece) {
        float[] y = new float[piece.events() * model.layout().context().size()];
        if (y.length > 0) {
            context.read(piece.firstEvent(), piece.events(), y, 0);
        }
        return by.generate(piece, y);
    }

    private float[] fromFloat64(Sampler by, Piece piece) {
        double[] y = new double[piece.events() * model.layout().context().size()];
        context.readExact(piece.firstEvent(), piece.events(), y, 0);
        return by.generate(piece, y);
    }

    /** What a user should know so far, such as context outside of the training's. */
    public List<String> warnings() {
        return sampler.warnings();
    }
}
