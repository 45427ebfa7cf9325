package flashflow.cards;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Names and values, in order. */
final class Facts {
    /** What is said where a model does not know. */
    static final String UNKNOWN = "unknown";

    private final Map<String, String> values = new LinkedHashMap<>();

    Facts add(String name, String value) {
        values.put(name, value == null || value.isEmpty() ? UNKNOWN : value);
        return this;
    }

    Facts add(String name, long value) {
        return add(name, String.format(Locale.ROOT, "%,d", value));
    }

    String value(String name) {
        return values.get(name);
    }

    Iterable<String> names() {
        return values.keySet();
    }

    /** One below the other. */
    Table table() {
        return Table.create(
                "", StringColumn.create("what", values.keySet()), StringColumn.create("value", values.values()));
    }

    /** Several of the same names, each a row. */
    static Table table(List<Facts> rows) {
        var table = Table.create("");
        for (String name : rows.get(0).names()) {
            table.addColumns(StringColumn.create(
                    name, rows.stream().map(row -> row.value(name)).toList()));
        }
        return table;
    }

    /** Several of the same kind as one: where they differ, all values. */
    static Table common(List<Map<String, String>> each) {
        var names = each.stream()
                .flatMap(values -> values.keySet().stream())
                .distinct()
                .toList();
        var facts = new Facts();
        for (String name : names) {
            facts.add(
                    name,
                    each.stream()
                            .map(values -> values.getOrDefault(name, UNKNOWN))
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        return facts.table();
    }
}
