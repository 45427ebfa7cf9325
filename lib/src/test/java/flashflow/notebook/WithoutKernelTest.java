package flashflow.notebook;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The jar is a plain library where the kernel's classes are missing, as in plain Java and on classic IJava. */
class WithoutKernelTest {
    @Test
    void liveThingsWorkWithoutTheKernelsClasses() throws Exception {
        URL[] rest = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("jjava"))
                .map(WithoutKernelTest::url)
                .toArray(URL[]::new);
        try (var loader = new URLClassLoader(rest, ClassLoader.getPlatformClassLoader())) {
            assertThrows(
                    ClassNotFoundException.class, () -> loader.loadClass("org.dflib.jjava.jupyter.kernel.BaseKernel"));
            for (String name : new String[] {"LiveLoss", "LiveFigure"}) {
                var type = loader.loadClass("flashflow.notebook." + name);
                assertDoesNotThrow(() -> type.getConstructor().newInstance());
            }
            var notebook = loader.loadClass("flashflow.notebook.Notebook");
            assertDoesNotThrow(() -> notebook.getMethod("register").invoke(null));
            var progress = loader.loadClass("flashflow.notebook.Progress");
            assertDoesNotThrow(
                    () -> progress.getMethod("of", String.class, long.class).invoke(null, "rows", 3L));
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
