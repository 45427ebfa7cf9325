package flashflow.data.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.ColumnLayout;
import flashflow.data.ColumnType;
import flashflow.data.hdf5.writing.DatasetShape;
import flashflow.data.hdf5.writing.HdfBytes;
import flashflow.data.hdf5.writing.HdfMessages;
import flashflow.data.hdf5.writing.StoredType;
import flashflow.data.loading.BatchLoader;
import flashflow.data.loading.LoaderConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of 13 GB and 3.3 thousand million elements. It is sparse: only a few rows of it take room on the disk. */
class HugeFileTest {
    private static final ColumnLayout LAYOUT = ColumnLayout.jets();
    private static final int WIDTH = LAYOUT.width();
    private static final long ROWS = 106_000_000;
    private static final long START = 4096;
    private static final int CHUNK_ROWS = 65_536;
    private static final long CHUNKS = (ROWS + CHUNK_ROWS - 1) / CHUNK_ROWS;
    private static final long INDEX = START + CHUNKS * CHUNK_ROWS * 4 * WIDTH;

    /** The last rows, and those that hold the 2^31st byte, the 2^32nd and the 2^31st element. */
    private static final List<Long> MARKED =
            List.of(0L, (1L << 31) / (4 * WIDTH), (1L << 32) / (4 * WIDTH), (1L << 31) / WIDTH, ROWS - 2, ROWS - 1);

    @TempDir
    Path folder;

    private Path write(boolean chunked) throws IOException {
        var file = folder.resolve("huge.h5");
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            for (long row : MARKED) {
                var bytes = ByteBuffer.allocate(4 * WIDTH).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(marked(row));
                channel.write(bytes, START + row * 4 * WIDTH);
            }
            channel.write(ByteBuffer.wrap(index()), INDEX);
            channel.write(ByteBuffer.wrap(headers(chunked)), 0);
        }
        return file;
    }

    private static byte[] headers(boolean chunked) {
        long group = 48 + new HdfMessages().group(Map.of("data", 0L)).objectHeader().length;
        var shape = new DatasetShape(StoredType.of(ColumnType.FLOAT32), WIDTH, chunked ? CHUNK_ROWS : 0, 0);
        var dataset = shape.header(ROWS, chunked ? INDEX : START);
        return new HdfBytes()
                .bytes(HdfMessages.superblock(INDEX + index().length, 48))
                .bytes(new HdfMessages().group(Map.of("data", group)).objectHeader())
                .bytes(dataset.objectHeader())
                .toBytes();
    }

    /** Chunks one behind the other, in the fixed array that the writer writes too. */
    private static byte[] index() {
        var header = new HdfBytes()
                .text("FAHD")
                .u8(0, 0, 8, DatasetShape.pageBits(ROWS, CHUNK_ROWS))
                .u64(CHUNKS)
                .u64(INDEX + 28)
                .checksum();
        var block = new HdfBytes().text("FADB").u8(0, 0).u64(INDEX);
        for (long i = 0; i < CHUNKS; i++) {
            block.u64(START + i * CHUNK_ROWS * 4 * WIDTH);
        }
        return header.bytes(block.checksum().toBytes()).toBytes();
    }

    private static float[] marked(long row) {
        float[] values = new float[WIDTH];
        for (int c = 0; c < WIDTH; c++) {
            values[c] = row % 1009 + c + 1;
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsEveryPartOfIt(boolean chunked) throws IOException {
        try (var dataset = Hdf5Dataset.jets(write(chunked))) {
            assertEquals(ROWS, dataset.rowCount());
            assertTrue(dataset.rowCount() * WIDTH > 1L << 31);
            for (long row : MARKED) {
                float[] values = new float[WIDTH];
                dataset.read(row, 1, values, 0);
                assertArrayEquals(marked(row), values, "row " + row);
            }
            // Across every 2^30th byte, where readers that map files begin a new map.
            for (long border = 1L << 30; border < ROWS * 4 * WIDTH; border += 1L << 30) {
                dataset.read(border / (4 * WIDTH) - 1000, 2000, new float[2000 * WIDTH], 0);
            }
            float[] two = new float[2 * WIDTH];
            dataset.read(ROWS - 2, 2, two, 0);
            assertEquals(marked(ROWS - 1)[5], two[WIDTH + 5]);
        }
    }

    @Test
    void loadsBatchesOfIt() throws IOException {
        try (var dataset = Hdf5Dataset.jets(write(false));
                var loader = BatchLoader.of(dataset, LoaderConfig.of(1024, 7).window(1024, 2))) {
            assertEquals((ROWS + 1023) / 1024, loader.batchesPerEpoch());
            try (var epoch = loader.epoch(0, loader.batchesPerEpoch() - 3)) {
                int rows = 0;
                for (var batch = epoch.next(); batch != null; batch = epoch.next()) {
                    for (int i = 0; i < batch.size(); i++) {
                        long row = batch.rowIndices()[i];
                        float expected = MARKED.contains(row) ? marked(row)[0] : 0;
                        assertEquals(expected, batch.rows().get(i * WIDTH), "row " + row);
                    }
                    rows += batch.size();
                    batch.close();
                }
                assertEquals(2 * 1024 + (int) (ROWS % 1024 == 0 ? 1024 : ROWS % 1024), rows);
            }
        }
    }
}
