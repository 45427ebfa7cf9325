package flashflow.data.hdf5.format;

import io.jhdf.checksum.JenkinsLookup3HashLittle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The structures of one file, found by their addresses, which count from the superblock on. */
public final class Storage {
    /** The address of what is not there. */
    public static final long UNDEFINED = -1L;

    /** A larger structure betrays a damaged length. */
    private static final long LARGEST = 1L << 28;

    private final FileBytes file;
    private final long base;
    private final int addressBytes;
    private final int lengthBytes;

    Storage(FileBytes file, long base, int addressBytes, int lengthBytes) {
        this.file = file;
        this.base = base;
        this.addressBytes = addressBytes;
        this.lengthBytes = lengthBytes;
    }

    int addressBytes() {
        return addressBytes;
    }

    int lengthBytes() {
        return lengthBytes;
    }

    /** Where the superblock begins: addresses count from there. */
    public long base() {
        return base;
    }

    Fields at(long address, long length) {
        return fields(bytes(address, length));
    }

    /** At most so many bytes, fewer at the end of the file. */
    Fields upTo(long address, long length) {
        return at(address, Math.min(length, file.size() - base - address));
    }

    /** A structure whose last four bytes are the checksum of those before, which are returned. */
    Fields checked(long address, long length) {
        var bytes = bytes(address, length);
        int covered = (int) length - 4;
        int expected = bytes.order(ByteOrder.LITTLE_ENDIAN).getInt(covered);
        if (JenkinsLookup3HashLittle.hash(bytes.slice(0, covered)) != expected) {
            throw new FormatException("the checksum of the header at byte " + (base + address) + " does not fit");
        }
        return fields(bytes.slice(0, covered));
    }

    Fields fields(ByteBuffer bytes) {
        return new Fields(bytes, addressBytes, lengthBytes);
    }

    private ByteBuffer bytes(long address, long length) {
        if (address < 0 || length < 0 || length > LARGEST || address > file.size() - base - length) {
            throw new FormatException("a header of " + length + " bytes at byte " + address
                    + " does not lie inside the file of " + file.size());
        }
        var bytes = ByteBuffer.allocate((int) length);
        file.read(base + address, bytes);
        return bytes.flip();
    }
}
