package flashflow.engine;

import flashflow.FlashFlowException;
import flashflow.storage.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Remembers in a file that the content of unpacked libraries was found to be right, until one of them changes.
 *
 * @param memory the file, beside the folder, since DJL loads all files in there
 */
record CheckedOnce(Path memory, Path folder, List<BundledLibrary> libraries) {
    boolean isChecked() throws IOException {
        try {
            return Arrays.equals(state(), Files.readAllBytes(memory));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    void remember() throws IOException {
        byte[] state = state();
        try {
            AtomicFile.write(memory, channel -> channel.write(ByteBuffer.wrap(state)));
        } catch (FlashFlowException e) {
            // Only time is lost: the next start reads the libraries again.
        }
    }

    private byte[] state() throws IOException {
        var lines = new StringBuilder();
        for (BundledLibrary library : libraries) {
            var changed = Files.getLastModifiedTime(folder.resolve(library.file()));
            lines.append(library.file() + " " + library.size() + " " + library.sum() + " " + changed + "\n");
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
