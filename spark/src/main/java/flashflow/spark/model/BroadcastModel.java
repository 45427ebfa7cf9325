package flashflow.spark.model;

import flashflow.FlashFlowException;
import flashflow.flow.FlowModel;
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

    private BroadcastModel(Broadcast<byte[]> file, String hash) {
        this.file = file;
        this.hash = hash;
    }

    /** Sends a model as it is now; closing it later does not matter. */
    public static BroadcastModel of(JavaSparkContext context, FlowModel model) {
        return new BroadcastModel(context.broadcast(bytes(model)), model.hash());
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

    /** On an executor: the model, opened by the first task of the JVM that asks; to be closed by each. */
    public LeasedModel open() {
        return LeasedModel.of(hash, this::load);
    }

    private FlowModel load() {
        return inTemporaryFile(path -> {
            Files.write(path, file.value());
            return FlowModel.load(path);
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
