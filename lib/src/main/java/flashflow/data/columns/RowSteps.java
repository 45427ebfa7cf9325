package flashflow.data.columns;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.RowSource;
import flashflow.data.selection.Selection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The steps by which rows are selected, and the columns of a store that they look at, chosen or not. */
final class RowSteps {
    /** What may be a column's name in a condition; texts in quotes, and words before a parenthesis, are none. */
    private static final Pattern NAME =
            Pattern.compile("'[^']*'|\"[^\"]*\"|`([^`]+)`|([\\p{L}_][\\p{L}\\p{N}_]*+(\\[\\d+])?+)(?!\\s*\\()");

    private final List<UnaryOperator<Selection>> steps = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> masks = new ArrayList<>();

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** One more step, which looks at no column. */
    void add(UnaryOperator<Selection> step) {
        steps.add(step);
    }

    /** Keeps the rows for which a condition holds. */
    void where(String condition) {
        NAME.matcher(condition)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .filter(Objects::nonNull)
                .forEach(names::add);
        steps.add(selection -> selection.where(condition));
    }

    void mask(String column) {
        masks.add(column);
        steps.add(selection -> selection.mask(column));
    }

    /** The columns that are looked at, under the store's names; those that float64 may round are carried too. */
    FoundColumns columns(ColumnStore store, String other) {
        var search = new ColumnSearch(store);
        var finder = search.finder();
        var looked = new LinkedHashSet<String>();
        masks.forEach(name -> looked.add(search.name(name)));
        names.forEach(name -> finder.find(name).ifPresent(looked::add));
        var numbers = new LinkedHashSet<String>();
        var exact = new ArrayList<String>();
        for (CarriedColumn column : store.columns()) {
            if (looked.contains(column.name())) {
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
