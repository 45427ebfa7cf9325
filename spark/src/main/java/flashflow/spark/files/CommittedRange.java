package flashflow.spark.files;

import flashflow.storage.Sha256;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
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
        var sum = new Sha256();
        var buffer = ByteBuffer.allocate(CHUNK);
        try (var channel = FileChannel.open(file)) {
            while (channel.read(buffer) >= 0) {
                sum.add(buffer.flip());
                buffer.clear();
            }
        }
        return sum.hex();
    }
}
