package flashflow.data.hdf5.reading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContiguousRowsTest {
    private static final int WIDTH = 5;

    /** More than three pieces, which several threads read. */
    private static final int ROWS = 3 * OpenFile.PIECE / (4 * WIDTH) + 1234;

    private static final ElementType FLOAT32 =
            new ElementType(ElementType.Kind.FLOAT, 4, ByteOrder.LITTLE_ENDIAN, ElementType.View.VALUE);

    @TempDir
    Path folder;

    /** Value i is i, but for the bad ones. */
    private OpenFile file(int address, int... bad) throws IOException {
        var bytes = ByteBuffer.allocate(address + 4 * ROWS * WIDTH).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < ROWS * WIDTH; i++) {
            bytes.putFloat(address + 4 * i, i);
        }
        for (int i : bad) {
            bytes.putFloat(address + 4 * i, Float.NaN);
        }
        return OpenFile.open(Files.write(folder.resolve("rows-" + address + ".bin"), bytes.array()));
    }

    private static float[] expected(int firstRow, int rows, int offset) {
        float[] values = new float[offset + rows * WIDTH];
        for (int i = 0; i < rows * WIDTH; i++) {
            values[offset + i] = firstRow * WIDTH + i;
        }
        return values;
    }

    @Test
    void readsFromAnyPlaceInAPage() throws IOException {
        for (int address : new int[] {0, 1, 4, 15, 16, 17, 2048, 4080, 4092, 4095, 4096, 8191}) {
            try (var file = file(address)) {
                var rows = new ContiguousRows(file, address, ROWS, WIDTH, FLOAT32);
                for (int firstRow : new int[] {0, 1, 3, 204, ROWS / 2, ROWS - 1}) {
                    float[] values = new float[3 + (ROWS - firstRow) * WIDTH];
                    assertEquals(-1, rows.readChecked(firstRow, ROWS - firstRow, values, 3));
                    assertArrayEquals(expected(firstRow, ROWS - firstRow, 3), values);
                }
            }
        }
    }

    @Test
    void namesTheFirstBadValueOfAllPieces() throws IOException {
        int last = ROWS * WIDTH - 1;
        try (var file = file(64, 7, OpenFile.PIECE / 4 - 1, OpenFile.PIECE / 4, OpenFile.PIECE / 2 + 99, last)) {
            var rows = new ContiguousRows(file, 64, ROWS, WIDTH, FLOAT32);
            float[] values = new float[2 + ROWS * WIDTH];
            assertEquals(2 + 7, rows.readChecked(0, ROWS, values, 2));
            int skipped = 2 * WIDTH;
            assertEquals(OpenFile.PIECE / 4 - 1 - skipped, rows.readChecked(2, ROWS - 2, values, 0));
            assertEquals(-1, rows.readChecked(2, 1000, values, 0));
            assertEquals(WIDTH - 1, rows.readChecked(ROWS - 1, 1, values, 0));
            rows.read(0, ROWS, values, 0);
            assertEquals(Float.NaN, values[last]);
        }
    }
}
