package flashflow.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowFile;
import flashflow.flow.FlowModel;
import flashflow.flow.SplineFlow;
import flashflow.storage.Safetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/**
 * A checkpoint of a training, to look into and to take a model from. {@link Training#resume} goes on from one. Holds no open
 * file.
 */
public final class Checkpoint {
    private final Path file;
    private final Map<String, String> metadata;
    private final FlowConfig config;
    private final ColumnLayout layout;
    private final Recipe recipe;
    private final DataPrint data;
    private final Position position;
    private final double[] history;
    private List<String> skipped = List.of();

    private Checkpoint(Safetensors tensors) {
        file = tensors.file();
        metadata = Map.copyOf(tensors.metadata());
        if (!CheckpointFile.VERSION.equals(metadata.get(CheckpointFile.FORMAT))) {
            throw new FlashFlowException("The file " + file + " is no checkpoint of a training ("
                    + CheckpointFile.FORMAT + " in its metadata is " + metadata.get(CheckpointFile.FORMAT) + " and not "
                    + CheckpointFile.VERSION + "); give a file that a training wrote, or its folder.");
        }
        try {
            config = FlowFile.config(tensors);
            layout = json(CheckpointFile.LAYOUT, ColumnLayout.class);
            recipe = Recipe.parse(metadata.get(CheckpointFile.RECIPE));
            data = json(CheckpointFile.DATA, DataPrint.class);
            position = Position.parse(metadata.get(CheckpointFile.POSITION));
            history = tensors.doubles(CheckpointFile.HISTORY);
        } catch (JsonParseException | NullPointerException e) {
            throw new FlashFlowException(
                    "The checkpoint " + file + " lacks some of what this version of the library"
                            + " writes; go on from another.",
                    e);
        }
    }

    private <T> T json(String key, Class<T> type) {
        return java.util.Objects.requireNonNull(new Gson().fromJson(metadata.get(key), type), key);
    }

    /**
     * Opens a checkpoint and verifies its checksum.
     *
     * @param fileOrFolder a checkpoint, or a folder of them, of which the newest undamaged one is taken
     * @throws FlashFlowException if there is none, or it is damaged or of another kind
     */
    public static Checkpoint open(Path fileOrFolder) {
        if (!Files.isDirectory(fileOrFolder)) {
            try (var tensors = Safetensors.open(fileOrFolder)) {
                return new Checkpoint(tensors);
            }
        }
        var files = new ArrayList<>(CheckpointFolder.list(fileOrFolder));
        java.util.Collections.reverse(files);
        var skipped = new ArrayList<String>();
        for (Path file : files) {
            try {
                var checkpoint = open(file);
                checkpoint.skipped = List.copyOf(skipped);
                return checkpoint;
            } catch (FlashFlowException e) {
                skipped.add("A checkpoint was passed over. " + e.getMessage());
            }
        }
        throw new FlashFlowException(
                skipped.isEmpty()
                        ? "The folder " + fileOrFolder + " has no checkpoint; check the path."
                        : "The folder " + fileOrFolder + " has no undamaged checkpoint among its " + files.size() + ": "
                                + skipped.get(0));
    }

    /** Reads the header alone, whatever the rest is. */
    static Checkpoint glance(Path file) {
        try (var tensors = Safetensors.openUnverified(file)) {
            return new Checkpoint(tensors);
        }
    }

    /** The checkpoints of a folder, oldest first; none if there is no such folder. */
    public static List<Path> list(Path folder) {
        return CheckpointFolder.list(folder);
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /** Epochs done. */
    public int epoch() {
        return position.epoch;
    }

    /** Batches done of the epoch after those. */
    public int batch() {
        return position.batch;
    }

    /** Updates of the weights made. */
    public long updates() {
        return position.updates;
    }

    /** The numbers of the training. */
    public TrainingSettings settings() {
        return recipe.settings();
    }

    /** What the flow is made of. */
    public FlowConfig config() {
        return config;
    }

    /** Columns of the flow's context and targets. */
    public ColumnLayout layout() {
        return layout;
    }

    /** As {@link TrainingRun#history()}. */
    public Table history() {
        var table = new History(settings().emaDecay() > 0);
        table.restore(history);
        return table.table();
    }

    /** Engine, its version and the kind of device it was written on. */
    public String engine() {
        return metadata.getOrDefault(CheckpointFile.ENGINE, "another engine");
    }

    /** The flow with the latest weights, on the GPU where there is one. */
    public SplineFlow flow() {
        return flow(Engine.getInstance().defaultDevice());
    }

    /** The flow with the latest weights. */
    public SplineFlow flow(Device device) {
        try (var tensors = Safetensors.open(file)) {
            return FlowFile.read(tensors, device);
        }
    }

    /**
     * Flow and preprocessing, on the GPU where there is one.
     *
     * @throws FlashFlowException if a flow without a model was trained
     */
    public FlowModel model() {
        return model(Engine.getInstance().defaultDevice());
    }

    /**
     * Flow and preprocessing.
     *
     * @throws FlashFlowException if a flow without a model was trained
     */
    public FlowModel model(Device device) {
        return FlowModel.load(file, device);
    }

    @Override
    public String toString() {
        return "Checkpoint after " + position.epoch + " epochs and " + position.batch + " batches, " + position.updates
                + " updates: " + file;
    }

    /** Which training wrote it. */
    String training() {
        return position.training;
    }

    Recipe recipe() {
        return recipe;
    }

    DataPrint data() {
        return data;
    }

    /** As JSON; null if a flow without a model was trained. */
    String preprocessing() {
        return metadata.get(FlowModel.PREPROCESSING);
    }

    /** What to say of newer ones that are damaged. */
    List<String> skipped() {
        return skipped;
    }

    /** Gives a flow of the same configuration the weights. */
    void into(SplineFlow flow) {
        try (SplineFlow read = flow(flow.device())) {
            flow.set(
                    read.parameters().toFloatArray(),
                    read.statistics().toFloatArray(),
                    read.permutations().toLongArray());
        }
    }

    Snapshot snapshot() {
        return new Snapshot(recipe, data, metadata.get(CheckpointFile.POSITION), history, this::array);
    }

    private float[] array(String name) {
        try (var tensors = Safetensors.openUnverified(file)) {
            return tensors.names().contains(name) ? tensors.floats(name) : null;
        }
    }
}
