package flashflow.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of what is added piece by piece; numbers count by their bytes in the processor's order. Used by one thread. */
public final class Sha256 {
    private static final int BLOCK = 1 << 16;
    private static final int SHORT = 16;

    private final MessageDigest digest;

    /** Of nothing yet. */
    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Adds all bytes. */
    public Sha256 add(byte[] bytes) {
        digest.update(bytes);
        return this;
    }

    /** Adds the remaining bytes without moving the buffer's position. */
    public Sha256 add(ByteBuffer bytes) {
        digest.update(bytes.duplicate());
        return this;
    }

    /** Adds a text in UTF-8. */
    public Sha256 add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds numbers, block by block: a full-size flow's weights are 100 MB. */
    public Sha256 add(float[] values) {
        var bytes = ByteBuffer.allocate(BLOCK).order(ByteOrder.nativeOrder());
        int most = BLOCK / Float.BYTES;
        for (int first = 0; first < values.length; first += most) {
            int count = Math.min(most, values.length - first);
            bytes.asFloatBuffer().put(values, first, count);
            digest.update(bytes.array(), 0, count * Float.BYTES);
        }
        return this;
    }

    /** Adds whole numbers. */
    public Sha256 add(long[] values) {
        var bytes = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.nativeOrder());
        bytes.asLongBuffer().put(values);
        return add(bytes.array());
    }

    /** The sum as 64 lower-case hexadecimal digits; ends this object's use. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The first 16 of them, enough to tell things apart that nobody makes alike on purpose. */
    public String shortHex() {
        return hex().substring(0, SHORT);
    }
}
