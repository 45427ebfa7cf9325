package flashflow.data.parquet;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.nio.file.Path;

/** Damaged files show in exceptions and errors of many kinds; all of them mean the same to a user. */
final class Damage {
    private Damage() {}

    /** A piece of reading. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Reads something of a file.
     *
     * @param what is read, as the middle of a sentence: "the footer"
     * @throws FlashFlowException if it cannot be read
     */
    static <T> T guarded(Path file, String what, Work<T> work) {
        try {
            return work.run();
        } catch (FlashFlowException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw refuse(file, what + " cannot be read (" + reason(e) + ")", e);
        }
    }

    static FlashFlowException refuse(Path file, String wrong) {
        return refuse(file, wrong, null);
    }

    private static FlashFlowException refuse(Path file, String wrong, Throwable cause) {
        return new FlashFlowException(
                "File " + file + ": " + wrong + "; the file is damaged or unfinished, copy it again or write it anew.",
                cause);
    }

    /** One line of what the library says, and the innermost, which names the fault. */
    private static String reason(Throwable error) {
        Throwable inner = error;
        while (inner.getCause() != null && inner.getCause() != inner) {
            inner = inner.getCause();
        }
        String said = inner.getMessage();
        return said == null || said.isBlank()
                ? inner.getClass().getSimpleName()
                : said.lines().findFirst().orElseThrow().strip();
    }
}
