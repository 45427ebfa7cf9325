package flashflow.spark.model;

import flashflow.flow.FlowModel;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A model that is open once in this JVM, whatever the number of tasks that use it. It stays open after the last of them, for those
 * to come, until tasks of another model begin.
 */
public final class LeasedModel implements AutoCloseable {
    private static final Map<String, OpenModel> OPEN = new HashMap<>();

    private final OpenModel open;
    private boolean closed;

    private LeasedModel(OpenModel open) {
        this.open = open;
    }

    private static final class OpenModel {
        private final FlowModel model;
        private int users;

        OpenModel(FlowModel model) {
            this.model = model;
        }
    }

    /** Others of the same model wait while the first opens it. */
    static LeasedModel of(String hash, Supplier<FlowModel> load) {
        synchronized (OPEN) {
            closeUnused(hash);
            var open = OPEN.computeIfAbsent(hash, ignored -> new OpenModel(load.get()));
            open.users++;
            return new LeasedModel(open);
        }
    }

    private static void closeUnused(String hash) {
        OPEN.entrySet().removeIf(entry -> {
            boolean unused = !entry.getKey().equals(hash) && entry.getValue().users == 0;
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
