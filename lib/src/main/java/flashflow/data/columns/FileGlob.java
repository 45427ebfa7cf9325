package flashflow.data.columns;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files by their paths, in whose last name {@code *} and {@code ?} may stand for others. */
public final class FileGlob {
    private FileGlob() {}

    /**
     * The files in the order given; those of a pattern are sorted by name.
     *
     * @throws FlashFlowException if there is no path, no file for a pattern, or a file is named twice
     */
    public static List<Path> files(List<Path> paths) {
        if (paths.isEmpty()) {
            throw new FlashFlowException("A dataset needs at least one file, and none was given.");
        }
        var files = new ArrayList<Path>();
        paths.forEach(path -> files.addAll(files(path)));
        for (Path file : files) {
            if (files.indexOf(file) != files.lastIndexOf(file)) {
                throw new FlashFlowException("The file " + file + " is named twice; name each file once.");
            }
        }
        return files;
    }

    private static List<Path> files(Path path) {
        var glob = new Glob(path.getFileName() == null ? "" : path.getFileName().toString());
        if (!glob.isPattern() || Files.exists(path)) {
            return List.of(path);
        }
        Path folder = path.toAbsolutePath().getParent();
        try (var all = Files.list(folder)) {
            var found = all.filter(file -> glob.matches(file.getFileName().toString()))
                    .map(file -> path.resolveSibling(file.getFileName()))
                    .sorted()
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException | UncheckedIOException e) {
            throw new FlashFlowException(
                    "The folder " + folder + " cannot be read (" + e.getMessage() + "); check the path.", e);
        }
        throw new FlashFlowException(
                "No file of " + folder + " has a name like '" + glob.text() + "'; check the pattern and the folder.");
    }
}
