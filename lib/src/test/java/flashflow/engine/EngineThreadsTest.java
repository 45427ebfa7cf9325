package flashflow.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** One thread's own number of engine threads, beside those of the others. */
class EngineThreadsTest {
    private static int onNewThread(boolean alone) throws Exception {
        var asked = new FutureTask<>(() -> {
            if (alone) {
                EngineThreads.one();
            }
            return EngineThreads.count();
        });
        new Thread(asked).start();
        return asked.get();
    }

    @Test
    void aThreadThatWorksAloneChangesNoOther() throws Exception {
        int before = EngineThreads.count();
        int ofNew = onNewThread(false);
        assertTrue(before >= 1);
        assertEquals(1, onNewThread(true));
        assertEquals(1, onNewThread(true));
        assertEquals(ofNew, onNewThread(false));
        assertEquals(before, EngineThreads.count());
    }

    @Test
    void anInterruptIsKept() throws Exception {
        var asked = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            EngineThreads.one();
            return Thread.interrupted();
        });
        new Thread(asked).start();
        assertTrue(asked.get());
    }
}
