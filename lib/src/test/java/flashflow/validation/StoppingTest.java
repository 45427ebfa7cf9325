package flashflow.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.Interruption;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** The stop button ends every comparison with one sentence, and is over then. */
class StoppingTest {
    private static final Table A = table(1);
    private static final Table B = table(2);

    static Stream<Executable> comparisons() {
        return Stream.of(
                () -> Validation.compare(A, B),
                () -> Validation.conditional(A, B, "x", "y", -9, 0, 9),
                () -> Validation.roc(A, B, "x", "n", 1, 0),
                () -> TwoSampleClassifier.of(A, B, 1),
                () -> PhysicsDistances.fpd(A, B, 1),
                () -> PhysicsDistances.kpd(A, B, 1),
                () -> SlicedWasserstein.distance(A, B, 10, 1));
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void endsAComparison(Executable comparison) {
        Thread.currentThread().interrupt();
        String message = assertThrows(FlashFlowException.class, comparison).getMessage();
        assertTrue(
                message.matches("The [\\w -]+ was interrupted, and nothing of it is kept; call it again\\."), message);
        assertFalse(Thread.interrupted(), "the interrupt is over");
    }

    @Test
    void isHeardInTheMiddleOfParallelWork() {
        try (var work = Interruption.of("sum")) {
            var caller = Thread.currentThread();
            var done = new AtomicInteger();
            String message = assertThrows(
                            FlashFlowException.class,
                            () -> work.each(1000, i -> {
                                if (done.incrementAndGet() == 10) {
                                    caller.interrupt();
                                }
                                return i;
                            }))
                    .getMessage();
            assertEquals("The sum was interrupted, and nothing of it is kept; call it again.", message);
            assertTrue(done.get() < 1000, () -> done + " pieces");
        }
        assertFalse(Thread.interrupted(), "the interrupt is over");
    }

    @Test
    void anInterruptThatNobodyHeardIsLeft() {
        try (var work = Interruption.of("sum")) {
            assertEquals(3, work.each(4, i -> i)[3]);
            Thread.currentThread().interrupt();
        }
        assertTrue(Thread.interrupted());
    }

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    private static Table table(long seed) {
        var random = new Random(seed);
        return Table.create(
                "made",
                DoubleColumn.create("x", IntStream.range(0, 200).mapToDouble(i -> random.nextGaussian())),
                DoubleColumn.create("y", IntStream.range(0, 200).mapToDouble(i -> random.nextGaussian())),
                DoubleColumn.create("n", IntStream.range(0, 200).mapToDouble(i -> i % 2)));
    }
}
