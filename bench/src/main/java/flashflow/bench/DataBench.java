package flashflow.bench;

import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.loading.BatchLoader;
import flashflow.data.loading.LoaderConfig;
import flashflow.data.loading.RowBatch;
import flashflow.data.parquet.ParquetDataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reading and loading, one case a call; prints one JSON line. {@code bench/run-data} calls it and its Python peer in turns.
 *
 * <p>Arguments: {@code prepare|CASE folder rows}.
 */
public final class DataBench {
    private static final int BATCH = 2048;
    private static final int BLOCK = 4096 * 16;

    private static final long WARM_UP = 5_000_000_000L;

    private DataBench() {}

    /** One pass over some rows. */
    private interface Pass {
        long run() throws IOException;
    }

    /** Runs one case: some passes until the compiler has done its work, then the median of three. */
    public static void main(String[] args) throws IOException {
        var files = new DataFiles(Path.of(args[1]), Long.parseLong(args[2]));
        if (args[0].equals("prepare")) {
            files.prepare();
            return;
        }
        String name = args[0];
        if (name.equals("copy")) {
            measure(name, 31, () -> copy(files.jets(false)));
            return;
        }
        try (var source = source(name, files)) {
            if (name.startsWith("stream")) {
                measure(name, source.width(), () -> stream(source));
            } else {
                load(name, source, name.endsWith("cached") ? Long.MAX_VALUE : 0);
            }
        }
    }

    /** What a case reads: {@code stream-columns-gzip} gzip columns, {@code load-many} many files. */
    private static RowSource source(String name, DataFiles files) {
        boolean gzip = name.endsWith("gzip");
        return switch (name.substring(name.indexOf('-') + 1)) {
            case "stream", "gzip", "single", "single-gzip", "single-cached" -> Hdf5Dataset.jets(files.jets(gzip));
            case "many", "many-gzip" -> Hdf5Dataset.muons(files.muons(gzip));
            case "columns", "columns-gzip", "columns-gzip-64k" ->
                Hdf5Dataset.columns(files.columns(name.substring(name.indexOf("columns") + 7)), "jets")
                        .layout(ColumnLayout.jets())
                        .open();
            case "parquet" ->
                ParquetDataset.columns(files.parquet())
                        .layout(ColumnLayout.jets())
                        .open();
            default -> throw new IllegalArgumentException("no such case: " + name);
        };
    }

    private static void measure(String name, int width, Pass pass) throws IOException {
        for (long start = System.nanoTime(); System.nanoTime() - start < WARM_UP; ) {
            pass.run();
        }
        double[] seconds = new double[3];
        long rows = 0;
        for (int i = 0; i < seconds.length; i++) {
            long start = System.nanoTime();
            rows = pass.run();
            seconds[i] = (System.nanoTime() - start) * 1e-9;
        }
        Arrays.sort(seconds);
        double perSecond = rows / seconds[1];
        System.out.printf(
                Locale.ROOT,
                "{\"tool\": \"flashflow\", \"case\": \"%s\", \"rows\": %d, \"seconds\": %.3f, \"rows_per_s\": %.0f, "
                        + "\"mb_per_s\": %.0f, \"heap_mb\": %d}%n",
                name,
                rows,
                seconds[1],
                perSecond,
                perSecond * width * 4e-6,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    /** The whole file through a mapped buffer into one array, block by block: what the hardware gives. */
    private static long copy(Path file) throws IOException {
        float[] into = new float[BLOCK * 31];
        try (var channel = FileChannel.open(file)) {
            long size = channel.size();
            for (long at = 0; at < size; at += 1L << 30) {
                ByteBuffer map = channel.map(FileChannel.MapMode.READ_ONLY, at, Math.min(1L << 30, size - at));
                var floats = map.order(java.nio.ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
                while (floats.remaining() > 0) {
                    floats.get(into, 0, Math.min(into.length, floats.remaining()));
                }
            }
            return size / 124;
        }
    }

    private static long stream(RowSource source) {
        float[] into = new float[BLOCK * source.layout().width()];
        for (long first = 0; first < source.rowCount(); first += BLOCK) {
            source.read(first, (int) Math.min(BLOCK, source.rowCount() - first), into, 0);
        }
        return source.rowCount();
    }

    private static void load(String name, RowSource source, long cacheBytes) throws IOException {
        try (var loader = BatchLoader.of(source, LoaderConfig.of(BATCH, 1).cacheBytes(cacheBytes))) {
            int[] epoch = {0};
            measure(name, source.layout().width(), () -> drain(loader, epoch[0]++));
        }
    }

    private static long drain(BatchLoader loader, int epoch) {
        long rows = 0;
        try (var batches = loader.epoch(epoch, 0)) {
            for (RowBatch batch = batches.next(); batch != null; batch = batches.next()) {
                rows += batch.size();
                batch.close();
            }
        }
        return rows;
    }
}
