package flashflow.spark.files;

import flashflow.FlashFlowException;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of context.
 *
 * @param number its place among the files of the job, from 0
 * @param path absolute
 * @param bytes its size, and {@code modified} the milliseconds since 1970 of its last change, by which another content is noticed
 * @param rows how many
 * @param firstRow number of its first row among those of all files, which decides its noise
 */
record InputFile(int number, String path, long bytes, long modified, long rows, long firstRow) implements Serializable {
    Path file() {
        return Path.of(path);
    }

    /** @throws FlashFlowException if the file has changed since the job began */
    void refuseChanged() {
        try {
            if (Files.size(file()) != bytes || modified(file()) != modified) {
                throw new FlashFlowException(
                        "File " + path + " has changed since the job began, and part of the sample is of"
                                + " what it was; generate into another folder.");
            }
        } catch (IOException e) {
            throw new FlashFlowException(
                    "File " + path + " cannot be looked at any more (" + AtomicFile.reason(e)
                            + "); bring it back, and start the job again.",
                    e);
        }
    }

    static long modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toMillis();
    }
}
