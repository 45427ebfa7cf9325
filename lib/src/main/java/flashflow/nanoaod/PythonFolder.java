package flashflow.nanoaod;

import flashflow.FlashFlowException;
import flashflow.storage.AtomicFile;
import flashflow.storage.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder of this process alone that holds the Python package, made when it is first needed and removed at the end. The package
 * is small, and nobody else can have left half of it, or something else, there.
 */
final class PythonFolder {
    private static Path folder;

    private PythonFolder() {}

    /** Where it is; unpacked anew where something has cleaned up. */
    static synchronized Path get() {
        var sources = PythonSources.bundled();
        if (folder == null) {
            folder = made();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
        }
        if (!sources.areIn(folder)) {
            sources.unpack(folder);
        }
        return folder;
    }

    private static Path made() {
        try {
            return Files.createTempDirectory("flashflow-python-").toRealPath();
        } catch (IOException e) {
            throw new FlashFlowException(
                    "There is no folder for temporary files to unpack the Python package to (" + AtomicFile.reason(e)
                            + "); name one by Java's option -Djava.io.tmpdir=FOLDER.",
                    e);
        }
    }
}
