package flashflow.nanoaod;

import com.google.gson.JsonParser;
import flashflow.FlashFlowException;
import flashflow.HtmlTable;
import flashflow.Viewable;
import flashflow.data.Blocks;
import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.columns.ColumnDataset;
import flashflow.data.hdf5.Hdf5;
import flashflow.data.hdf5.Hdf5Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Objects of one kind, extracted from NanoAOD files into tables, each of which opens as a dataset. All rows carry, exactly and in
 * their own types, {@link #IDS}: {@code run}, {@code luminosityBlock}, {@code event} (64 bits), {@code entry} (number of the event over all
 * files, from 0), {@code object} (index in its event, -1 for none) and {@code generator} (index of the generator object, -1 for none).
 */
public final class NanoObjects implements Viewable {
    /** What rows carry to tell where they come from; those of events have the first four. */
    public static final List<String> IDS = List.of("run", "luminosityBlock", "event", "entry", "object", "generator");

    /** Of a generator object: 1 if there is a reconstructed one that belongs to it, else 0. */
    public static final String FOUND = "found";

    /** Of an event: objects that belong to no generator object. */
    public static final String UNMATCHED = "n_unmatched";

    private static final String PAIRS = "pairs";
    private static final String GENERATED = "generated";
    private static final String WITHOUT = "unmatched";
    private static final String EVENTS = "events";
    private static final List<String> COUNTS = List.of("n_generated", "n_found", UNMATCHED);

    private final Path file;
    private final ObjectKind kind;
    private final Rules rules;
    private final List<String> context;
    private final List<String> targets;
    private final Map<String, NanoTable> tables;

    private NanoObjects(
            Path file,
            ObjectKind kind,
            Rules rules,
            List<String> context,
            List<String> targets,
            Map<String, NanoTable> tables) {
        this.file = file;
        this.kind = kind;
        this.rules = rules;
        this.context = context;
        this.targets = targets;
        this.tables = tables;
    }

    /**
     * Opens a file that an extraction has written, also one from another machine.
     *
     * @throws FlashFlowException if it is missing, damaged or something else
     */
    public static NanoObjects open(Path file) {
        var tables = new LinkedHashMap<String, NanoTable>();
        for (String name : List.of(PAIRS, GENERATED, WITHOUT, EVENTS)) {
            NanoTable.of(file, name).ifPresent(table -> tables.put(name, table));
        }
        return new NanoObjects(
                file,
                ObjectKind.of(text(file, "kind")),
                Rules.of(text(file, "rules")),
                names(file, "context"),
                names(file, "targets"),
                Map.copyOf(tables));
    }

    private static List<String> names(Path file, String attribute) {
        var list = JsonParser.parseString(text(file, attribute)).getAsJsonArray();
        return StreamSupport.stream(list.spliterator(), false)
                .map(com.google.gson.JsonElement::getAsString)
                .toList();
    }

    private static String text(Path file, String attribute) {
        return Hdf5.text(file, attribute)
                .orElseThrow(
                        () -> new FlashFlowException("File " + file + " holds no extracted objects (it has no text '"
                                + attribute + "'); make one with NanoAod.jets or NanoAod.muons."));
    }

    /** Where the tables are. */
    public Path file() {
        return file;
    }

    /** What they are. */
    public ObjectKind kind() {
        return kind;
    }

    /** By which rules they were made. */
    public Rules rules() {
        return rules;
    }

    /** Conditions that the generator objects have passed. */
    public List<String> cuts() {
        return names(file, "cuts");
    }

    /**
     * Context and targets of the pairs, in FlashSim's order where they are FlashSim's.
     *
     * @throws FlashFlowException if there are generator objects alone
     */
    public ColumnLayout layout() {
        table(PAIRS);
        return new ColumnLayout(context, targets);
    }

    /** What stands for how busy an event is, the context of unmatched objects and of their number. */
    public List<String> eventContext() {
        var names = new ArrayList<>(table(EVENTS).names());
        names.removeAll(IDS);
        names.removeAll(COUNTS);
        return names;
    }

    /** Columns of an unmatched object, by the names of their branches; the order is the file's. */
    public List<String> unmatchedColumns() {
        var names = new ArrayList<>(table(WITHOUT).names());
        names.removeAll(IDS);
        names.removeAll(eventContext());
        return names;
    }

    /** Generator objects and the reconstructed ones that belong to them, a pair a row: what a flow is trained on. */
    public ColumnDataset pairs() {
        return open(PAIRS, layout());
    }

    /** All generator objects, with their context and as target {@link #FOUND}: what an efficiency is trained on. */
    public ColumnDataset generated() {
        return open(GENERATED, new ColumnLayout(context, List.of(FOUND)));
    }

    /** Chosen columns of all generator objects, as targets. */
    public ColumnDataset generated(List<String> columns) {
        return open(GENERATED, new ColumnLayout(List.of(), columns));
    }

