package flashflow.notebook;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** The source of what a kernel evaluated last. */
final class CellSource {
    private CellSource() {}

    /** The last snippet, or a text that never repeats where the kernel does not tell. */
    static String of(BaseKernel kernel) {
        return shell(kernel)
                .map(shell -> shell.snippets()
                        .reduce((first, second) -> second)
                        .map(Snippet::source)
                        .orElse(""))
                .orElseGet(() -> "unknown " + System.nanoTime());
    }

    /** What evaluates the cells, where the kernel tells. */
    static Optional<JShell> shell(BaseKernel kernel) {
        try {
            return Optional.of((JShell) kernel.getClass().getMethod("getJShell").invoke(kernel));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException | ClassCastException e) {
            return Optional.empty();
        }
    }
}
