package flashflow.spark.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.Device;
import flashflow.flow.FlowModel;
import flashflow.spark.BentModel;
import flashflow.spark.LocalSpark;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

/** A JVM has a model open once, as long as tasks use it. */
class LeasedModelTest {
    private final AtomicInteger opened = new AtomicInteger();

    private LeasedModel lease(String hash) {
        return LeasedModel.of(hash, Device.cpu(), () -> {
            opened.incrementAndGet();
            return BentModel.model();
        });
    }

    @Test
    void tasksOfOneModelShareItAlsoOneAfterTheOther() {
        FlowModel first;
        try (var one = lease("a");
                var other = lease("a")) {
            first = one.model();
            assertSame(first, other.model());
        }
        try (var later = lease("a")) {
            assertSame(first, later.model());
        }
        assertEquals(1, opened.get());
    }

    @Test
    void aModelThatNobodyUsesGoesWhenAnotherComes() {
        var one = lease("b");
        try (var other = lease("c")) {
            assertNotSame(one.model(), other.model());
            assertEquals(2, LeasedModel.openModels());
            one.close();
            one.close();
        }
        lease("d").close();
        assertEquals(1, LeasedModel.openModels());
        lease("c").close();
        assertEquals(4, opened.get());
    }

    @Test
    void manyTasksAtOnceOpenItOnce() {
        IntStream.range(0, 50).parallel().forEach(i -> lease("e").close());
        assertEquals(1, opened.get());
    }

    @Test
    void aModelArrivesAsItWas() {
        var context = JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());
        try (var model = BentModel.model()) {
            var sent = BroadcastModel.of(context, model);
            var hashes = context.parallelize(List.of(1, 2, 3, 4), 4)
                    .map(i -> {
                        try (var lease = sent.open()) {
                            return lease.model().hash();
                        }
                    })
                    .collect();
            assertArrayEquals(
                    new String[] {model.hash()}, hashes.stream().distinct().toArray());
            assertEquals(model.hash(), sent.hash());
        }
    }
}