    /** All events, with their context and as target {@link #UNMATCHED}: what the number of unmatched objects is trained on. */
    public ColumnDataset multiplicity() {
        return open(EVENTS, new ColumnLayout(eventContext(), List.of(UNMATCHED)));
    }

    /** Classes of a model of that number: one more than the most unmatched objects of an event, at least 2. */
    public int multiplicityClasses() {
        float[] most = {1};
        try (var rows = events(List.of(UNMATCHED))) {
            Blocks.of(rows).inOrder((first, count) -> {
                float[] numbers = new float[count];
                rows.read(first, count, numbers, 0);
                for (float number : numbers) {
                    most[0] = Math.max(most[0], number);
                }
            });
        }
        return (int) most[0] + 1;
    }

    /** Chosen columns of all events, as targets. */
    public ColumnDataset events(List<String> columns) {
        return open(EVENTS, new ColumnLayout(List.of(), columns));
    }

    /**
     * Reconstructed jets that belong to no generated jet, with their event's context; as targets raw branches.
     *
     * @throws FlashFlowException for muons, or if there is none
     */
    public ColumnDataset unmatched() {
        return open(WITHOUT, new ColumnLayout(eventContext(), unmatchedColumns()));
    }

    /** All events, with their context and as targets how many objects there are: {@code n_generated}, {@code n_found}, {@code n_unmatched}. */
    public ColumnDataset events() {
        return open(EVENTS, new ColumnLayout(eventContext(), COUNTS));
    }

    /** Number of pairs. */
    public long pairCount() {
        return count(PAIRS);
    }

    /** Number of generator objects. */
    public long generatedCount() {
        return count(GENERATED);
    }

    /** Number of reconstructed objects without a generator object; 0 for muons. */
    public long unmatchedCount() {
        return count(WITHOUT);
    }

    /** Number of events, those without objects too. */
    public long eventCount() {
        return count(EVENTS);
    }

    private long count(String name) {
        return tables.containsKey(name) ? tables.get(name).rows() : 0;
    }

    private NanoTable table(String name) {
        if (!tables.containsKey(name)) {
            throw new FlashFlowException("File " + file + " has no table '" + name + "': it holds " + kind.word()
                    + " with " + tables.keySet() + "; extract jets, and not the generator's part alone.");
        }
        return tables.get(name);
    }

    private ColumnDataset open(String name, ColumnLayout columns) {
        var table = table(name);
        var ids = IDS.stream().filter(table.names()::contains).toArray(String[]::new);
        return Hdf5Dataset.columns(file, name).layout(columns).carry(ids).open();
    }

    /** Type of a target as the files have it. */
    public flashflow.data.ColumnType targetType(String target) {
        return table(PAIRS).columns().stream()
                .filter(column -> column.name().equals(target))
                .map(CarriedColumn::type)
                .findFirst()
                .orElseThrow(() -> new FlashFlowException(
                        "File " + file + " has no target '" + target + "'; it has " + targets + "."));
    }

    private Table summary() {
        var shown = List.of(PAIRS, GENERATED, WITHOUT, EVENTS).stream()
                .filter(tables::containsKey)
                .toList();
        return Table.create(
                kind.word() + " in " + file.getFileName() + " by the rules " + rules,
                StringColumn.create("table", shown),
                LongColumn.create("rows", shown.stream().mapToLong(this::count).toArray()),
                StringColumn.create("a row is", shown.stream().map(this::row)),
                StringColumn.create("columns", shown.stream().map(this::columnsInWords)));
    }

    private String row(String table) {
        return switch (table) {
            case PAIRS -> "a generated and a reconstructed " + kind.one();
            case GENERATED -> "a generated " + kind.one() + ", and whether it was found";
            case WITHOUT -> "a reconstructed " + kind.one() + " without a generated one";
            default -> "an event";
        };
    }

    private String columnsInWords(String table) {
        return switch (table) {
            case PAIRS -> context.size() + " context, " + targets.size() + " targets, ids";
            case GENERATED -> context.size() + " context, " + FOUND + ", ids";
            case WITHOUT ->
                eventContext().size() + " context, " + unmatchedColumns().size() + " targets, ids";
            default -> eventContext().size() + " context, counts, ids";
        };
    }

    @Override
    public String toString() {
        return tables.keySet().isEmpty()
                ? kind.word()
                : List.of(PAIRS, GENERATED, WITHOUT, EVENTS).stream()
                        .filter(tables::containsKey)
                        .map(name -> String.format(Locale.ROOT, "%,d %s", count(name), name))
                        .collect(Collectors.joining(", ", kind.word() + " in " + file + ": ", ""));
    }

    /** The tables, how many rows they have, and what a row is. */
    @Override
    public String toHtml() {
        return HtmlTable.whole(summary());
    }
}
