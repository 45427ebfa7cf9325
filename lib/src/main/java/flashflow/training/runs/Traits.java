package flashflow.training.runs;

import com.google.gson.Gson;
import flashflow.categorical.CategoricalConfig;
import flashflow.training.checkpoint.Checkpoint;
import java.util.LinkedHashMap;
import java.util.Map;

/** What tells a training from another: its density, its data and its settings, each by a name. */
final class Traits {
    static final String KIND = "trains";
    static final String COLUMNS = "columns";
    static final String PREPROCESSING = "preprocessing";
    static final String DATA = "training data";
    static final String VALIDATION = "validation data";

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
        // Stands beside the epochs that are done.
        traits.remove("epochs");
        return traits;
    }

    private static void addDensity(Checkpoint checkpoint, Map<String, String> traits) {
        var categorical = CategoricalConfig.read(checkpoint.file());
        traits.put(KIND, categorical.isPresent() ? "categorical" : "flow");
        Object config = categorical.isPresent() ? categorical.get() : checkpoint.config();
        new Gson()
                .toJsonTree(config)
                .getAsJsonObject()
                .asMap()
                .forEach((name, value) -> traits.put(traits.get(KIND) + "." + name, value.getAsString()));
    }
}
