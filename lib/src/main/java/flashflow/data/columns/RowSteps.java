package flashflow.data.columns;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.RowSource;
import flashflow.data.selection.Condition;
import flashflow.data.selection.Selection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The steps by which rows are selected, and the columns of a store that they look at, chosen or not. */
final class RowSteps {
    private final List<UnaryOperator<Selection>> steps = new ArrayList<>();
    private final Set<String> looked = new LinkedHashSet<>();

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** One more step, which looks at no column. */
    void add(UnaryOperator<Selection> step) {
        steps.add(step);
    }

    /** Keeps the rows for which a condition holds. */
    void where(String text) {
        var condition = Condition.of(text);
        looked.addAll(condition.columns());
        steps.add(selection -> selection.where(condition));
    }

    void mask(String column) {
        looked.add(column);
        steps.add(selection -> selection.mask(column));
    }

    /**
     * The columns that are looked at, under the store's names; those that float64 may round are carried too.
     *
     * @throws flashflow.FlashFlowException if the store lacks one of them; the message offers its nearest
     */
    FoundColumns columns(ColumnStore store, String other) {
        var search = new ColumnSearch(store);
        var full = looked.stream().map(search::name).toList();
        var numbers = new LinkedHashSet<String>();
        var exact = new ArrayList<String>();
        for (CarriedColumn column : store.columns()) {
            if (full.contains(column.name())) {
                boolean text = column.type().kind() == ColumnType.Kind.TEXT;
                if (!text) {
                    numbers.add(column.name());
                }
                if (text || column.type().isInteger() && column.type().bits() > 32) {
                    exact.add(column.name());
                }
            }
        }
        if (numbers.isEmpty()) {
            numbers.add(other);
        }
        var layout = new ColumnLayout(List.of(), List.copyOf(numbers));
        return new FoundColumns(layout, exact, layout, exact);
    }

    /** Does the steps. */
    Selection on(RowSource rows) {
        var selection = Selection.of(rows);
        for (var step : steps) {
            selection = step.apply(selection);
        }
        return selection;
    }
}
