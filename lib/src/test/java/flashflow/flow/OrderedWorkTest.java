package flashflow.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flashflow.FlashFlowException;
import flashflow.data.WorkInterrupted;
import flashflow.engine.EngineThreads;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pieces by several threads, taken in order. */
class OrderedWorkTest {
    private static <R> OrderedWork<Integer, R> work(int workers, int pieces, Function<Integer, R> work) {
        Iterator<Integer> all = IntStream.range(0, pieces).iterator();
        return new OrderedWork<>("The test", workers, all, piece -> {
            R result = work.apply(piece);
            return () -> result;
        });
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw WorkInterrupted.of("The piece");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void resultsComeInOrderHoweverLongTheyTake(int workers) {
        try (var work = work(workers, 40, piece -> {
            pause(piece % 3);
            return piece;
        })) {
            for (int i = 0; i < 40; i++) {
                assertEquals(i, work.next());
            }
        }
    }

    @Test
    void eachThreadHasOneOfTheEngines() {
        try (var work = work(3, 9, piece -> EngineThreads.count())) {
            for (int i = 0; i < 9; i++) {
                assertEquals(1, work.next());
            }
        }
    }

    /** However many pieces there are, and however slowly they are taken. */
    @Test
    void fewPiecesAreUnderWay() {
        var live = new AtomicInteger();
        var most = new AtomicInteger();
        Iterator<Long> endless = LongStream.iterate(0, i -> i + 1).iterator();
        try (var work = new OrderedWork<>("The test", 3, endless, (Long piece) -> {
            most.accumulateAndGet(live.incrementAndGet(), Math::max);
            return live::decrementAndGet;
        })) {
            for (int i = 0; i < 2000; i++) {
                work.next();
            }
        }
        assertTrue(most.get() <= 6, most + " at once");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void theFirstErrorInOrderIsThrown(int workers) {
        try (var work = work(workers, 20, piece -> {
            if (piece >= 4) {
                pause(piece == 4 ? 30 : 0);
                throw new FlashFlowException("piece " + piece);
            }
            return piece;
        })) {
            for (int i = 0; i < 4; i++) {
                work.next();
            }
            assertEquals(
                    "piece 4",
                    assertThrows(FlashFlowException.class, work::next).getMessage());
        }
    }

    @Test
    void errorsOfTheMachineAreThrownAsTheyAre() {
        try (var work = work(1, 1, piece -> {
            throw new OutOfMemoryError("on purpose");
        })) {
            assertThrows(OutOfMemoryError.class, work::next);
        }
    }

    @Test
    void anInterruptWhileWaitingEndsTheWaitAndIsOver() {
        var never = new CountDownLatch(1);
        var ended = new AtomicInteger();
        try (var work = work(2, 9, piece -> {
            try {
                never.await();
                return piece;
            } catch (InterruptedException e) {
                ended.incrementAndGet();
                throw WorkInterrupted.of("The piece");
            }
        })) {
            Thread.currentThread().interrupt();
            String message = assertThrows(WorkInterrupted.class, work::next).getMessage();
            assertEquals("The test was interrupted, and nothing of it is kept; call it again.", message);
            assertFalse(Thread.currentThread().isInterrupted());
        }
        assertTrue(ended.get() <= 2);
    }

    @Test
    void noThreadOutlivesTheWork() {
        List<Thread> threads = new ArrayList<>();
        try (var work = work(2, 8, piece -> Thread.currentThread())) {
            for (int i = 0; i < 5; i++) {
                threads.add(work.next());
            }
        }
        for (Thread thread : threads) {
            assertTrue(thread.isDaemon());
            assertFalse(isAliveSoon(thread), thread + " is alive");
        }
    }

    /** A pool has ended a moment before its last thread has. */
    private static boolean isAliveSoon(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return thread.isAlive();
    }
}
