package flashflow.plots;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes a file beside its name and renames it, so that no reader ever meets half a picture. */
final class FigureFile {
    private FigureFile() {}

    static void write(Path file, byte[] content) {
        Path target = file.toAbsolutePath();
        try {
            Path beside = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
            try {
                Files.write(beside, content);
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new FlashFlowException(
                    "The figure could not be written to " + file + " ("
                            + e.getClass().getSimpleName() + ": " + e.getMessage()
                            + "); check that the folder exists and can be written.",
                    e);
        }
    }
}
