package flashflow.training.schedule;

import com.google.gson.JsonDeserializationContext;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import java.lang.reflect.Type;
import java.util.Map;

/**
 * Schedules as JSON: the record's fields, and its name as {@code kind}. A schedule of the user's own, which is code, is
 * written as its rates over ten epochs, by which it is known again when it is given again.
 */
public final class ScheduleJson implements JsonSerializer<Schedule>, JsonDeserializer<Schedule> {
    private static final int EPOCHS = 10;
    /** Its name in the first format of checkpoints. */
    private static final String OLD_RECORDED_RATES = "OwnSchedule";

    private static final Map<String, Class<? extends Schedule>> KINDS = Map.of(
            "Constant",
            Constant.class,
            "CosineAnnealing",
            CosineAnnealing.class,
            "WarmRestarts",
            WarmRestarts.class,
            "LinearWarmup",
            LinearWarmup.class,
            "RecordedRates",
            RecordedRates.class,
            "Plateau",
            Plateau.class,
            OLD_RECORDED_RATES,
            RecordedRates.class);

    @Override
    public JsonElement serialize(Schedule schedule, Type type, JsonSerializationContext context) {
        Schedule known = KINDS.containsValue(schedule.getClass()) ? schedule : RecordedRates.of(schedule, EPOCHS);
        JsonObject json = context.serialize(known, known.getClass()).getAsJsonObject();
        json.addProperty("kind", known.getClass().getSimpleName());
        return json;
    }

    @Override
    public Schedule deserialize(JsonElement json, Type type, JsonDeserializationContext context) {
        return context.deserialize(
                json, KINDS.get(json.getAsJsonObject().get("kind").getAsString()));
    }
}
