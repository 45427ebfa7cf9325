package flashflow.provenance;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import flashflow.FlashFlowException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The trainings of one density, oldest first; empty where none is known of. Immutable. */
public final class TrainingRecords {
    /** Key in the metadata of model files and checkpoints. */
    public static final String KEY = "flashflow.trainings";

    /** Of a density that is new, or whose past is not known. */
    public static final TrainingRecords NONE = new TrainingRecords(List.of());

    private static final Gson JSON =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();

    private final List<TrainingRecord> all;

    private TrainingRecords(List<TrainingRecord> all) {
        this.all = all;
    }

    /**
     * Those of a file.
     *
     * @param json what {@link #json} gave; null where the file says nothing
     * @param where the file, for a sentence
     */
    public static TrainingRecords of(String json, Object where) {
        if (json == null) {
            return NONE;
        }
        try {
            return new TrainingRecords(Stream.of(JSON.fromJson(json, TrainingRecord[].class))
                    .map(Objects::requireNonNull)
                    .toList());
        } catch (JsonParseException | NullPointerException e) {
            throw new FlashFlowException(
                    "What " + where + " says of its training (" + KEY
                            + " in its metadata) cannot be read; take another copy.",
                    e);
        }
    }

    /** With one more; it takes the place of the last one if it is a later moment of the same training. */
    public TrainingRecords with(TrainingRecord now) {
        boolean same = !all.isEmpty() && now.goesOnFrom(last());
        var before = same ? all.subList(0, all.size() - 1) : all;
        return new TrainingRecords(
                Stream.concat(before.stream(), Stream.of(now)).toList());
    }

    /** The same of a model that has got the weights of the last training's best validation. */
    public TrainingRecords withBestWeights() {
        return isEmpty() ? this : with(last().withBestWeights());
    }

    private TrainingRecord last() {
        return all.get(all.size() - 1);
    }

    /** Oldest first. */
    public List<TrainingRecord> all() {
        return all;
    }

    /** Whether nothing is known. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** To travel in a file. */
    public String json() {
        return JSON.toJson(all);
    }
}
