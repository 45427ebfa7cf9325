package flashflow.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import flashflow.training.schedule.Schedule;
import flashflow.training.schedule.ScheduleJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a training was told, apart from flow and data, as it stands in checkpoints.
 *
 * @param settings its numbers
 * @param weightColumn column of the rows' weights; null for none
 * @param transformed whether rows passed through a transform of the user's own
 * @param validated whether there were validation rows
 * @param everyEpochs epochs from one checkpoint to the next
 * @param everySeconds seconds after which one is written within an epoch, 0 for never
 * @param keep how many of the newest stay
 */
record Recipe(
        TrainingSettings settings,
        String weightColumn,
        boolean transformed,
        boolean validated,
        int everyEpochs,
        double everySeconds,
        int keep) {
    private static final Gson JSON = new GsonBuilder()
            .registerTypeAdapter(Schedule.class, new ScheduleJson())
            .create();

    /** Settings without which the rows that were seen, and those that were not yet, cannot be told apart. */
    private static final List<String> ORDER = List.of("batchSize", "accumulation", "seed");

    static Recipe of(Parts parts) {
        var policy = parts.checkpoints;
        return new Recipe(
                parts.settings,
                parts.weightColumn,
                parts.model == null && parts.transform != null,
                parts.validation != null,
                policy.everyEpochs(),
                policy.everySeconds(),
                policy.keep());
    }

    /** Gives a training these settings. */
    void into(Parts parts) {
        parts.settings = settings;
        parts.weightColumn = weightColumn;
        parts.checkpoints = new CheckpointPolicy(null, everyEpochs, everySeconds, keep);
    }

    static Recipe parse(String json) {
        return JSON.fromJson(json, Recipe.class);
    }

    String json() {
        return JSON.toJson(this);
    }

    /** Whether another one makes the same updates, for however many epochs. */
    boolean sameUpdates(Recipe other) {
        return refusal(other) == null && fields().equals(other.fields());
    }

    /** In words, a difference with which one cannot go on from the other; null if there is none. */
    String refusal(Recipe other) {
        var mine = fields();
        var others = other.fields();
        for (String name : ORDER) {
            if (!mine.get(name).equals(others.get(name))) {
                return "it had " + name + " " + mine.get(name) + " and this training has " + others.get(name);
            }
        }
        if (!Objects.equals(weightColumn, other.weightColumn)) {
            return "it had " + column(weightColumn) + " and this training has " + column(other.weightColumn);
        }
        if (transformed != other.transformed) {
            return transformed
                    ? "its rows went through a transform, which is code and has to be given again with transform(...)"
                    : "its rows went through no transform";
        }
        return null;
    }

    private static String column(String name) {
        return name == null ? "no column of weights" : "the weights in column '" + name + "'";
    }

    /** In words, what else another one does otherwise; null if nothing. */
    String change(Recipe other) {
        var mine = fields();
        var others = other.fields();
        for (Map.Entry<String, JsonElement> field : mine.entrySet()) {
            JsonElement now = others.get(field.getKey());
            if (!field.getValue().equals(now)) {
                return field.getKey() + " " + now + " instead of " + field.getValue();
            }
        }
        return validated && !other.validated ? "no validation rows, which it had" : null;
    }

    private Map<String, JsonElement> fields() {
        JsonObject json = JSON.toJsonTree(settings.epochs(1)).getAsJsonObject();
        return json.asMap();
    }
}
