package flashflow.preprocessing.transforms;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import flashflow.FlashFlowException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The kinds of transforms, by their names in files. Every transform has to say its kind, and whoever turns transforms into
 * something else switches over all kinds, so that a new transform does not compile before each has its form.
 */
public enum TransformKind {
    CLIP(Clip.class),
    AFFINE(Affine.class),
    STANDARDISE(Standardise.class),
    LOG(Log.class),
    LOG1P(Log1p.class),
    ATAN(Atan.class),
    LOGIT(Logit.class),
    DEQUANTISE(Dequantise.class),
    SPIKE(Spike.class),
    COLLAPSE(Collapse.class),
    BOUNDED(Bounded.class),
    CIRCULAR(Circular.class),
    ASINH(Asinh.class),
    DISCRETE(Discrete.class),
    INFLATED(Inflated.class),
    COMBINATION(Combination.class);

    /** The record of that kind. */
    final Class<? extends Transform> type;

    TransformKind(Class<? extends Transform> type) {
        this.type = type;
    }

    /** A transform with its kind, as an object of JSON. */
    public static JsonObject toJson(Transform transform, Gson gson) {
        var json = new JsonObject();
        json.addProperty("kind", transform.kind().name().toLowerCase(Locale.ROOT));
        gson.toJsonTree(transform).getAsJsonObject().entrySet().forEach(e -> json.add(e.getKey(), e.getValue()));
        return json;
    }

    /**
     * The transform that {@link #toJson} wrote.
     *
     * @throws FlashFlowException for an unknown kind or other entries than it has
     */
    public static Transform fromJson(JsonObject json, Gson gson) {
        return of(json).read(json, gson);
    }

    /**
     * The kind of a transform in a preprocessing's JSON.
     *
     * @throws FlashFlowException for a name that this release does not know
     */
    public static TransformKind of(JsonObject json) {
        var name = json.get("kind").getAsString();
        for (TransformKind kind : values()) {
            if (kind.name().equalsIgnoreCase(name)) {
                return kind;
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
