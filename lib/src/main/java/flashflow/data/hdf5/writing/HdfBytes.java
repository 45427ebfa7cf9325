package flashflow.data.hdf5.writing;

import io.jhdf.checksum.JenkinsLookup3HashLittle;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Little-endian bytes of a header, appended field by field. */
public final class HdfBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public HdfBytes u8(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    public HdfBytes u16(int... values) {
        for (int value : values) {
            u8(value, value >>> 8);
        }
        return this;
    }

    public HdfBytes u32(int value) {
        return u16(value, value >>> 16);
    }

    public HdfBytes u64(long value) {
        return u32((int) value).u32((int) (value >>> 32));
    }

    /** The lowest {@code bytes} bytes of a value. */
    public HdfBytes unsigned(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            u8((int) (value >>> 8 * i));
        }
        return this;
    }

    public HdfBytes text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public HdfBytes bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    /** Appends the checksum of everything so far (Jenkins' lookup3). */
    public HdfBytes checksum() {
        return u32(JenkinsLookup3HashLittle.hash(ByteBuffer.wrap(out.toByteArray())));
    }

    public int size() {
        return out.size();
    }

    public byte[] toBytes() {
        return out.toByteArray();
    }
}
