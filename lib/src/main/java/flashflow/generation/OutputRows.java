package flashflow.generation;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.ExactColumn;
import flashflow.flow.Piece;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a row of the output holds: float32 values, and beside them exact columns.
 *
 * @param layout of the model
 * @param folds rows of each event
 * @param columns names of the float32 values
 * @param places for each of them its place among context, targets, event and fold
 * @param exactIndices whether event and fold are exact columns
 * @param carried exact columns that come with the context
 * @param generated exact columns of targets that float32 does not hold, made by the sampler
 */
record OutputRows(
        ColumnLayout layout,
        int folds,
        List<String> columns,
        int[] places,
        boolean exactIndices,
        List<CarriedColumn> carried,
        List<CarriedColumn> generated) {
    /** Whole numbers up to here are exact in float32. */
    private static final long EXACT = 1L << 24;

    private static final CarriedColumn EVENT = new CarriedColumn("event", ColumnType.INT64);
    private static final CarriedColumn FOLD = new CarriedColumn("fold", ColumnType.INT32);

    /**
     * A matrix of context and targets where the training files have them, whatever lies beside it; then event and fold as long
     * as float32 holds their numbers.
     *
     * @param events rows of context
     */
    static OutputRows matrix(
            ColumnLayout layout, int folds, long events, List<CarriedColumn> carried, List<CarriedColumn> generated) {
        boolean exactIndices = folds > 1 && Math.max(events, folds) > EXACT;
        var names = new ArrayList<>(layout.columns());
        if (folds > 1 && !exactIndices) {
            names.addAll(List.of(EVENT.name(), FOLD.name()));
        }
        return chosen(layout, folds, names, exactIndices, carried, generated);
    }

    /** Columns of which no two have one name: an exact one takes the place of the float32 one. */
    static OutputRows named(
            ColumnLayout layout, int folds, List<CarriedColumn> carried, List<CarriedColumn> generated) {
        var names = new ArrayList<>(layout.columns());
        names.removeAll(names(carried));
        names.removeAll(names(generated));
        return chosen(layout, folds, names, folds > 1, carried, generated);
    }

    private static List<String> names(List<CarriedColumn> columns) {
        return columns.stream().map(CarriedColumn::name).toList();
    }

    /** The targets alone. */
    static OutputRows targets(ColumnLayout layout, int folds, List<CarriedColumn> generated) {
        var names = new ArrayList<>(layout.targets());
        names.removeAll(names(generated));
        return chosen(layout, folds, names, false, List.of(), generated);
    }

    private static OutputRows chosen(
            ColumnLayout layout,
            int folds,
            List<String> names,
            boolean exactIndices,
            List<CarriedColumn> carried,
            List<CarriedColumn> generated) {
        refuseClashes(layout, folds, carried);
        var all = Stream.concat(layout.columns().stream(), Stream.of(EVENT.name(), FOLD.name()))
                .toList();
        int[] places = names.stream().mapToInt(all::indexOf).toArray();
        return new OutputRows(layout, folds, List.copyOf(names), places, exactIndices, carried, generated);
    }

    private static void refuseClashes(ColumnLayout layout, int folds, List<CarriedColumn> carried) {
        var taken = new HashSet<>(layout.targets());
        for (String name : folds > 1 ? List.of(EVENT.name(), FOLD.name()) : List.<String>of()) {
            if (layout.columns().contains(name)) {
                throw clash(name, "of the model");
            }
            taken.add(name);
        }
        for (CarriedColumn column : carried) {
            if (!taken.add(column.name())) {
                throw clash(column.name(), "that is carried along");
            }
        }
    }

    private static FlashFlowException clash(String name, String which) {
        return new FlashFlowException(
                "The column '" + name + "' " + which
                        + " has the name of another column of the sample (targets, and event and fold of several folds); rename it.");
    }

    /** The exact columns of a block. */
    List<CarriedColumn> exact() {
        var all = new ArrayList<>(carried);
        all.addAll(generated);
        if (exactIndices) {
            all.addAll(List.of(EVENT, FOLD));
        }
        return List.copyOf(all);
    }

    /** What is there twice: exactly, and rounded among the float32 values. */
    List<String> warnings() {
        var twice = exact().stream()
                .filter(column -> !column.type().fitsFloat32() && columns.contains(column.name()))
                .map(CarriedColumn::name)
                .toList();
        return twice.isEmpty()
                ? List.of()
                : List.of(
                        "The matrix holds the nearest float32 of " + twice
                                + ", and a dataset beside it of each name the exact values; read those where the last digits count.");
    }

    /** Float32 values of a row. */
    int width() {
        return columns.size();
    }

    /**
     * Joins what belongs to a piece.
     *
     * @param context one row for each event
     * @param carriedRows columns of one row for each event
     * @param targets one row for each row of the output
     * @param exactTargets columns of one row for each row of the output
     */
    SampleBlock join(
            Piece piece,
            float[] context,
            List<ExactColumn> carriedRows,
            float[] targets,
            List<ExactColumn> exactTargets) {
        return new SampleBlock(rows(piece, context, targets), piece.rows(), exact(piece, carriedRows, exactTargets));
    }

    private float[] rows(Piece piece, float[] context, float[] targets) {
        int c = layout.context().size();
        int d = layout.targets().size();
        float[] whole = new float[c + d + 2];
        float[] out = new float[Math.multiplyExact(piece.rows(), width())];
        for (int i = 0, at = 0; i < piece.rows(); i++) {
            System.arraycopy(context, i / piece.folds() * c, whole, 0, c);
            System.arraycopy(targets, i * d, whole, c, d);
            whole[c + d] = piece.firstEvent() + i / piece.folds();
            whole[c + d + 1] = piece.firstFold() + i % piece.folds();
            for (int place : places) {
                out[at++] = whole[place];
            }
        }
        return out;
    }

    private List<ExactColumn> exact(Piece piece, List<ExactColumn> carriedRows, List<ExactColumn> exactTargets) {
        int[] events = piece.eventOfRow();
        var columns = new ArrayList<ExactColumn>();
        for (ExactColumn column : carriedRows) {
            columns.add(piece.folds() == 1 ? column : column.rows(events));
        }
        columns.addAll(exactTargets);
        if (exactIndices) {
            columns.add(ExactColumn.of(EVENT, piece.eventNumbers()));
            columns.add(ExactColumn.of(FOLD, piece.foldNumbers()));
        }
        return columns;
    }
}
