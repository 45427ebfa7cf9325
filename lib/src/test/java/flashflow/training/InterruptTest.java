package flashflow.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.flow.SplineFlow;
import flashflow.training.checkpoint.Checkpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** The stop button: the epoch ends after the running batch, and a second fit ends where an undisturbed one does. */
class InterruptTest {
    private static final int BATCHES = 10;

    private static Training training(SplineFlow flow) {
        return Tiny.training(flow).epochs(3).batchSize(100).averageWeights(0.9).validateOn(Tiny.rows(2, 5000));
    }

    /** After the 3rd batch, and after the last of an epoch, when the validation is next. */
    @ParameterizedTest
    @ValueSource(ints = {3, BATCHES})
    void theSecondFitGoesOn(int batch) {
        try (var stopped = Tiny.flow();
                var undisturbed = Tiny.flow()) {
            var stop = new Recorder(report -> {
                if (report.epoch() == 2 && report.batch() == batch) {
                    Thread.currentThread().interrupt();
                }
            });
            var rows = Tiny.rows(1, 100 * BATCHES);
            var first = training(stopped).listeners(stop).fit(rows);
            assertTrue(first.interrupted());
            assertFalse(Thread.interrupted());
            assertEquals(1, first.epochs());
            assertEquals(BATCHES + batch, stop.batches.size());
            assertEquals(1, first.history().rowCount());
            var second = training(stopped).fit(rows);
            var whole = training(undisturbed).fit(rows);
            assertFalse(second.interrupted());
            assertEquals(Tiny.hash(undisturbed), Tiny.hash(stopped));
            sameHistory(whole.history(), second.history());
            assertEquals(whole.updates(), second.updates());
        }
    }

    @Test
    void aFitThatBeginsBeforeTheStoppedOneHasEndedWaitsForIt() throws InterruptedException {
        try (var stopped = Tiny.flow();
                var undisturbed = Tiny.flow()) {
            var rows = Tiny.rows(1, 100 * BATCHES);
            var running = new CountDownLatch(BATCHES + 3);
            var holding = new Recorder(report -> {
                running.countDown();
                while (running.getCount() == 0 && !Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            });
            var thread = new Thread(() -> training(stopped).listeners(holding).fit(rows));
            thread.start();
            assertTrue(running.await(60, TimeUnit.SECONDS), "the training does not run");
            interruptOnceBlocked(Thread.currentThread(), thread);
            var second = training(stopped).fit(rows);
            thread.join();
            var whole = training(undisturbed).fit(rows);
            assertEquals(Tiny.hash(undisturbed), Tiny.hash(stopped));
            sameHistory(whole.history(), second.history());
        }
    }

    /** Interrupts the second thread when the first waits for it, or at last after ten seconds. */
    private static void interruptOnceBlocked(Thread waiting, Thread stopped) {
        var watcher = new Thread(() -> {
            for (int i = 0; i < 1000 && waiting.getState() != Thread.State.BLOCKED; i++) {
                java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            }
            stopped.interrupt();
        });
        watcher.setDaemon(true);
        watcher.start();
    }

    @Test
    void aPauseThatWasAskedForGoesOnAsIfThereHadBeenNone(@TempDir Path folder) {
        try (var paused = Tiny.flow();
                var another = Tiny.flow();
                var undisturbed = Tiny.flow()) {
            var rows = Tiny.rows(1, 100 * BATCHES);
            var kept = training(paused).checkpoints(folder).keepBest();
            var first = kept.pausedAfter(1).fit(rows);
            assertTrue(first.paused() && !first.interrupted());
            assertEquals(1, first.epochs());
            assertTrue(first.toString().startsWith("Training paused after 1 of 3 epochs"), first.toString());
            assertFalse(hasBestWeights(paused));
            assertEquals(2, kept.pausedAfter(2).fit(rows).epochs());
            var last = kept.fit(rows);
            assertFalse(last.paused() || last.interrupted());
            assertTrue(hasBestWeights(paused));
            var whole = training(undisturbed).keepBest().fit(rows);
            assertEquals(Tiny.hash(undisturbed), Tiny.hash(paused));
            sameHistory(whole.history(), last.history());
            var further = training(another)
                    .keepBest()
                    .resumeFrom(folder)
                    .pausedAfter(1)
                    .fit(rows);
            assertFalse(further.paused());
            assertEquals(3, further.epochs());
            assertEquals(Tiny.hash(undisturbed), Tiny.hash(another));
        }
    }

    private static boolean hasBestWeights(SplineFlow flow) {
        var all = flow.trainings().all();
        return all.get(all.size() - 1).bestWeights();
    }

    @Test
    void aStopInThePauseIsAStop() {
        try (var flow = Tiny.flow()) {
            var stop = new Recorder(report -> {
                if (report.batch() == BATCHES) {
                    Thread.currentThread().interrupt();
                }
            });
            var run = training(flow).listeners(stop).pausedAfter(1).fit(Tiny.rows(1, 100 * BATCHES));
            assertTrue(run.interrupted() && !run.paused());
            assertThrows(FlashFlowException.class, () -> training(flow).pausedAfter(0));
        }
    }

    private static void sameHistory(Table one, Table other) {
        for (String column :
                new String[] {"epoch", "lr", "training_nll", "validation_nll", "gradient_norm", "ema_nll"}) {
            assertArrayEquals(
                    one.doubleColumn(column).asDoubleArray(),
                    other.doubleColumn(column).asDoubleArray(),
                    column);
        }
    }

    @Test
    void anInterruptFromAnotherThreadEndsALongTraining(@TempDir Path folder) throws InterruptedException {
        var running = new CountDownLatch(5);
        try (var flow = Tiny.flow()) {
            var result = new TrainingRun[1];
            var thread = new Thread(() -> result[0] = training(flow)
                    .epochs(1_000_000)
                    .checkpoints(folder)
                    .listeners(new Recorder(report -> running.countDown()))
                    .fit(Tiny.rows(1, 1000)));
            thread.start();
            assertTrue(running.await(60, TimeUnit.SECONDS), "the training does not run");
            thread.interrupt();
            thread.join();
            assertTrue(result[0].interrupted());
            assertTrue(Files.exists(result[0].checkpoint().orElseThrow()));
            assertEquals(result[0].updates(), Checkpoint.open(folder).updates());
        }
    }

    @Test
    void otherSettingsBeginAnew() {
        try (var flow = Tiny.flow()) {
            var rows = Tiny.rows(1, 1000);
            var stop = new Recorder(report -> Thread.currentThread().interrupt());
            assertEquals(1, training(flow).listeners(stop).fit(rows).updates());
            assertEquals(30, training(flow).seed(9).fit(rows).updates());
        }
    }
}
