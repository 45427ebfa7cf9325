package flashflow.data.hdf5.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Little-endian fields, read one after the other; addresses and lengths are as wide as the file's superblock says. */
final class Fields {
    private final ByteBuffer bytes;
    private final int addressBytes;
    private final int lengthBytes;

    Fields(ByteBuffer bytes, int addressBytes, int lengthBytes) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.addressBytes = addressBytes;
        this.lengthBytes = lengthBytes;
    }

    int u8() {
        return bytes.get() & 0xff;
    }

    int u16() {
        return bytes.getShort() & 0xffff;
    }

    long u32() {
        return bytes.getInt() & 0xffffffffL;
    }

    long u64() {
        return bytes.getLong();
    }

    /** A number of 1 to 8 bytes. */
    long unsigned(int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (long) u8() << 8 * i;
        }
        return value;
    }

    /** An address, or {@link Storage#UNDEFINED} where all its bits are set. */
    long address() {
        long value = unsigned(addressBytes);
        return addressBytes < 8 && value == (1L << 8 * addressBytes) - 1 ? Storage.UNDEFINED : value;
    }

    long length() {
        return unsigned(lengthBytes);
    }

    /** A length of which all bits may be set, which means that there is no bound. */
    long extent() {
        long value = length();
        return lengthBytes < 8 && value == (1L << 8 * lengthBytes) - 1 ? Dataspace.UNLIMITED : value;
    }

    Fields skip(int count) {
        bytes.position(bytes.position() + count);
        return this;
    }

    int position() {
        return bytes.position();
    }

    int remaining() {
        return bytes.remaining();
    }

    /** The next bytes, by themselves. */
    ByteBuffer take(long count) {
        if (count < 0 || count > bytes.remaining()) {
            throw new FormatException("a field of " + count + " bytes where " + bytes.remaining() + " are left");
        }
        var taken = bytes.slice(bytes.position(), (int) count).order(ByteOrder.LITTLE_ENDIAN);
        skip((int) count);
        return taken;
    }

    /** The same bytes from another place on, whatever was read of them. */
    Fields from(long offset) {
        if (offset < 0 || offset > bytes.limit()) {
            throw new FormatException("byte " + offset + " of a structure of " + bytes.limit());
        }
        return new Fields(bytes.duplicate().position((int) offset), addressBytes, lengthBytes);
    }

    /** What was not read yet. */
    Fields rest() {
        return fields(bytes.remaining());
    }

    Fields fields(long count) {
        return new Fields(take(count), addressBytes, lengthBytes);
    }

    String text(long count) {
        var taken = take(count);
        byte[] text = new byte[taken.remaining()];
        taken.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Text up to a zero byte, which is read too. */
    String zeroEnded() {
        int length = 0;
        while (bytes.get(bytes.position() + length) != 0) {
            length++;
        }
        String text = text(length);
        skip(1);
        return text;
    }

    void expect(String signature) {
        String found = text(signature.length());
        if (!found.equals(signature)) {
            throw new FormatException("the mark '" + signature + "' is missing where it should stand");
        }
    }

    int version(int lowest, int highest, String what) {
        int version = u8();
        if (version < lowest || version > highest) {
            throw new FormatException(what + " has version " + version + ", which is not known");
        }
        return version;
    }
}
