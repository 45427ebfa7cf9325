package flashflow.spark.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.data.WorkInterrupted;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks never compute on more processors than there are. */
class TaskCoresTest {
    private static final int ALL = Runtime.getRuntime().availableProcessors();

    @Test
    void moreTasksThanProcessorsWaitForEachOther() throws InterruptedException {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var threads = IntStream.range(0, 3 * ALL)
                .mapToObj(i -> new Thread(() -> {
                    try (var cores = TaskCores.take(1)) {
                        most.accumulateAndGet(running.addAndGet(cores.count()), Math::max);
                        Thread.yield();
                        running.decrementAndGet();
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertTrue(most.get() <= ALL, most + " of " + ALL);
    }

    @Test
    void aTaskGetsNoMoreThanThereAreAndIsTold() {
        try (var cores = TaskCores.take(ALL + 1)) {
            assertEquals(ALL, cores.count());
            assertTrue(cores.warning().orElseThrow().contains("its " + ALL + " processors"));
        }
        try (var cores = TaskCores.take(ALL)) {
            assertTrue(cores.warning().isEmpty());
        }
    }

    @Test
    void aTaskThatIsKilledWaitsNoLonger() {
        try (var cores = TaskCores.take(ALL)) {
            assertEquals(ALL, cores.count());
            Thread.currentThread().interrupt();
            assertThrows(WorkInterrupted.class, () -> TaskCores.take(1));
        }
    }
}
