package flashflow.storage;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells one state of a file from another, for whoever reads a file that others may change meanwhile.
 *
 * @param path of the file
 * @param size in bytes
 * @param modified time of the last change
 * @param key identity on the file system
 */
public record FileStamp(Path path, long size, FileTime modified, Object key) {
    /**
     * Of a file as it is now.
     *
     * @throws IOException if there is none, or nothing of it can be learnt
     */
    public static FileStamp of(Path path) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new FileStamp(path, attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
    }

    /**
     * Checks that the file is still what it was; to be asked after each reading, also after one that failed.
     *
     * @param cause what the reading failed of, null where it did not
     * @throws FlashFlowException if the file was changed, cut or removed
     */
    public void refuseChanged(Exception cause) {
        FileStamp now;
        try {
            now = of(path);
        } catch (IOException e) {
            throw changed("vanished while it was in use", cause == null ? e : cause);
        }
        if (!equals(now)) {
            throw changed(
                    now.size < size
                            ? "was cut from " + size + " to " + now.size + " bytes while it was in use"
                            : "was changed by someone else while it was in use",
                    cause);
        }
    }

    private FlashFlowException changed(String what, Exception cause) {
        return new FlashFlowException(
                "File " + path + " " + what + "; open the dataset anew once it is complete.", cause);
    }
}
