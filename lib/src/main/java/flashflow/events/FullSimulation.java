package flashflow.events;

import flashflow.data.ColumnType;
import flashflow.data.columns.ColumnDataset;
import flashflow.nanoaod.NanoObjects;
import flashflow.nanoaod.ObjectKind;
import flashflow.nanoaod.Rules;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What a model of objects knows of the full simulation that it was trained on.
 *
 * @param kind of the objects
 * @param rules by which they were extracted
 * @param cuts that their generator objects passed
 * @param context columns of a generator object
 * @param types of the targets of a pair, as the files have them
 * @param ofPairs which values these targets take
 * @param eventContext columns of an event
 * @param ofUnmatched which values the columns of an object without a generator object take; empty where there was none
 */
record FullSimulation(
        ObjectKind kind,
        Rules rules,
        List<String> cuts,
        List<String> context,
        Map<String, ColumnType> types,
        Map<String, Occurring> ofPairs,
        List<String> eventContext,
        Map<String, Occurring> ofUnmatched) {
    FullSimulation {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(rules, "rules");
        cuts = List.copyOf(cuts);
        context = List.copyOf(context);
        types = sorted(types);
        ofPairs = sorted(ofPairs);
        eventContext = List.copyOf(eventContext);
        ofUnmatched = sorted(ofUnmatched);
    }

    /** In one order, so that the same model gives the same file. */
    private static <T> Map<String, T> sorted(Map<String, T> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }

    static FullSimulation of(NanoObjects objects) {
        var layout = objects.layout();
        var types = new HashMap<String, ColumnType>();
        layout.targets().forEach(target -> types.put(target, objects.targetType(target)));
        return new FullSimulation(
                objects.kind(),
                objects.rules(),
                objects.cuts(),
                layout.context(),
                types,
                occurring(objects::pairs),
                objects.eventContext(),
                objects.unmatchedCount() == 0 ? Map.of() : occurring(objects::unmatched));
    }

    private static Map<String, Occurring> occurring(Supplier<ColumnDataset> opened) {
        try (var rows = opened.get()) {
            var names = rows.layout().targets();
            var values = Occurring.of(rows);
            var found = new HashMap<String, Occurring>();
            for (int c = 0; c < values.length; c++) {
                found.put(names.get(c), values[c]);
            }
            return found;
        }
    }

    List<String> targets() {
        return List.copyOf(ofPairs.keySet());
    }

    List<String> unmatchedColumns() {
        return List.copyOf(ofUnmatched.keySet());
    }

    Occurring[] ofPairs(List<String> targets) {
        return targets.stream().map(ofPairs::get).toArray(Occurring[]::new);
    }

    Occurring[] ofUnmatched(List<String> columns) {
        return columns.stream().map(ofUnmatched::get).toArray(Occurring[]::new);
    }
}
