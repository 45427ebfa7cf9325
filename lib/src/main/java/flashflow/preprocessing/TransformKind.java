package flashflow.preprocessing;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import flashflow.FlashFlowException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The names transforms have in files. */
enum TransformKind {
    CLIP(Clip.class),
    AFFINE(Affine.class),
    STANDARDISE(Standardise.class),
    LOG(Log.class),
    LOG1P(Log1p.class),
    ATAN(Atan.class),
    LOGIT(Logit.class),
    DEQUANTISE(Dequantise.class),
    SPIKE(Spike.class),
    COLLAPSE(Collapse.class);

    private final Class<? extends Transform> type;

    TransformKind(Class<? extends Transform> type) {
        this.type = type;
    }

    static JsonObject toJson(Transform transform, Gson gson) {
        var json = new JsonObject();
        var kind = Arrays.stream(values())
                .filter(k -> k.type.isInstance(transform))
                .findFirst()
                .orElseThrow();
        json.addProperty("kind", kind.name().toLowerCase(java.util.Locale.ROOT));
        gson.toJsonTree(transform).getAsJsonObject().entrySet().forEach(e -> json.add(e.getKey(), e.getValue()));
        return json;
    }

    static Transform fromJson(JsonObject json, Gson gson) {
        var name = json.get("kind").getAsString();
        for (TransformKind kind : values()) {
            if (kind.name().equalsIgnoreCase(name)) {
                return kind.read(json, gson);
            }
        }
        throw new FlashFlowException("The preprocessing holds a transform of unknown kind '" + name
                + "'; read it with the release that wrote it.");
    }

    private Transform read(JsonObject json, Gson gson) {
        var expected = Arrays.stream(type.getRecordComponents())
                .map(java.lang.reflect.RecordComponent::getName)
                .collect(Collectors.toSet());
        expected.add("kind");
        if (!json.keySet().equals(expected)) {
            throw new FlashFlowException("A transform '" + name() + "' of a preprocessing has the entries "
                    + json.keySet() + " instead of " + expected + "; the file is damaged.");
        }
        return gson.fromJson(json, type);
    }
}
