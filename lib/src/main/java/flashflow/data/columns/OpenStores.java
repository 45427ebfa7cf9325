package flashflow.data.columns;

import flashflow.FlashFlowException;
import flashflow.data.ConcatenatedRows;
import flashflow.data.Float32Losses;
import flashflow.data.NonFinite;
import flashflow.data.RowSource;
import flashflow.data.SelectedRows;
import flashflow.data.Warnings;
import flashflow.data.loading.LoaderConfig;
import flashflow.data.selection.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

/** Stores that were opened, and the columns that are wanted of them; those without rows are checked and take no part. */
final class OpenStores {
    private final List<ColumnStore> stores;
    private final List<ColumnStore> filled;
    private final FoundColumns columns;

    OpenStores(List<ColumnStore> stores, WantedColumns wanted) {
        this.stores = stores;
        this.filled = stores.stream().filter(store -> store.rowCount() > 0).toList();
        this.columns = wanted.in(filled.isEmpty() ? stores.get(0) : filled.get(0));
        if (filled.isEmpty()) {
            throw new FlashFlowException(
                    stores.get(0).place() + ": it has no rows; write it again with at least one row.");
        }
        stores.forEach(store -> columns.check(store, filled.get(0)));
    }

    /** Opens files, and closes those that are open where one cannot be. */
    static List<ColumnStore> all(List<Path> files, Function<Path, ? extends ColumnStore> home) {
        var stores = new ArrayList<ColumnStore>();
        try {
            files.forEach(file -> stores.add(home.apply(file)));
            return stores;
        } catch (RuntimeException | Error e) {
            stores.forEach(ColumnStore::close);
            throw e;
        }
    }

    /** Some of the joined rows, where each comes from, what was left out, and what there is to say about it. */
    private record Chosen(RowSource rows, LongUnaryOperator origin, String leftOut, List<String> told) {}

    ColumnDataset dataset(RowSteps steps, long limit, NonFinite policy, LoaderConfig loader) {
        var parts = filled.stream()
                .map(store -> new StorePart(store, columns.rows(store)))
                .toList();
        var joined = joined(parts.stream().map(StorePart::rows).toList());
        var said = new Warnings(stores.stream()
                .flatMap(store -> store.warnings().stream())
                .distinct()
                .toList());
        said.print();
        var chosen = steps.isEmpty() ? new Chosen(joined, row -> row, "", List.of()) : chosen(steps, joined);
        var limited = limit < 0 ? chosen.rows : ConcatenatedRows.of(List.of(chosen.rows), limit);
        var checked = FiniteRows.of(policy, limited, joined, chosen.origin, parts);
        boolean dropped = policy == NonFinite.DROP && checked instanceof SelectedRows;
        String nonFinite = dropped ? leftOut(((SelectedRows) checked).droppedRows(), "NaN or infinity") : "";
        var lost = new Warnings(Float32Losses.of(limited).sentences());
        lost.print();
        var warnings = new Warnings(Stream.of(said.sentences(), chosen.told, lost.sentences())
                .flatMap(List::stream)
                .toList());
        return new ColumnDataset(stores, checked, warnings, chosen.leftOut + nonFinite, loader);
    }

    /** The selection prints by itself what NaN has decided. */
    private Chosen chosen(RowSteps steps, RowSource joined) {
        var selection = steps.on(looked(steps));
        var kept = selection.rows();
        return new Chosen(kept.from(joined), row -> kept.kept().row(row), leftOut(selection), selection.warnings());
    }

    private static ConcatenatedRows joined(List<RowSource> rows) {
        return ConcatenatedRows.of(rows, -1);
    }

    /** The columns that the steps look at, of the same rows. */
    private RowSource looked(RowSteps steps) {
        var needed = steps.columns(filled.get(0), columns.stored().targets().get(0));
        stores.forEach(store -> needed.check(store, filled.get(0)));
        return joined(filled.stream().map(needed::rows).toList());
    }

    private static String leftOut(Selection selection) {
        var text = new StringBuilder();
        for (var step : selection.table()) {
            text.append(leftOut(step.getLong("rows before") - step.getLong("rows after"), step.getString("step")));
        }
        return text.toString();
    }

    private static String leftOut(long rows, String step) {
        return rows == 0 ? "" : String.format(Locale.ROOT, ", %,d rows left out by '%s'", rows, step);
    }
}
