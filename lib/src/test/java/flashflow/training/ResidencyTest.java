package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import flashflow.FlashFlowException;
import flashflow.data.ColumnLayout;
import flashflow.data.InMemoryDataset;
import flashflow.data.RowSource;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.data.loading.BatchLoader;
import flashflow.data.loading.LoaderConfig;
import flashflow.data.loading.RowTransform;
import flashflow.flow.FlowConfig;
import flashflow.flow.SplineFlow;
import flashflow.training.device.DeviceMemory;
import flashflow.training.device.HostTensors;
import flashflow.training.device.ResidentTensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the rows lie changes no bit. The device is the CPU here, which keeps rows as any other device does. */
class ResidencyTest {
    /** Each value depends on the row, and on the block in which it is transformed. */
    private static final RowTransform SHIFT = new RowTransform() {
        @Override
        public ColumnLayout outputLayout() {
            return Tiny.LAYOUT;
        }

        @Override
        public void apply(long firstRow, int rows, float[] in, float[] out) {
            for (int i = 0; i < 3 * rows; i++) {
                out[i] = 0.5f * in[i] + (firstRow + i / 3) % 7 * 0.01f;
            }
        }
    };

    @TempDir
    Path folder;

    private static String trained(Residency residency, RowSource rows, RowTransform transform) {
        try (var flow = SplineFlow.of(Tiny.config().dropout(0.1), Device.cpu())) {
            int before = arrays(flow);
            var training = Tiny.training(flow).residency(residency).epochs(3).accumulate(2);
            (transform == null ? training : training.transform(transform)).fit(rows);
            assertEquals(before, arrays(flow), "arrays left behind");
            return Tiny.hash(flow);
        }
    }

    /** Counted when the loader's threads have ended: while they work, batches come and go. */
    private static int arrays(SplineFlow flow) {
        return flow.parameters().getManager().getManagedArrays().size();
    }

    @Test
    void trainsBitForBitAsFromTheHost() {
        // More rows than one part, and an incomplete last batch.
        var rows = Tiny.rows(1, ResidentTensors.PART + 1000);
        assertEquals(trained(Residency.HOST, rows, null), trained(Residency.DEVICE, rows, null));
    }

    @Test
    void trainsBitForBitFromChunksThroughATransform() {
        var path = folder.resolve("rows.h5");
        try (var writer =
                Hdf5Writer.to(path).columns(Tiny.LAYOUT).chunkRows(700).gzip(1).open()) {
            writer.write(Tiny.values(1, 5000), 0, 5000);
            writer.finish();
        }
        try (var rows = Hdf5Dataset.of(Tiny.LAYOUT, path).open()) {
            assertEquals(trained(Residency.HOST, rows, SHIFT), trained(Residency.DEVICE, rows, SHIFT));
        }
    }

    @Test
    void givesEveryRowOfABatch() {
        var rows = Tiny.rows(3, 3000);
        try (var flow = SplineFlow.of(Tiny.config(), Device.cpu());
                var all = BatchLoader.of(rows, LoaderConfig.inOrder(512));
                var resident = new ResidentTensors(all, flow);
                var host = new HostTensors(flow, Tiny.LAYOUT, 100);
                var here = BatchLoader.of(rows, LoaderConfig.of(100, 9));
                var there = BatchLoader.of(rows, LoaderConfig.of(100, 9));
                var ofHere = here.epoch(0, 0, host::load);
                var ofThere = there.epoch(0, 0, resident::load)) {
            int batches = 0;
            for (var one = ofHere.next(); one != null; one = ofHere.next(), batches++) {
                try (var other = ofThere.next()) {
                    assertArrayEquals(one.rows(), other.rows());
                    assertEquals(one.x(), other.x());
                    assertEquals(one.y(), other.y());
                }
                one.close();
            }
            assertEquals(30, batches);
        }
    }

    @Test
    void flowsWithoutContextTrainToo() {
        var layout = new ColumnLayout(List.of(), Tiny.LAYOUT.columns());
        var rows = InMemoryDataset.of(layout, Tiny.values(1, 1024));
        var hashes = new ArrayList<String>();
        for (var residency : new Residency[] {Residency.HOST, Residency.DEVICE}) {
            try (var flow = SplineFlow.of(FlowConfig.of(3, 0, 1, 8, 1, 4), Device.cpu())) {
                Training.of(flow, layout)
                        .residency(residency)
                        .batchSize(256)
                        .epochs(2)
                        .listeners(new TrainingListener() {})
                        .fit(rows);
                hashes.add(Tiny.hash(flow));
            }
        }
        assertEquals(hashes.get(0), hashes.get(1));
    }

    @Test
    void takesTheDeviceOnlyWhereTheRowsFit() {
        var need = new MemoryNeed(1000, Device.cpu());
        assertFalse(Residency.AUTO.onDevice(1, need), "on the CPU the loader's cache does the same");
        assertFalse(Residency.HOST.onDevice(1, need));
        assertTrue(Residency.DEVICE.onDevice(1, need));
        assertTrue(Residency.fits(80, 10, 100));
        assertFalse(Residency.fits(81, 10, 100));
        if (DeviceMemory.of(Device.cpu()).free() > 0) {
            var refusal =
                    assertThrows(FlashFlowException.class, () -> Residency.DEVICE.onDevice(Long.MAX_VALUE / 2, need));
            assertTrue(refusal.getMessage().contains("Residency.HOST"), refusal.getMessage());
        }
    }
}
