package flashflow.data.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.hdf5.Hdf5Files;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** The dataset as DJL's own trainer sees it. */
class EngineBatchesTest {
    @Test
    void givesTargetsAndContext() {
        try (var manager = NDManager.newBaseManager();
                var dataset = Hdf5Dataset.of(Hdf5Files.LAYOUT, Hdf5Files.path("gzip.h5"))
                        .batches(LoaderConfig.of(16, 3))
                        .open()) {
            float first = epoch(dataset, manager);
            assertNotEquals(first, epoch(dataset, manager));
        }
    }

    /** Checks all batches and returns the first value of the first one. */
    private static float epoch(Hdf5Dataset dataset, NDManager manager) {
        var seen = new HashSet<Float>();
        float first = Float.NaN;
        for (Batch batch : dataset.getData(manager)) {
            int size = batch.getSize();
            assertEquals(new Shape(size, 3), batch.getData().get(0).getShape());
            assertEquals(new Shape(size, 2), batch.getData().get(1).getShape());
            float[] x = batch.getData().get(0).toFloatArray();
            float[] y = batch.getData().get(1).toFloatArray();
            first = seen.isEmpty() ? y[0] : first;
            for (int i = 0; i < size; i++) {
                assertEquals(y[2 * i] - 8, y[2 * i + 1]);
                assertEquals(y[2 * i] - 16, x[3 * i]);
                assertEquals(y[2 * i] - 32, x[3 * i + 2]);
                seen.add(y[2 * i]);
            }
            batch.close();
        }
        assertEquals(Hdf5Files.ROWS, seen.size());
        return first;
    }
}
