package flashflow.spark.model;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.flow.FlowModel;
import flashflow.spark.tasks.TaskDevice;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** A model that goes to the executors as the bytes of its file, once to each. */
public final class BroadcastModel implements Serializable {
    private static final long serialVersionUID = 1;

    private final Broadcast<byte[]> file;
    private final String hash;
    private final String device;

    private BroadcastModel(Broadcast<byte[]> file, String hash, Device device) {
        this.file = file;
        this.hash = hash;
        this.device = name(device);
    }

    private static String name(Device device) {
        return device.isGpu() ? device.getDeviceType() + device.getDeviceId() : device.getDeviceType();
    }

    /**
     * Sends a model as it is now; closing it later does not matter. Tasks that Spark gives no GPU compute where the model is if they
     * run in the driver's JVM, else on processors.
     */
    public static BroadcastModel of(JavaSparkContext context, FlowModel model) {
        var device = context.isLocal() ? model.device() : Device.cpu();
        return new BroadcastModel(context.broadcast(bytes(model)), model.hash(), device);
    }

    private static byte[] bytes(FlowModel model) {
        return inTemporaryFile(file -> {
            model.save(file);
            return Files.readAllBytes(file);
        });
    }

    /** Identifies weights and preprocessing, see {@link FlowModel#hash}. */
    public String hash() {
        return hash;
    }

    /** In a task: the model on the task's device, opened by the first task of the JVM that asks; to be closed by each. */
    public LeasedModel open() {
        var place = TaskDevice.of(Device.fromName(device));
        return LeasedModel.of(hash, place, () -> load(place));
    }

    private FlowModel load(Device place) {
        return inTemporaryFile(path -> {
            Files.write(path, file.value());
            return FlowModel.load(path, place);
        });
    }

    private interface FileWork<T> {
        T on(Path file) throws IOException;
    }

    private static <T> T inTemporaryFile(FileWork<T> work) {
        try {
            Path folder = Files.createTempDirectory("flashflow-model");
            Path file = folder.resolve("model.flow");
            try {
                return work.on(file);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new FlashFlowException(
                    "The model cannot be written to a temporary file in " + System.getProperty("java.io.tmpdir") + " ("
                            + AtomicFile.reason(e)
                            + "); make room there, or name another folder by Java's option -Djava.io.tmpdir=FOLDER.",
                    e);
        }
    }
}
