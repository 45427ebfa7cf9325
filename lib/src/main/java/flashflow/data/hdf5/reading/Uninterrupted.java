package flashflow.data.hdf5.reading;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;

/**
 * Runs file operations that an interrupt would break. A notebook's stop button interrupts the running thread, and a
 * {@link java.nio.channels.FileChannel} closes itself when that happens, for all threads that read it; the interrupt is put back
 * afterwards. The operation opens the channel again where it finds it closed.
 */
final class Uninterrupted {
    private Uninterrupted() {}

    interface Operation<T> {
        T run() throws IOException;
    }

    static <T> T call(Operation<T> operation) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return operation.run();
                } catch (ClosedChannelException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
