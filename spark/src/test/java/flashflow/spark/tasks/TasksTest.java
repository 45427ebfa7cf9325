package flashflow.spark.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.spark.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

/** The driver hears of each result once, and an interrupt of its thread ends the tasks. */
class TasksTest {
    private static final CountDownLatch STOPPED = new CountDownLatch(1);

    private final JavaSparkContext context =
            JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
    private final Tasks tasks = new Tasks(context, "squares");

    @Test
    void resultsComeOnceAndInTheOrderOfTheItems() throws Exception {
        var heard = new ArrayList<Integer>();
        var items = IntStream.range(0, 20).boxed().toList();
        var results = tasks.run(items, i -> i * i, heard::add);
        assertEquals(items.stream().map(i -> i * i).toList(), results);
        assertEquals(results, heard.stream().sorted().toList());
        assertEquals(List.of(), tasks.run(List.<Integer>of(), i -> i, heard::add));
        assertNull(context.getLocalProperty("spark.job.description"));
    }

    @Test
    void theFailureOfATaskIsAmongTheCauses() {
        var failure = assertThrows(
                SparkException.class,
                () -> tasks.run(
                        List.of(1, 0),
                        i -> {
                            throw new IllegalStateException("broken");
                        },
                        result -> {}));
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        assertEquals("broken", last.getMessage());
    }

    @Test
    void anInterruptEndsTheTasks() throws InterruptedException {
        var caller = Thread.currentThread();
        assertThrows(
                InterruptedException.class,
                () -> tasks.run(
                        List.of(0, 1),
                        i -> {
                            try {
                                TimeUnit.MINUTES.sleep(i);
                            } catch (InterruptedException e) {
                                STOPPED.countDown();
                            }
                            return i;
                        },
                        result -> caller.interrupt()));
        assertTrue(STOPPED.await(30, TimeUnit.SECONDS));
    }
}
