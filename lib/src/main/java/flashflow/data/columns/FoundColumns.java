package flashflow.data.columns;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * The columns of a dataset under their names in the stores, and the names that they are given.
 *
 * @param stored context and targets in the stores
 * @param carried columns of the stores that go along exactly
 * @param layout the names of the context and the targets, in the same order
 * @param carriedNames the names of the carried columns
 */
record FoundColumns(ColumnLayout stored, List<String> carried, ColumnLayout layout, List<String> carriedNames) {
    /** Refuses carried columns that would have the name of another column. */
    FoundColumns {
        var seen = new HashSet<String>();
        for (int i = 0; i < carriedNames.size(); i++) {
            String name = carriedNames.get(i);
            int place = layout.columns().indexOf(name);
            if (!seen.add(name) || place >= 0 && !stored.columns().get(place).equals(carried.get(i))) {
                throw new FlashFlowException(
                        "Two columns would be called '" + name + "'; rename one of them with rename(from, to).");
            }
        }
    }

    RowSource rows(ColumnStore store) {
        return RenamedRows.of(store.rows(stored, carried), layout, carriedNames);
    }

    /**
     * Refuses a store that has not the columns of the first one; where it has no rows, types do not matter.
     *
     */
    void check(ColumnStore store, ColumnStore first) {
        var search = new ColumnSearch(store);
        for (String name :
                Stream.concat(stored.columns().stream(), carried.stream()).toList()) {
            if (type(store, name).isEmpty()) {
                throw new FlashFlowException(store.place() + ": there is no column '" + name + "', which "
                        + ColumnSearch.where(first) + " has (" + search.finder().nearest(name)
                        + "); open files of the same columns together.");
            }
        }
        if (store.rowCount() > 0) {
            search.refuseText(stored.columns());
            carried.forEach(name -> refuseOtherType(name, store, first));
        }
    }

    private static void refuseOtherType(String name, ColumnStore store, ColumnStore first) {
        String here = type(store, name);
        String there = type(first, name);
        if (!here.equals(there)) {
            throw new FlashFlowException(store.place() + ": the carried column '" + name + "' holds " + here
                    + " values, and that of " + ColumnSearch.where(first) + " " + there
                    + "; write it in one type, or do not carry it.");
        }
    }

    private static String type(ColumnStore store, String name) {
        return store.columns().stream()
                .filter(column -> column.name().equals(name))
                .map(CarriedColumn::type)
                .map(Object::toString)
                .findFirst()
                .orElse("");
    }
}
