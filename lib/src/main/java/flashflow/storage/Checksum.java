package flashflow.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * SHA-256 of a file's header and data. The header holds the sum itself, so it is summed with 64 zeros in that place; a
 * damaged name, shape or metadata is noticed like damaged data.
 */
final class Checksum {
    /** The metadata key of the sum. */
    static final String KEY = "flashflow.sha256";

    /** What the header says while the sum is not known. */
    static final String UNKNOWN = "0".repeat(64);

    private final Sha256 sum = new Sha256();

    private Checksum() {}

    /** A sum that begins with a header whose own sum is still {@link #UNKNOWN}. */
    static Checksum of(byte[] header) {
        var checksum = new Checksum();
        checksum.sum.add(header);
        return checksum;
    }

    /** The header as it was before the sum was entered. */
    static byte[] withoutSum(byte[] header, String sum) {
        var text = new String(header, StandardCharsets.UTF_8);
        return text.replace('"' + sum + '"', '"' + UNKNOWN + '"').getBytes(StandardCharsets.UTF_8);
    }

    /** The header with the sum entered. */
    static byte[] withSum(byte[] header, String sum) {
        var text = new String(header, StandardCharsets.UTF_8);
        String key = '"' + KEY + "\":\"";
        return text.replace(key + UNKNOWN, key + sum).getBytes(StandardCharsets.UTF_8);
    }

    /** Adds the remaining bytes without moving the buffer's position. */
    void add(ByteBuffer bytes) {
        sum.add(bytes);
    }

    /** The sum as 64 lower-case hexadecimal digits; ends this object's use. */
    String hex() {
        return sum.hex();
    }
}
