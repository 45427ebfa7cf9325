package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import flashflow.FlashFlowException;
import flashflow.data.InMemoryDataset;
import flashflow.flow.FlowConfig;
import flashflow.flow.FlowModel;
import flashflow.interop.NflowsExport;
import flashflow.interop.TorchScriptExport;
import flashflow.preprocessing.Preprocessing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

/** What one thread still works with, another one does not free: without that the whole process ends. */
class ManyThreadsTest {
    private static final InMemoryDataset ROWS = Tiny.rows(1, 1000);
    private static final Table CONTEXT = Tiny.rows(3, 300).context();

    @TempDir
    Path folder;

    private final Map<String, Throwable> failures = new ConcurrentHashMap<>();

    private static FlowModel model() {
        return FlowModel.of(
                FlowConfig.of(2, 1, 2, 8, 1, 4).tailBound(4),
                Preprocessing.none(Tiny.LAYOUT).fit(ROWS),
                Device.cpu());
    }

    private Map<String, Runnable> uses(FlowModel model) {
        return Map.of(
                "first few", () -> fewRows(model),
                "second few", () -> fewRows(model),
                "nll", () -> assertTrue(Double.isFinite(model.nll(ROWS))),
                "generate", () -> assertEquals(300, model.generate(CONTEXT, 1).rowCount()),
                "oversample",
                        () -> assertEquals(900, model.oversample(CONTEXT, 3, 1).rowCount()),
                "save", () -> model.save(folder.resolve("model.flow")),
                "hash", model::hash,
                "TorchScript", () -> TorchScriptExport.write(model, folder.resolve("model.ts")),
                "nflows", () -> NflowsExport.write(model.flow(), folder.resolve("model.safetensors")));
    }

    /** So short that most of it is the taking of the weights. */
    private static void fewRows(FlowModel model) {
        try (NDManager scope = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            for (int i = 0; i < 100; i++) {
                var logProb = model.flow().logProb(scope.zeros(new Shape(4, 2)), scope.zeros(new Shape(4, 1)));
                assertTrue(Float.isFinite(logProb.getFloat(0)));
            }
        }
    }

    /** Runs every use again and again, until told to stop or the model is closed. */
    private List<Thread> start(FlowModel model, AtomicBoolean stop) {
        var threads = new ArrayList<Thread>();
        uses(model).forEach((name, use) -> threads.add(new Thread(() -> repeat(name, use, stop))));
        threads.forEach(Thread::start);
        return threads;
    }

    private void repeat(String name, Runnable use, AtomicBoolean stop) {
        while (!stop.get()) {
            try {
                use.run();
            } catch (Throwable e) {
                failures.put(name, e);
                return;
            }
        }
    }

    private static Training training(FlowModel model) {
        return Training.of(model)
                .batchSize(100)
                .averageWeights(0.9)
                .validateOn(Tiny.rows(2, 500))
                .keepBest();
    }

    @Test
    void evaluateAndSaveWhileOneTrains() throws InterruptedException {
        var stop = new AtomicBoolean();
        try (var model = model()) {
            var threads = start(model, stop);
            training(model)
                    .epochs(5)
                    .checkpoints(folder.resolve("checkpoints"))
                    .listeners(new TrainingListener() {})
                    .fit(ROWS);
            stop.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertEquals(Map.of(), failures);
    }

    /** A training that is watched learns what it learns alone, and what it leaves is the best and not the average. */
    @Test
    void beingWatchedChangesNoBit() throws InterruptedException {
        assertEquals(trained(false), trained(true));
    }

    private String trained(boolean watched) throws InterruptedException {
        var stop = new AtomicBoolean(!watched);
        try (var model = model()) {
            var threads = start(model, stop);
            training(model).epochs(2).listeners(new TrainingListener() {}).fit(ROWS);
            stop.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            return model.hash();
        }
    }

    @Test
    void aModelThatIsClosedInTheMidstSaysSoToAll() throws InterruptedException {
        for (int round = 0; round < 3; round++) {
            failures.clear();
            var model = model();
            var threads = start(model, new AtomicBoolean());
            var training = training(model).epochs(1000).listeners(new Recorder(report -> {
                if (report.epoch() == 2) {
                    model.close();
                }
            }));
            says("closed", assertThrows(FlashFlowException.class, () -> training.fit(ROWS)));
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(uses(model).keySet(), failures.keySet());
            failures.values().forEach(failure -> says("closed", failure));
        }
    }

    @Test
    void aClosedModelSaysSo() {
        var model = model();
        model.close();
        model.close();
        uses(model).values().forEach(use -> says("closed", assertThrows(FlashFlowException.class, use::run)));
        says("closed", assertThrows(FlashFlowException.class, () -> training(model)
                .fit(ROWS)));
        says("closed", assertThrows(FlashFlowException.class, () -> training(model)
                .plan(ROWS)));
        says("closed", assertThrows(FlashFlowException.class, () -> model.flow().parameters()));
        says("closed", assertThrows(FlashFlowException.class, () -> model.rawNll(ROWS)));
    }

    private static void says(String word, Throwable failure) {
        assertTrue(failure instanceof FlashFlowException && failure.getMessage().contains(word), failure.toString());
    }
}
