package flashflow.training.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The files of one folder, those of other folders in it apart.
 *
 * @param bytes of all
 * @param written when the newest was; null if there is none
 */
record FolderFiles(long bytes, Instant written) {
    static FolderFiles of(Path folder) {
        var files = files(folder);
        long bytes = files.stream().mapToLong(BasicFileAttributes::size).sum();
        var written = files.stream()
                .map(file -> file.lastModifiedTime().toInstant())
                .max(Instant::compareTo)
                .orElse(null);
        return new FolderFiles(bytes, written);
    }

    private static List<BasicFileAttributes> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(FolderFiles::attributes).flatMap(Optional::stream).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** Empty where it is gone meanwhile. */
    private static Optional<BasicFileAttributes> attributes(Path file) {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class))
                    .filter(BasicFileAttributes::isRegularFile);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
