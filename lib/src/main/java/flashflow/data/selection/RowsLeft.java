package flashflow.data.selection;

import flashflow.data.Blocks;
import flashflow.data.RowSet;
import flashflow.data.RowSource;
import flashflow.data.SelectedRows;
import java.util.function.LongPredicate;

/**
 * The rows that are left of a source.
 *
 * @param source where they come from; no selection itself, so that a row's index says which row it is
 */
record RowsLeft(RowSource source, RowSet kept) {
    /** All rows of a source, which may be a selection. */
    static RowsLeft of(RowSource rows) {
        if (rows instanceof SelectedRows selected) {
            var of = of(selected.source());
            return new RowsLeft(of.source, of.kept.some(selected.kept()));
        }
        return new RowsLeft(rows, RowSet.all(rows.rowCount()));
    }

    long count() {
        return kept.count();
    }

    SelectedRows rows() {
        return SelectedRows.of(source, kept);
    }

    /** The same rows of other columns. */
    RowSource from(RowSource other) {
        return count() == kept.rows() ? other : SelectedRows.of(other, kept);
    }

    /** Blocks in which they are read. */
    Blocks blocks() {
        return Blocks.of(source).upTo(count());
    }

    /** Some of them, as a bit for each says. */
    RowsLeft some(RowSet of) {
        return new RowsLeft(source, kept.some(of));
    }

    /** What is done with one row. */
    @FunctionalInterface
    interface Visitor {
        /** @param row its index in the source */
        void visit(long row);
    }

    /** Goes through their indices in the source, rising; an interrupt ends it. */
    void forEach(Visitor visitor) {
        long[] row = {-1};
        blocks().inOrder((first, count) -> {
            for (int i = 0; i < count; i++) {
                row[0] = kept.next(row[0] + 1);
                visitor.visit(row[0]);
            }
        });
    }

    /** Those whose index in the source suits. */
    RowsLeft where(LongPredicate suits) {
        var builder = new RowSet.Builder(count());
        forEach(row -> builder.append(suits.test(row)));
        return some(builder.build());
    }
}
