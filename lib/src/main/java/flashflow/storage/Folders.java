package flashflow.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Removing folders with all that is in them. */
public final class Folders {
    private Folders() {}

    /** Leaves what cannot be removed: only space is lost. */
    public static void delete(Path folder) {
        try (var tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // Whoever needs the place next tries again.
        }
    }
}
