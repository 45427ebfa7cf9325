package flashflow.spark.files;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A line of the job's log: a range whose file is complete.
 *
 * @param name of the range
 * @param rows of the file
 * @param dropped rows of context that hold NaN or infinity
 * @param bytes of the file
 * @param sha256 of the file's content, 64 hexadecimal digits
 * @param redrawn draws that were thrown away
 * @param warnings what a user should know
 */
record CommittedRange(
        String name, long rows, long dropped, long bytes, String sha256, long redrawn, List<String> warnings)
        implements Serializable {
    private static final int CHUNK = 1 << 20;

    static String sha256(Path file) throws IOException {
        var digest = digest();
        var buffer = ByteBuffer.allocate(CHUNK);
        try (var channel = FileChannel.open(file)) {
            while (channel.read(buffer) >= 0) {
                digest.update(buffer.flip());
                buffer.clear();
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
