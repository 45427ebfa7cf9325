package flashflow.training.checkpoint;

import com.google.gson.JsonElement;
import flashflow.training.state.TrainingSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What differs between the settings of a training until its stop and after it. */
public final class SettingsChange {
    /** Without these the rows that were seen, and those that were not yet, cannot be told apart. */
    private static final List<String> ORDER = List.of("batchSize", "keepLastBatch", "accumulation", "seed");

    /** These change no update. */
    private static final Set<String> HARMLESS = Set.of("epochs", "checkpoints");

    private SettingsChange() {}

    /** Whether both make the same updates, for however many epochs. */
    public static boolean isNone(TrainingSettings before, TrainingSettings after) {
        return refusal(before, after) == null && fields(before).equals(fields(after));
    }

    /** In words, a difference with which one cannot go on; null if there is none. */
    public static String refusal(TrainingSettings before, TrainingSettings after) {
        var had = fields(before);
        var has = fields(after);
        for (String name : ORDER) {
            if (!had.get(name).equals(has.get(name))) {
                return "it had " + name + " " + had.get(name) + " and this training has " + has.get(name);
            }
        }
        return Objects.equals(before.weightColumn(), after.weightColumn())
                ? null
                : "it had " + weights(before) + " and this training has " + weights(after);
    }

    private static String weights(TrainingSettings settings) {
        String name = settings.weightColumn();
        return name == null ? "no column of weights" : "the weights in column '" + name + "'";
    }

    /** In words, the first difference; null if there is none. */
    public static String first(TrainingSettings before, TrainingSettings after) {
        var has = fields(after);
        for (Map.Entry<String, JsonElement> field : fields(before).entrySet()) {
            JsonElement now = has.get(field.getKey());
            if (!field.getValue().equals(now)) {
                return field.getKey() + " " + now + " instead of " + field.getValue();
            }
        }
        return null;
    }

    /** Schedules that are code are compared by the rates that stand for them in a file. */
    private static Map<String, JsonElement> fields(TrainingSettings settings) {
        var fields =
                CheckpointFormat.JSON.toJsonTree(settings).getAsJsonObject().asMap();
        fields.keySet().removeAll(HARMLESS);
        return fields;
    }
}
