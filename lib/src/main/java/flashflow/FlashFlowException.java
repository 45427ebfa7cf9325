package flashflow;

import java.util.Arrays;

/**
 * A failure that a user can act on. Its message is one sentence: what was wrong, where (file, dataset, row, column), and
 * what to do; notebooks show that sentence alone.
 */
public class FlashFlowException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** JShell, and so every notebook kernel for Java, compiles cells into classes of this package. */
    private static final String CELL = "REPL.";

    private static volatile boolean brief;

    /** @param message one sentence: what was wrong, where, what to do */
    public FlashFlowException(String message) {
        super(message);
    }

    /**
     * @param message one sentence: what was wrong, where, what to do
     * @param cause what the library below said
     */
    public FlashFlowException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Makes the traces of all these exceptions end at the notebook's cell, without the frames of libraries and without the
     * cause; kernels print the whole trace otherwise. Off by default; the notebook extension turns it on.
     *
     * @param on false for whole traces, to find an error of ours
     */
    public static void briefTraces(boolean on) {
        brief = on;
    }

    @Override
    public StackTraceElement[] getStackTrace() {
        StackTraceElement[] whole = super.getStackTrace();
        return brief
                ? Arrays.stream(whole)
                        .filter(frame -> frame.getClassName().startsWith(CELL))
                        .toArray(StackTraceElement[]::new)
                : whole;
    }

    @Override
    public synchronized Throwable getCause() {
        return brief ? null : super.getCause();
    }
}
