package flashflow.training.checkpoint;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs file operations on a thread of their own: an interrupt of the training's thread would close the file under them. */
final class FileThread {
    private FileThread() {}

    interface Work {
        void run() throws IOException;
    }

    /** Waits for the end; an interrupt in the meantime is kept for later. */
    static void run(Work work) throws IOException {
        var task = new FutureTask<Void>(() -> {
            work.run();
            return null;
        });
        var thread = new Thread(task, "flashflow-checkpoint");
        thread.start();
        boolean interrupted = false;
        while (true) {
            try {
                task.get();
                return;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw rethrown(e.getCause());
            } finally {
                if (interrupted && task.isDone()) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private static IOException rethrown(Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }
}
