package flashflow.data.columns;

import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a user wants of a store: columns by names and patterns for each role, and other names for them. */
final class WantedColumns {
    private record Renaming(String from, String to) {}

    private final List<String> context = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();
    private final List<String> carry = new ArrayList<>();
    private final List<Renaming> renamings = new ArrayList<>();

    void context(List<String> names) {
        context.addAll(names);
    }

    void targets(List<String> names) {
        targets.addAll(names);
    }

    void carry(List<String> names) {
        carry.addAll(names);
    }

    void rename(String from, String to) {
        if (from.chars().filter(c -> c == '*').count()
                        != to.chars().filter(c -> c == '*').count()
                || from.indexOf('*') != from.lastIndexOf('*')
                || from.contains("?")) {
            throw new FlashFlowException("'" + from + "' cannot be renamed to '" + to
                    + "'; give two names, or one * on both sides, such as rename(\"MJet_*\", \"*\").");
        }
        renamings.add(new Renaming(from, to));
    }

    /**
     * Finds them.
     *
     * @throws FlashFlowException if one is not there, no target is wanted, a column has two roles, or text is to be a number
     */
    FoundColumns in(ColumnStore store) {
        var search = new ColumnSearch(store);
        if (targets.isEmpty()) {
            throw new FlashFlowException(
                    store.place() + ": no target columns were chosen; choose some with targets(...)," + " there are "
                            + search.offer() + ".");
        }
        var y = search.names(context);
        var x = search.names(targets);
        refuseTwoRoles(y, x);
        var stored = new ColumnLayout(y, x);
        search.refuseText(stored.columns());
        var exact = search.names(carry);
        refuseIdleRenamings(
                search, Stream.concat(stored.columns().stream(), exact.stream()).toList());
        return new FoundColumns(
                stored, exact, new ColumnLayout(renamed(y, search), renamed(x, search)), renamed(exact, search));
    }

    private static void refuseTwoRoles(List<String> context, List<String> targets) {
        var both = context.stream().filter(targets::contains).toList();
        if (!both.isEmpty()) {
            throw new FlashFlowException("The columns " + both
                    + " were chosen as context and as targets; a column is one or the other, so narrow the patterns.");
        }
    }

    private void refuseIdleRenamings(ColumnSearch search, List<String> chosen) {
        for (Renaming renaming : renamings) {
            if (search.names(List.of(renaming.from)).stream().noneMatch(chosen::contains)) {
                throw new FlashFlowException(
                        "'" + renaming.from + "' was to be renamed, and no such column was chosen; "
                                + "choose it, or leave the renaming out.");
            }
        }
    }

    private List<String> renamed(List<String> names, ColumnSearch search) {
        return names.stream().map(name -> renamed(name, search)).toList();
    }

    /** The first renaming that fits counts. */
    private String renamed(String name, ColumnSearch search) {
        for (Renaming renaming : renamings) {
            if (search.names(List.of(renaming.from)).contains(name)) {
                return renaming.to.replace("*", new Glob(renaming.from).wild(name));
            }
        }
        return name;
    }
}
