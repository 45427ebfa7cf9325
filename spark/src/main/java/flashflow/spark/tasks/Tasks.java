package flashflow.spark.tasks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * Work on the executors, one task for each item. The driver's thread hears of each result as it comes, and ends the tasks when it is
 * interrupted, as the stop button of a notebook does: Spark alone would let them go on.
 *
 * @param context of the driver
 * @param description what Spark's pages call the work
 */
public record Tasks(JavaSparkContext context, String description) {
    private static final String DESCRIPTION = "spark.job.description";
    /** Tasks that are no longer wanted are interrupted too. */
    private static final String INTERRUPTING = "spark.job.interruptOnCancel";

    private static final long LOOK_MILLIS = 20;

    /**
     * Does the work.
     *
     * @param each hears of every result, once, on this thread, in the order in which they come
     * @return the results in the order of the items
     * @throws InterruptedException if this thread is interrupted; the tasks have been told to end
     * @throws Exception what Spark gives up with, which has the failure of a task among its causes
     */
    public <T, R> List<R> run(List<T> items, Function<T, R> work, Consumer<R> each) throws Exception {
        return items.isEmpty() ? List.of() : withProperties(() -> results(items, work, each));
    }

    private interface Work<R> {
        R run() throws Exception;
    }

    /** Of this thread, for its jobs. */
    private <R> R withProperties(Work<R> work) throws Exception {
        String described = context.getLocalProperty(DESCRIPTION);
        String interrupting = context.getLocalProperty(INTERRUPTING);
        context.setLocalProperty(DESCRIPTION, description);
        context.setLocalProperty(INTERRUPTING, "true");
        try {
            return work.run();
        } finally {
            context.setLocalProperty(DESCRIPTION, described);
            context.setLocalProperty(INTERRUPTING, interrupting);
        }
    }

    private <T, R> List<R> results(List<T> items, Function<T, R> work, Consumer<R> each) throws Exception {
        var come = new LinkedBlockingQueue<R>();
        var results = new ArrayList<R>(Collections.nCopies(items.size(), null));
        var job = submit(items, work, (place, result) -> {
            results.set(place, result);
            come.add(result);
        });
        try {
            while (!job.isCompleted()) {
                tell(come.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS), each);
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            job.cancel();
            throw e;
        }
        job.get();
        come.forEach(each);
        return results;
    }

    private static <R> void tell(R result, Consumer<R> each) {
        if (result != null) {
            each.accept(result);
        }
    }

    private interface Handler<R> {
        void accept(int place, R result);
    }

    private <T, R> SimpleFutureAction<Object> submit(List<T> items, Function<T, R> work, Handler<R> handler) {
        var rdd = context.parallelize(items, items.size()).map(work).rdd();
        return context.sc()
                .submitJob(
                        rdd,
                        new OnlyItem<R>(),
                        places(items.size()),
                        (place, result) -> {
                            handler.accept((Integer) place, result);
                            return BoxedUnit.UNIT;
                        },
                        () -> null);
    }

    private static Seq<Object> places(int count) {
        var all = IntStream.range(0, count).<Object>mapToObj(i -> i).toList();
        return CollectionConverters.asScala(all).toSeq();
    }
}
