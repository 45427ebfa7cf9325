package flashflow.notebook;

import java.lang.reflect.InvocationTargetException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** The source of what a kernel evaluated last. */
final class CellSource {
    private CellSource() {}

    /** The last snippet, or a text that never repeats where the kernel does not tell. */
    static String of(BaseKernel kernel) {
        try {
            var shell = (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
            return shell.snippets()
                    .reduce((first, second) -> second)
                    .map(Snippet::source)
                    .orElse("");
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException | ClassCastException e) {
            return "unknown " + System.nanoTime();
        }
    }
}
