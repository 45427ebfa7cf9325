package flashflow.nanoaod;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import flashflow.HtmlTable;
import flashflow.TextTable;
import flashflow.Viewable;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a NanoAOD file holds: the branches of its tree of events.
 *
 * @param table columns of text: {@code branch}, {@code type}, {@code counter} (of branches with several values an event), {@code title}
 * @param events how many
 */
public record NanoBranches(Table table, long events) implements Viewable {
    private static final int FEW = 60;

    static NanoBranches of(String file, JsonObject look) {
        var branches = StreamSupport.stream(look.getAsJsonArray("branches").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
        long events = look.get("events").getAsLong();
        String title = String.format(Locale.ROOT, "%s: %,d events, %,d branches", file, events, branches.size());
        return new NanoBranches(
                Table.create(
                        title,
                        column("branch", "name", branches),
                        column("type", "type", branches),
                        column("counter", "counter", branches),
                        column("title", "title", branches)),
                events);
    }

    private static StringColumn column(String name, String key, List<JsonObject> branches) {
        return StringColumn.create(
                name,
                branches.stream()
                        .map(branch -> branch.has(key) && !branch.get(key).isJsonNull()
                                ? branch.get(key).getAsString()
                                : ""));
    }

    /** Names of the branches. */
    public List<String> names() {
        return table.stringColumn("branch").asList();
    }

    /** Those whose names begin so: {@code "Jet_"}. */
    public NanoBranches of(String beginning) {
        var chosen = table.where(table.stringColumn("branch").startsWith(beginning));
        return new NanoBranches(chosen.setName(table.name()), events);
    }

    @Override
    public String toString() {
        return TextTable.of(table);
    }

    @Override
    public String toHtml() {
        return table.rowCount() <= FEW ? HtmlTable.whole(table) : HtmlTable.of(table);
    }
}
