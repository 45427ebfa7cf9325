package flashflow.storage;

import flashflow.FlashFlowException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps folders, pipes and devices away from what reads files: opening a pipe waits until something writes to it. */
public final class RegularFile {
    private RegularFile() {}

    /**
     * Checks a path before it is opened; one that does not exist is left to the opening.
     *
     * @throws FlashFlowException if there is something else than a file
     */
    public static void check(Path path) {
        refuseEmpty(path);
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new FlashFlowException("Cannot read " + path + ", which is "
                    + (Files.isDirectory(path) ? "a folder" : "a pipe or a device")
                    + " and not a file; give the path of a file.");
        }
    }

    /** The empty path means the current folder. */
    public static void refuseEmpty(Path path) {
        if (path.toString().isEmpty()) {
            throw new FlashFlowException("The path of a file to read is empty; give the path of a file.");
        }
    }
}
