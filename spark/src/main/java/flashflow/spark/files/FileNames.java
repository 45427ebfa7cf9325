package flashflow.spark.files;

import flashflow.FlashFlowException;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;

/** The files that paths mean, in an order that lasts. */
final class FileNames {
    private static final String DATA = "*.{h5,hdf5,parquet}";

    private FileNames() {}

    /**
     * Finds files.
     *
     * @param paths files; folders, of which those that end in {@code .h5}, {@code .hdf5} or {@code .parquet} are taken; or patterns
     *     of a last name with {@code *} and {@code ?}; those of one folder or pattern in the order of their names
     * @throws FlashFlowException if there is none, or one is named twice
     */
    static List<Path> of(List<Path> paths) {
        var files = new ArrayList<Path>();
        paths.forEach(path -> files.addAll(of(path.toAbsolutePath().normalize())));
        if (files.isEmpty()) {
            throw new FlashFlowException("There is no file of context in " + paths
                    + "; name files, folders that hold .h5, .hdf5 or .parquet files, or patterns with *.");
        }
        var seen = new HashSet<Path>();
        for (Path file : files) {
            if (!seen.add(file)) {
                throw new FlashFlowException(
                        "File " + file + " is named twice, which would generate its rows twice with the"
                                + " noise of other rows; name each file once, and take folds for more draws.");
            }
        }
        return files;
    }

    private static List<Path> of(Path path) {
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        if (Files.isDirectory(path)) {
            return matching(path, DATA);
        }
        return name.contains("*") || name.contains("?") ? matching(path.getParent(), name) : List.of(path);
    }

    private static List<Path> matching(Path folder, String pattern) {
        try (var found = Files.newDirectoryStream(folder, pattern)) {
            return StreamSupport.stream(found.spliterator(), false)
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().matches("[._].*"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new FlashFlowException(
                    "Folder " + folder + " cannot be read (" + AtomicFile.reason(e) + "); name one that can.", e);
        }
    }
}
