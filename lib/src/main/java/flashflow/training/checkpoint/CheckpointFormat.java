package flashflow.training.checkpoint;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.engine.PyTorch;
import flashflow.flow.FlowModel;
import flashflow.provenance.TrainingRecord;
import flashflow.provenance.TrainingRecords;
import flashflow.storage.Safetensors;
import flashflow.storage.SafetensorsWriter;
import flashflow.training.schedule.Schedule;
import flashflow.training.schedule.ScheduleJson;
import flashflow.training.state.History;
import flashflow.training.state.Position;
import flashflow.training.state.SavedState.Part;
import flashflow.training.state.TrainingSettings;
import flashflow.training.state.TrainingState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The keys of a checkpoint, its version, and how it is written and read; described in this package's documentation. */
final class CheckpointFormat {
    static final Gson JSON = new GsonBuilder()
            .registerTypeAdapter(Schedule.class, new ScheduleJson())
            .serializeSpecialFloatingPointValues()
            .create();

    private static final int VERSION = 2;
    private static final String FORMAT = "flashflow.checkpoint";
    private static final String SETTINGS = "flashflow.settings";
    private static final String POSITION = "flashflow.position";
    private static final String LAYOUT = "flashflow.layout";
    private static final String DATA = "flashflow.data";
    private static final String ENGINE = "flashflow.engine";
    private static final String BEST = "flashflow.best";
    private static final String HISTORY = "history";
    private static final String UPDATES = "history.updates";
    private static final String HISTORY_COLUMNS = "flashflow.history_columns";

    private static final List<Part> REQUIRED = List.of(Part.FIRST_MOMENT, Part.SECOND_MOMENT, Part.UPDATES);

    /** In version 1: settings, column of weights, policy, transform and validation side by side. */
    private static final String RECIPE = "flashflow.recipe";

    /**
     * All of a checkpoint but its arrays.
     *
     * @param version of the format
     * @param preprocessing as JSON; null if a flow without a model was trained
     */
    record Content(
            int version,
            ColumnLayout layout,
            String preprocessing,
            TrainingSettings settings,
            DataFingerprint data,
            Position position,
            double[] history,
            long[] updates,
            String engine) {}

    private CheckpointFormat() {}

    /** @throws FlashFlowException if it is of another kind, of a later version, or lacks something */
    static Content read(Safetensors file) {
        int version = version(file);
        Map<String, String> metadata = file.metadata();
        try {
            REQUIRED.forEach(part -> file.info(name(part)));
            var settings = version == 1 ? settingsOfVersion1(metadata) : json(metadata, SETTINGS);
            var data = version == 1 ? dataOfVersion1(metadata) : json(metadata, DATA);
            return new Content(
                    version,
                    parsed(json(metadata, LAYOUT), ColumnLayout.class),
                    metadata.get(FlowModel.PREPROCESSING),
                    parsed(settings, TrainingSettings.class),
                    parsed(data, DataFingerprint.class),
                    parsed(json(metadata, POSITION), Position.class),
                    file.doubles(HISTORY),
                    file.names().contains(UPDATES) ? file.longs(UPDATES) : new long[0],
                    metadata.getOrDefault(ENGINE, "another engine"));
        } catch (FlashFlowException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new FlashFlowException(
                    "The checkpoint " + file.file() + " lacks some of what a checkpoint of version " + version
                            + " has; go on from another.",
                    e);
        }
    }

    private static int version(Safetensors file) {
        String said = file.metadata().get(FORMAT);
        if (said == null || !said.matches("[1-9]\\d{0,8}")) {
            throw new FlashFlowException("The file " + file.file() + " is no checkpoint of a training (" + FORMAT
                    + " in its metadata is " + said + "); give a file that a training wrote, or its folder.");
        }
        int version = Integer.parseInt(said);
        if (version > VERSION) {
            throw new FlashFlowException("The checkpoint " + file.file() + " has version " + version
                    + " of the format, and this library reads up to version " + VERSION
                    + "; go on with the library that wrote it, or a later one.");
        }
        return version;
    }

    private static JsonObject json(Map<String, String> metadata, String key) {
        return Objects.requireNonNull(JSON.fromJson(metadata.get(key), JsonObject.class), key);
    }

    private static <T> T parsed(JsonObject json, Class<T> type) {
        return Objects.requireNonNull(JSON.fromJson(json, type));
    }

