package flashflow.data;

/**
 * Counts the threads that read mapped memory, so that it is unmapped when the last of them has left: a thread that reads on
 * would end the JVM. No read-write lock, since with one a helper of a reading would wait for the closing, which waits for the
 * reading.
 */
final class Readers {
    private int inside;
    private boolean closed;

    /** Begins a reading; false if the memory was given back or is about to be. */
    synchronized boolean enter() {
        inside += closed ? 0 : 1;
        return !closed;
    }

    /** Joins a reading of another thread, even if a closing waits for it; false if all have left and the memory is gone. */
    synchronized boolean join() {
        boolean there = !closed || inside > 0;
        inside += there ? 1 : 0;
        return there;
    }

    synchronized void leave() {
        inside--;
        notifyAll();
    }

    /** Lets no reading begin any more and waits until all have left; true for the first caller alone. */
    synchronized boolean close() {
        boolean first = !closed;
        closed = true;
        boolean interrupted = false;
        while (inside > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return first;
    }
}
