package flashflow.training.checkpoint;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.engine.PyTorch;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowFile;
import flashflow.flow.FlowModel;
import flashflow.flow.SplineFlow;
import flashflow.flow.density.ConditionalDensity;
import flashflow.storage.Safetensors;
import flashflow.training.state.History;
import flashflow.training.state.Position;
import flashflow.training.state.SavedState;
import flashflow.training.state.TrainingSettings;
import flashflow.training.state.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import tech.tablesaw.api.Table;

/**
 * A checkpoint of a training, to look into and to take a model from. {@code Training.resume} goes on from one. Holds no open
 * file.
 */
public final class Checkpoint {
    private final Path file;
    private final CheckpointFormat.Content content;
    private List<String> skipped = List.of();

    private Checkpoint(Safetensors tensors) {
        file = tensors.file();
        content = CheckpointFormat.read(tensors);
    }

    /**
     * Opens a checkpoint and verifies its checksum.
     *
     * @param fileOrFolder a checkpoint, or a folder of them, of which the newest undamaged one is taken
     * @throws FlashFlowException if there is none, or it is damaged or of another kind
     */
    public static Checkpoint open(Path fileOrFolder) {
        return newest(fileOrFolder, Checkpoint::verified);
    }

    /**
     * The same by the header alone, quickly: its checksum is not verified.
     *
     * @throws FlashFlowException as {@link #open}, where the header shows it
     */
    public static Checkpoint look(Path fileOrFolder) {
        return newest(fileOrFolder, Checkpoint::glance);
    }

    private static Checkpoint newest(Path fileOrFolder, Function<Path, Checkpoint> opening) {
        if (!Files.isDirectory(fileOrFolder)) {
            return opening.apply(fileOrFolder);
        }
        var files = new ArrayList<>(CheckpointFolder.list(fileOrFolder));
        Collections.reverse(files);
        var reasons = new ArrayList<String>();
        for (Path file : files) {
            try {
                var checkpoint = opening.apply(file);
                checkpoint.skipped = reasons.stream()
                        .map(reason -> "A checkpoint was passed over. " + reason)
                        .toList();
                return checkpoint;
            } catch (FlashFlowException e) {
                reasons.add(e.getMessage());
            }
        }
        throw new FlashFlowException(
                reasons.isEmpty()
                        ? "The folder " + fileOrFolder.toAbsolutePath() + " has no checkpoint; check the path."
                        : "The folder " + fileOrFolder + " has no undamaged checkpoint among its " + files.size() + ": "
                                + reasons.get(0));
    }

    private static Checkpoint verified(Path file) {
        try (var tensors = Safetensors.open(file)) {
            return new Checkpoint(tensors);
        }
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
        return content.position().epoch();
    }

    /** Batches done of the epoch after those. */
    public int batch() {
        return content.position().batch();
    }

    /** Updates of the weights made. */
    public long updates() {
        return content.position().updates();
    }

    /** The settings of the training. */
    public TrainingSettings settings() {
        return content.settings();
    }

    /**
     * What the flow is made of.
     *
     * @throws FlashFlowException if no flow was trained, but some other density
     */
    public FlowConfig config() {
        try (var tensors = Safetensors.openUnverified(file)) {
            return FlowFile.config(tensors);
        }
    }

    /** In words, how what was trained differs from that density; null if it does not. */
    public String difference(ConditionalDensity density) {
        try (var tensors = Safetensors.openUnverified(file)) {
            return density.difference(tensors);
        }
    }

    /** Columns of the density's context and targets. */
    public ColumnLayout layout() {
        return content.layout();
    }

    /** As {@code TrainingRun.history()}. */
    public Table history() {
        var table = new History(settings().emaDecay() > 0);
        table.restore(content.history(), content.updates());
        return table.table();
    }

    /** Version of its format. The order of rows and the dropout of version 1 were others than they are now. */
    public int version() {
        return content.version();
    }

    /** Engine, its version and the kind of device it was written on. */
    public String engine() {
        return content.engine();
    }

    /** The flow with the latest weights, on the GPU where there is one. */
    public SplineFlow flow() {
        return flow(PyTorch.engine().defaultDevice());
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
        return model(PyTorch.engine().defaultDevice());
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
        return "Checkpoint after " + epoch() + " epochs and " + batch() + " batches, " + updates() + " updates: "
                + file;
    }

    /** How far the training was. */
    public Position position() {
        return content.position();
    }

    /** What it was trained with. */
    public DataFingerprint data() {
        return content.data();
    }

    /** Through which the rows came, as JSON; null if a flow without a model was trained. */
    public String preprocessing() {
        return content.preprocessing();
    }

    /** What to say of newer ones that are damaged. */
    public List<String> skipped() {
        return skipped;
    }

    /** Gives a density of the same configuration the weights. */
    public void into(ConditionalDensity density) {
        try (var tensors = Safetensors.open(file)) {
            density.read(tensors);
        }
    }

    /** Gives a density of the same configuration the weights of the best validation; false without a validation, which changes nothing. */
    public boolean bestInto(ConditionalDensity density) {
        float[] parameters = array(SavedState.Part.BEST_PARAMETERS);
        if (parameters == null) {
            return false;
        }
        try (var best = Weights.of(density, parameters, array(SavedState.Part.BEST_STATISTICS))) {
            best.into(density);
        }
        density.trainings(density.trainings().withBestWeights());
        return true;
    }

    /** All to go on from but the weights; its arrays are read as they are asked for. */
    public SavedState state() {
        try (var tensors = Safetensors.openUnverified(file)) {
            var read = CheckpointFormat.read(tensors);
            return new SavedState(read.position(), read.history(), read.updates(), this::array);
        }
    }

    private float[] array(SavedState.Part part) {
        try (var tensors = Safetensors.openUnverified(file)) {
            return CheckpointFormat.array(tensors, part);
        }
    }

    /** Engine, its version and the kind of device that a checkpoint written now would name. */
    public static String engineNow(Device device) {
        return CheckpointFormat.engine(device);
    }
}
