package flashflow.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import com.google.gson.Gson;
import flashflow.flow.FlowFile;
import flashflow.flow.FlowModel;
import flashflow.storage.Safetensors;
import flashflow.storage.SafetensorsWriter;
import java.nio.file.Path;
import java.util.Map;

/** Writes checkpoints and best models; the format is described in this package's documentation. */
final class CheckpointFile {
    static final String VERSION = "1";
    static final String FORMAT = "flashflow.checkpoint";
    static final String RECIPE = "flashflow.recipe";
    static final String POSITION = "flashflow.position";
    static final String LAYOUT = "flashflow.layout";
    static final String DATA = "flashflow.data";
    static final String ENGINE = "flashflow.engine";
    static final String BEST = "flashflow.best";
    static final String HISTORY = "history";
    private static final String HISTORY_COLUMNS = "flashflow.history_columns";
    private static final Gson JSON = new Gson();

    private final Parts parts;
    private final DataPrint data;

    CheckpointFile(Parts parts, DataPrint data) {
        this.parts = parts;
        this.data = data;
    }

    /** Everything to go on from. */
    void write(Path file, TrainingState state) {
        var writer = model().metadata(FORMAT, VERSION)
                .metadata(RECIPE, Recipe.of(parts).json())
                .metadata(POSITION, state.position.json())
                .metadata(DATA, JSON.toJson(data))
                .metadata(ENGINE, engine(parts.flow.device()))
                .metadata(HISTORY_COLUMNS, JSON.toJson(History.COLUMNS))
                .add(HISTORY, state.history.values(), state.history.size(), History.COLUMNS.size());
        state.arrays().forEach((name, array) -> add(writer, name, array));
        writer.write(file);
    }

    private static void add(SafetensorsWriter writer, String name, NDArray array) {
        writer.add(name, array::toFloatArray, array.getShape().getShape());
    }

    /** The model with the best weights, to be used. */
    void writeBest(Path file, TrainingState state) {
        var position = state.position;
        try (var present = Weights.of(parts.flow)) {
            state.best().into(parts.flow);
            try {
                model().metadata(
                                BEST,
                                JSON.toJson(Map.of(
                                        "training", position.training,
                                        "epoch", position.bestEpoch,
                                        "validation_nll", position.bestNll,
                                        "averaged_weights", position.bestIsAverage)))
                        .write(file);
            } finally {
                present.into(parts.flow);
            }
        }
    }

    /** Whether a file has the best weights of that training. */
    static boolean isBestOf(Path file, String training) {
        try (var tensors = Safetensors.openUnverified(file)) {
            return tensors.metadata().getOrDefault(BEST, "").contains(training);
        }
    }

    private SafetensorsWriter model() {
        var writer = Safetensors.writer();
        FlowFile.add(writer, parts.flow);
        writer.metadata(LAYOUT, JSON.toJson(parts.layout));
        if (parts.model != null) {
            writer.metadata(FlowModel.PREPROCESSING, parts.model.preprocessing().toJson());
        }
        return writer;
    }

    /** On what weights are bit for bit the same. */
    static String engine(Device device) {
        String threads = device.isGpu() ? "" : ", " + ai.djl.pytorch.jni.JniUtils.getNumThreads() + " threads";
        var engine = Engine.getInstance();
        return engine.getEngineName() + " " + engine.getVersion() + ", " + device.getDeviceType() + threads;
    }
}
