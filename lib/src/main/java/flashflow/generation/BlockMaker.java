package flashflow.generation;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import flashflow.flow.Piece;
import flashflow.flow.Sampler;
import java.util.ArrayList;
import java.util.List;

/**
 * From rows of context to rows of the output. What it makes depends on the piece alone, whatever was made before or is made
 * beside it; the sampler merely counts along, so that every piece has its own.
 *
 * @param sampler draws the targets
 * @param context the model's context columns, and what is carried along
 * @param output what a row holds
 */
record BlockMaker(Sampler sampler, RowSource context, OutputRows output) {
    SampleBlock make(Piece piece) {
        double[] exact = exactContext(piece);
        float[] y = exact.length > 0 ? rounded(exact) : context(piece);
        float[] targets = exact.length > 0 ? sampler.generate(piece, exact) : sampler.generate(piece, y);
        var carried = output.carried().isEmpty() ? List.<ExactColumn>of() : carried(piece);
        return output.join(piece, y, carried, targets, generated(piece, exact));
    }

    /** The context in float64 where the model takes columns of it so; else empty. */
    private double[] exactContext(Piece piece) {
        int columns = output.layout().context().size();
        double[] exact = new double[sampler.exactContext().isEmpty() ? 0 : Math.multiplyExact(piece.events(), columns)];
        if (exact.length > 0) {
            context.readExact(piece.firstEvent(), piece.events(), exact, 0);
        }
        return exact;
    }

    private static float[] rounded(double[] exact) {
        float[] y = new float[exact.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) exact[i];
        }
        return y;
    }

    private float[] context(Piece piece) {
        int columns = output.layout().context().size();
        float[] y = new float[Math.multiplyExact(piece.events(), columns)];
        if (y.length > 0) {
            context.read(piece.firstEvent(), piece.events(), y, 0);
        }
        return y;
    }

    /** Columns that the model takes in float64: targets as they were drawn, context as it came. */
    private List<ExactColumn> generated(Piece piece, double[] context) {
        var targets = sampler.exactTargets();
        var columns = new ArrayList<ExactColumn>();
        for (CarriedColumn column : output.generated()) {
            columns.add(targets.stream()
                    .filter(target -> target.name().equals(column.name()))
                    .findFirst()
                    .orElseGet(() -> ofContext(column, piece, context)));
        }
        return columns;
    }

    private ExactColumn ofContext(CarriedColumn column, Piece piece, double[] context) {
        var names = output.layout().context();
        int place = names.indexOf(column.name());
        double[] values = new double[piece.rows()];
        for (int i = 0; i < values.length; i++) {
            values[i] = context[i / piece.folds() * names.size() + place];
        }
        return ExactColumn.of(column, values);
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
