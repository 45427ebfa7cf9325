package flashflow.training.runs;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import flashflow.categorical.CategoricalConfig;
import flashflow.training.checkpoint.Checkpoint;
import flashflow.training.schedule.Schedule;
import flashflow.training.schedule.ScheduleJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** What tells a training from another: its density, its data and its settings, each by a name. */
final class Traits {
    static final String KIND = "trains";
    static final String COLUMNS = "columns";
    static final String PREPROCESSING = "preprocessing";
    static final String DATA = "training data";
    static final String VALIDATION = "validation data";

    private static final String SCHEDULE = "schedule";
    private static final Gson JSON = new GsonBuilder()
            .registerTypeAdapter(Schedule.class, new ScheduleJson())
            .create();

    private Traits() {}

    static Map<String, String> of(Checkpoint checkpoint) {
        var traits = new LinkedHashMap<String, String>();
        addDensity(checkpoint, traits);
        var data = checkpoint.data();
        traits.put("rows", Long.toString(data.rows()));
        traits.put(DATA, data.sample());
        traits.put(VALIDATION, data.validation() == null ? "" : data.validation());
        traits.put(COLUMNS, checkpoint.layout().toString());
        traits.put(PREPROCESSING, checkpoint.preprocessing() == null ? "" : checkpoint.preprocessing());
        checkpoint.settings().named().forEach((name, value) -> traits.put(name, value.toString()));
        addSchedule(checkpoint.settings().schedule(), traits);
        // Stands beside the epochs that are done.
        traits.remove("epochs");
        return traits;
    }

    private static void addDensity(Checkpoint checkpoint, Map<String, String> traits) {
        var categorical = CategoricalConfig.read(checkpoint.file());
        String kind = categorical.isPresent() ? "categorical" : "flow";
        traits.put(KIND, kind);
        add(kind, JSON.toJsonTree(categorical.isPresent() ? categorical.get() : checkpoint.config()), traits);
    }

    /** Its kind, and each of its numbers by itself; what is code has a name alone. */
    private static void addSchedule(Schedule schedule, Map<String, String> traits) {
        if (!traits.get(SCHEDULE).equals("code")) {
            add(SCHEDULE, JSON.toJsonTree(schedule, Schedule.class), traits);
        }
    }

    private static void add(String name, JsonElement value, Map<String, String> traits) {
        if (value.isJsonObject()) {
            value.getAsJsonObject()
                    .asMap()
                    .forEach((part, its) -> add(
                            part.equals("kind") && name.startsWith(SCHEDULE) ? name : name + "." + part, its, traits));
        } else {
            traits.put(name, value.isJsonPrimitive() ? value.getAsString() : value.toString());
        }
    }
}
