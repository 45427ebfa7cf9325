package flashflow.data.parquet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Keeps decoded columns of row groups, so that reading some rows of one after the other decodes it once. Threads that ask for the
 * same wait for the one that decodes it. Those used longest ago go first.
 */
final class ValuesCache {
    private static final long MOST_BYTES = 64L << 20;

    /** A column of a row group. */
    private record Key(int group, String column) {}

    private final Map<Key, CompletableFuture<ColumnValues>> columns = new LinkedHashMap<>(16, 0.75f, true);
    private long capacity = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 16);
    private long held;

    /**
     * Makes room for what has to be kept together, the columns of one row group, as far as a quarter of the JVM's memory goes:
     * with less, every reading of some rows would decode all of it anew.
     */
    synchronized void atLeast(long bytes) {
        capacity = Math.max(capacity, Math.min(bytes, Runtime.getRuntime().maxMemory() / 4));
    }

    ColumnValues get(int group, String column, Supplier<ColumnValues> decode) {
        var key = new Key(group, column);
        var mine = new CompletableFuture<ColumnValues>();
        var other = claim(key, mine);
        if (other != null) {
            return waitFor(other, decode);
        }
        try {
            var values = decode.get();
            keep(key, mine, values);
            return values;
        } catch (RuntimeException | Error e) {
            drop(key, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    /** What broke another thread's decoding is this one's own to find out. */
    private static ColumnValues waitFor(CompletableFuture<ColumnValues> other, Supplier<ColumnValues> decode) {
        var values = other.exceptionally(e -> null).join();
        return values == null ? decode.get() : values;
    }

    private synchronized CompletableFuture<ColumnValues> claim(Key key, CompletableFuture<ColumnValues> mine) {
        var other = columns.get(key);
        if (other == null) {
            columns.put(key, mine);
        }
        return other;
    }

    private synchronized void drop(Key key, CompletableFuture<ColumnValues> mine) {
        columns.remove(key, mine);
    }

    private synchronized void keep(Key key, CompletableFuture<ColumnValues> mine, ColumnValues values) {
        mine.complete(values);
        long bytes = values.bytes();
        if (bytes > capacity) {
            columns.remove(key, mine);
            return;
        }
        held += bytes;
        var eldest = columns.values().iterator();
        while (held > capacity) {
            var column = eldest.next();
            if (column.isDone()) {
                held -= column.join().bytes();
                eldest.remove();
            }
        }
    }

    /** Bytes of what is kept. */
    synchronized long held() {
        return held;
    }
}
