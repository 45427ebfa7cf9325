package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import flashflow.data.hdf5.Hdf5Dataset;
import flashflow.data.hdf5.Hdf5Writer;
import flashflow.data.loading.LoaderConfig;
import flashflow.flow.FlowBlock;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flow and an HDF5 dataset in the hands of DJL's own trainer. */
class DjlTrainerTest {
    private static final int ROWS = 4096;

    @TempDir
    Path folder;

    @Test
    void djlTrainsTheBlockOnTheDataset() throws Exception {
        var config = new DefaultTrainingConfig(FlowBlock.nll())
                .optDevices(new Device[] {Device.cpu()})
                .optOptimizer(Optimizer.adam()
                        .optLearningRateTracker(Tracker.fixed(1e-2f))
                        .build());
        try (var dataset = Hdf5Dataset.of(Tiny.LAYOUT, file())
                        .batches(LoaderConfig.of(256, 5).dropLast(true))
                        .open();
                var model = Model.newInstance("flow", Device.cpu(), "PyTorch")) {
            model.setBlock(new FlowBlock(Tiny.config()));
            try (Trainer trainer = model.newTrainer(config)) {
                trainer.initialize(new Shape(256, 2), new Shape(256, 1));
                double first = epoch(trainer, dataset);
                double last = first;
                for (int i = 0; i < 4; i++) {
                    last = epoch(trainer, dataset);
                }
                assertTrue(last < first - 0.3, first + " -> " + last);
                assertTrue(last > Tiny.OPTIMUM - 0.1, last + " is better than the truth");
            }
        }
    }

    private Path file() throws IOException {
        var path = folder.resolve("rows.h5");
        try (var writer = Hdf5Writer.to(path).columns(Tiny.LAYOUT).gzip(1).open()) {
            writer.write(Tiny.values(1, ROWS), 0, ROWS);
            writer.finish();
        }
        return path;
    }

    /** Mean NLL of the batches, each after its own update. */
    private static double epoch(Trainer trainer, Hdf5Dataset dataset) throws Exception {
        double sum = 0;
        int batches = 0;
        for (Batch batch : trainer.iterateDataset(dataset)) {
            EasyTrain.trainBatch(trainer, batch);
            trainer.step();
            var nll =
                    trainer.evaluate(batch.getData()).singletonOrThrow().mean().neg();
            assertTrue(Float.isFinite(nll.getFloat()));
            sum += nll.getFloat();
            batches++;
            batch.close();
        }
        assertEquals(ROWS / 256, batches);
        return sum / batches;
    }
}
