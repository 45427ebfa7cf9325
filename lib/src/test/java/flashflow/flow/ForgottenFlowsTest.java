package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import flashflow.FlashFlowException;
import flashflow.flow.density.Adam;
import flashflow.flow.density.NativeMemory;
import flashflow.flow.density.NllGradient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A cell that is run again makes its flow anew, and closes the old one never. */
class ForgottenFlowsTest {
    private static final int RUNS = 200;

    @Test
    void giveTheirMemoryBack() throws InterruptedException {
        var open = new ArrayList<BooleanSupplier>();
        for (int run = 0; run < RUNS; run++) {
            open.addAll(cell());
        }
        long left = untilFewAreLeft(open);
        assertTrue(left <= open.size() / 50, left + " of " + open.size() + " are open");
    }

    /** What a cell does, and whether each piece of its memory is still there. */
    private static List<BooleanSupplier> cell() {
        var flow = SplineFlow.of(FlowConfig.of(2, 1, 2, 8, 1, 4).kind(Kind.AUTOREGRESSIVE), Device.cpu());
        var step = new NllGradient(flow);
        var adam = new Adam(flow, Adam.Settings.standard());
        try (NDManager scope = flow.newManager();
                var frozen = flow.frozen(DataType.FLOAT32)) {
            var x = scope.zeros(new Shape(4, 2));
            var y = scope.ones(new Shape(4, 1));
            step.run(x, y, scope.full(new Shape(4), 0.25f));
            adam.update(step.gradient(), 1e-3);
            flow.logProb(x, y);
            var manager = flow.parameters().getManager();
            var weights = frozen.weights();
            var gradient = step.gradient().getManager();
            var moments = adam.firstMoment().getManager();
            return List.of(manager::isOpen, gradient::isOpen, moments::isOpen, () -> !weights.isReleased());
        }
    }

    private static long untilFewAreLeft(List<BooleanSupplier> open) throws InterruptedException {
        long left = open.size();
        for (int i = 0; i < 100 && left > open.size() / 50; i++) {
            System.gc();
            Thread.sleep(20);
            left = open.stream().filter(BooleanSupplier::getAsBoolean).count();
        }
        return left;
    }

    @Test
    void memoryIsFreedOnceAndAfterItsLastUse() {
        var freed = new AtomicInteger();
        var owner = new Object();
        var memory = new NativeMemory(owner, "thing", freed::incrementAndGet);
        var first = memory.use();
        var second = memory.use();
        first.close();
        memory.close();
        memory.close();
        assertEquals(0, freed.get());
        assertTrue(
                assertThrows(FlashFlowException.class, memory::use).getMessage().startsWith("This thing was closed"));
        second.close();
        assertEquals(1, freed.get());
        memory.close();
        assertEquals(1, freed.get());
        java.lang.ref.Reference.reachabilityFence(owner);
    }

    @Test
    void aClosedFlowStaysAsLongAsSomebodyEvaluatesIt() {
        var flow = SplineFlow.of(FlowConfig.of(2, 1, 2, 8, 1, 4), Device.cpu());
        var manager = flow.parameters().getManager();
        try (var frozen = flow.frozen(DataType.FLOAT32);
                NDManager scope = frozen.newScope()) {
            flow.close();
            assertTrue(manager.isOpen());
            frozen.logProb(scope.zeros(new Shape(3, 2)), scope.zeros(new Shape(3, 1)));
        }
        assertFalse(manager.isOpen());
    }

    /** What is evaluated keeps the weights it began with, also where a training moves them. */
    @Test
    void evaluationHasTheWeightsOfOneMoment() {
        try (var flow = TestFlows.spreadOut(FlowConfig.of(2, 1, 2, 8, 1, 4));
                var frozen = flow.frozen(DataType.FLOAT32);
                NDManager scope = flow.newManager()) {
            var x = scope.zeros(new Shape(3, 2));
            var y = scope.zeros(new Shape(3, 1));
            float before = frozen.logProb(x, y).getFloat(0);
            flow.changing(() -> flow.parameters().muli(scope.create(1.5f)));
            assertEquals(before, frozen.logProb(x, y).getFloat(0));
            assertFalse(before == flow.logProb(x, y).getFloat(0));
        }
    }
}
