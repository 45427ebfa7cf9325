package flashflow.generation;

import flashflow.FlashFlowException;
import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import flashflow.flow.Sampler;
import java.util.List;

/**
 * From rows of context to rows of the output. What it makes depends on the piece alone, whatever was made before or is made
 * beside it; the sampler merely counts along.
 *
 * @param sampler draws the targets
 * @param context the model's context columns, and what is carried along
 * @param output what a row holds
 */
record BlockMaker(Sampler sampler, RowSource context, OutputRows output) {
    SampleBlock make(Piece piece) {
        float[] y = context(piece);
        float[] targets = sampler.generate(piece.firstEvent(), piece.events(), y, piece.firstFold(), piece.folds());
        var carried = output.carried().isEmpty() ? List.<ExactColumn>of() : carried(piece);
        return output.join(piece, y, carried, targets, List.of());
    }

    private float[] context(Piece piece) {
        int columns = output.layout().context().size();
        float[] y = new float[Math.multiplyExact(piece.events(), columns)];
        if (y.length > 0) {
            context.read(piece.firstEvent(), piece.events(), y, 0);
        }
        return y;
    }

    private List<ExactColumn> carried(Piece piece) {
        var carried = context.readCarried(piece.firstEvent(), piece.events());
        var columns = carried.stream().map(ExactColumn::column).toList();
        if (!columns.equals(output.carried()) || carried.stream().anyMatch(c -> c.size() != piece.events())) {
            throw new FlashFlowException("The source says that it carries " + output.carried() + ", and of the "
                    + piece.events() + " rows from row " + piece.firstEvent() + " on it gave "
                    + carried.stream().map(c -> c.size() + " of " + c.column()).toList()
                    + "; its carried() and readCarried() have to agree.");
        }
        return carried;
    }
}
