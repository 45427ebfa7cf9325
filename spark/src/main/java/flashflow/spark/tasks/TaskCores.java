package flashflow.spark.tasks;

import flashflow.data.WorkInterrupted;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The processors that a task computes on, each with one thread. Tasks of a JVM never have more of them at the same time than there
 * are: where Spark starts more, they wait for each other, which costs less than threads that push each other from the processors.
 */
public final class TaskCores implements AutoCloseable {
    private static final int ALL = Runtime.getRuntime().availableProcessors();
    private static final Semaphore FREE = new Semaphore(ALL, true);
    /** Tasks that were told to end take a moment for it. */
    private static final int SOON_SECONDS = 2;

    private final int count;
    private final boolean scarce;

    private TaskCores(int count, boolean scarce) {
        this.count = count;
        this.scarce = scarce;
    }

    /**
     * Takes processors, as soon as so many are free; to be closed.
     *
     * @param wanted how many, at least 1; no more than the machine has are given
     * @throws WorkInterrupted if the task is killed while it waits
     */
    public static TaskCores take(int wanted) {
        int count = Math.min(wanted, ALL);
        try {
            boolean soon = FREE.tryAcquire(count, SOON_SECONDS, TimeUnit.SECONDS);
            if (!soon) {
                FREE.acquire(count);
            }
            return new TaskCores(count, count < wanted || !soon);
        } catch (InterruptedException e) {
            throw WorkInterrupted.of("A task that waited for a processor");
        }
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** What a user should know: that Spark counts on more processors than there are. */
    public Optional<String> warning() {
        return scarce
                ? Optional.of("Spark gives the tasks of an executor more cores than its " + ALL
                        + " processors, so that tasks waited for each other; take fewer (local[" + ALL
                        + "], spark.executor.cores).")
                : Optional.empty();
    }

    @Override
    public void close() {
        FREE.release(count);
    }
}
