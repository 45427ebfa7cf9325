package flashflow.data.loading;

/** A batch as an epoch gives it; it belongs to whoever took it until it is closed. */
public interface LoadedBatch extends AutoCloseable {
    @Override
    void close();
}
