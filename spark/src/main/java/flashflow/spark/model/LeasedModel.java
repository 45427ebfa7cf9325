package flashflow.spark.model;

import ai.djl.Device;
import flashflow.flow.FlowModel;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A model that is open once in this JVM on each device, whatever the number of tasks that use it. It stays open after the last of
 * them, for those to come, until tasks of another model begin.
 */
public final class LeasedModel implements AutoCloseable {
    private static final Map<Place, OpenModel> OPEN = new HashMap<>();

    private final OpenModel open;
    private boolean closed;

    private LeasedModel(OpenModel open) {
        this.open = open;
    }

    private record Place(String hash, Device device) {}

    private static final class OpenModel {
        private final FlowModel model;
        private int users;

        OpenModel(FlowModel model) {
            this.model = model;
        }
    }

    /** Others of the same model wait while the first opens it. */
    static LeasedModel of(String hash, Device device, Supplier<FlowModel> load) {
        synchronized (OPEN) {
            closeUnused(hash);
            var open = OPEN.computeIfAbsent(new Place(hash, device), ignored -> new OpenModel(load.get()));
            open.users++;
            return new LeasedModel(open);
        }
    }

    private static void closeUnused(String hash) {
        OPEN.entrySet().removeIf(entry -> {
            boolean unused = !entry.getKey().hash().equals(hash) && entry.getValue().users == 0;
            if (unused) {
                entry.getValue().model.close();
            }
            return unused;
        });
    }

    /** The model, not to be closed. */
    public FlowModel model() {
        return open.model;
    }

    /** How many models are open in this JVM. */
    static int openModels() {
        synchronized (OPEN) {
            return OPEN.size();
        }
    }

    @Override
    public void close() {
        synchronized (OPEN) {
            if (!closed) {
                closed = true;
                open.users--;
            }
        }
    }
}
