package flashflow.data.columns;

import flashflow.FlashFlowException;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnFinder;
import flashflow.data.ColumnType;
import java.util.LinkedHashSet;
import java.util.List;

/** Finds columns of a store by names, ends of names and patterns. */
final class ColumnSearch {
    private static final int NAMES_SHOWN = 20;

    private final ColumnStore store;
    private final List<String> names;

    ColumnSearch(ColumnStore store) {
        this.store = store;
        this.names = store.columns().stream().map(CarriedColumn::name).toList();
    }

    /** Where it looks, inside a sentence. */
    static String where(ColumnStore store) {
        String place = store.place();
        return Character.toLowerCase(place.charAt(0)) + place.substring(1);
    }

    ColumnFinder finder() {
        return ColumnFinder.among(names, where(store));
    }

    /**
     * The full names, each once, in the order wanted and for a pattern in that of the store.
     *
     * @throws FlashFlowException if a name or a pattern fits none
     */
    List<String> names(List<String> wanted) {
        var found = new LinkedHashSet<String>();
        for (String name : wanted) {
            var glob = new Glob(name);
            if (names.contains(name) || !glob.isPattern()) {
                found.add(name(name));
            } else {
                found.addAll(matches(glob));
            }
        }
        return List.copyOf(found);
    }

    /**
     * The full name of a column.
     *
     * @throws FlashFlowException if there is none, with the reason where the store knows one
     */
    String name(String wanted) {
        String reason = store.reasons().get(wanted);
        if (reason != null && !names.contains(wanted)) {
            throw new FlashFlowException(store.place() + ": '" + wanted + "' is no column, " + reason + "; "
                    + finder().nearest(wanted) + ".");
        }
        return finder().name(wanted);
    }

    private List<String> matches(Glob glob) {
        var found = glob.among(names);
        if (found.isEmpty()) {
            throw new FlashFlowException("No column's name is like '" + glob.text() + "'" + finder().where() + "; "
                    + finder().nearest(glob.text()) + ".");
        }
        return found;
    }

    /** Refuses text, which is no number. */
    void refuseText(List<String> chosen) {
        for (CarriedColumn column : store.columns()) {
            if (column.type().kind() == ColumnType.Kind.TEXT && chosen.contains(column.name())) {
                throw new FlashFlowException(store.place() + ": the column '" + column.name()
                        + "' holds text, which is neither context nor target of a flow" + reason(column.name())
                        + "; carry it along with carry(\"" + column.name()
                        + "\"), or write it as numbers, such as one column of 0 and 1 for each value.");
            }
        }
    }

    /** What the store has said about a column. */
    private String reason(String name) {
        return store.warnings().stream()
                .filter(sentence -> sentence.contains("'" + name + "'"))
                .findFirst()
                .map(sentence -> " (" + sentence.replaceFirst("\\.$", "") + ")")
                .orElse("");
    }

    /** Some names, for a message. */
    String offer() {
        int more = names.size() - NAMES_SHOWN;
        return more <= 0 ? names.toString() : names.subList(0, NAMES_SHOWN) + " and " + more + " more";
    }
}