    private static JsonObject settingsOfVersion1(Map<String, String> metadata) {
        JsonObject recipe = json(metadata, RECIPE);
        JsonObject settings = recipe.getAsJsonObject("settings");
        settings.add("weightColumn", recipe.get("weightColumn"));
        settings.add("checkpoints", json(metadata, RECIPE));
        return settings;
    }

    private static JsonObject dataOfVersion1(Map<String, String> metadata) {
        JsonObject recipe = json(metadata, RECIPE);
        JsonObject data = json(metadata, DATA);
        data.add("transformed", recipe.get("transformed"));
        data.add("validated", recipe.get("validated"));
        return data;
    }

    /** The values of an array; null if it is not there. */
    static float[] array(Safetensors file, Part part) {
        return file.names().contains(name(part)) ? file.floats(name(part)) : null;
    }

    private static String name(Part part) {
        return switch (part) {
            case FIRST_MOMENT -> "adam.first_moment";
            case SECOND_MOMENT -> "adam.second_moment";
            case UPDATES -> "adam.updates";
            case AVERAGE_PARAMETERS -> "average.parameters";
            case AVERAGE_STATISTICS -> "average.statistics";
            case BEST_PARAMETERS -> "best.parameters";
            case BEST_STATISTICS -> "best.statistics";
        };
    }

    /** Writes everything to go on from. */
    static void write(
            Path file, TrainedDensity trained, TrainingSettings settings, DataFingerprint data, TrainingState state) {
        var writer = model(trained, RecordedTraining.of(settings, data, state, false))
                .metadata(FORMAT, Integer.toString(VERSION))
                .metadata(SETTINGS, JSON.toJson(settings))
                .metadata(POSITION, JSON.toJson(state.position()))
                .metadata(DATA, JSON.toJson(data))
                .metadata(ENGINE, engine(trained.density().device()))
                .metadata(HISTORY_COLUMNS, JSON.toJson(History.COLUMNS))
                .add(HISTORY, state.history().values(), state.history().size(), History.COLUMNS.size())
                .add(UPDATES, state.history().updates(), state.history().size());
        state.arrays().forEach((part, array) -> add(writer, name(part), array));
        writer.write(file);
    }

    private static void add(SafetensorsWriter writer, String name, NDArray array) {
        writer.add(name, array::toFloatArray, array.getShape().getShape());
    }

    /** Writes the model with the best weights, to be used. */
    static void writeBest(
            Path file, TrainedDensity trained, TrainingSettings settings, DataFingerprint data, TrainingState state) {
        try (var best = state.best().asDensity(trained.density())) {
            best.trainings(trained.density().trainings());
            var record = RecordedTraining.of(settings, data, state, true);
            model(new TrainedDensity(best, trained.layout(), trained.preprocessing()), record)
                    .metadata(BEST, best(state.position()))
                    .write(file);
        }
    }

    private static String best(Position position) {
        return JSON.toJson(Map.of(
                "training", position.training(),
                "epoch", position.bestEpoch(),
                "validation_nll", position.bestNll(),
                "averaged_weights", position.bestIsAverage()));
    }

    /** Whether a file has the best weights of that training. */
    static boolean isBestOf(Path file, String training) {
        try (var tensors = Safetensors.openUnverified(file)) {
            return tensors.metadata().getOrDefault(BEST, "").contains(training);
        }
    }

    /** As a model's file, with what the training is at this moment. */
    private static SafetensorsWriter model(TrainedDensity trained, TrainingRecord now) {
        var writer = Safetensors.writer();
        trained.density().write(writer);
        writer.metadata(
                TrainingRecords.KEY, trained.density().trainings().with(now).json());
        writer.metadata(LAYOUT, JSON.toJson(trained.layout()));
        if (trained.preprocessing() != null) {
            writer.metadata(FlowModel.PREPROCESSING, trained.preprocessing());
        }
        return writer;
    }

    /** On what weights are bit for bit the same. */
    static String engine(Device device) {
        String threads = device.isGpu() ? "" : ", " + ai.djl.pytorch.jni.JniUtils.getNumThreads() + " threads";
        var engine = PyTorch.engine();
        return engine.getEngineName() + " " + engine.getVersion() + ", " + device.getDeviceType() + threads;
    }
}
