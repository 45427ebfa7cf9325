package flashflow.data.hdf5.format;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The first structure of a file.
 *
 * @param storage everything else
 * @param endOfFile bytes that the file must have at least
 * @param root address of the root group's header
 * @param flags bit 0 set: open for writing; bit 2 set: by a writer that lets others read (SWMR)
 */
public record Superblock(Storage storage, long endOfFile, long root, int flags) {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final int FIRST_USER_BLOCK = 512;
    private static final int LONGEST = 128;

    public boolean openForWriting() {
        return (flags & 1) != 0;
    }

    public boolean openForSwmr() {
        return (flags & 4) != 0;
    }

    /** The superblock, at the start of the file or behind a user block; nothing in a file that is no HDF5 file. */
    public static Optional<Superblock> find(FileBytes file) {
        for (long at = 0; at <= file.size() - SIGNATURE.length; at = Math.max(FIRST_USER_BLOCK, 2 * at)) {
            var signature = ByteBuffer.allocate(SIGNATURE.length);
            file.read(at, signature);
            if (java.util.Arrays.equals(signature.array(), SIGNATURE)) {
                return Optional.of(read(file, at));
            }
        }
        return Optional.empty();
    }

    private static Superblock read(FileBytes file, long base) {
        var head = new Storage(file, base, 8, 8).upTo(0, LONGEST).skip(SIGNATURE.length);
        int version = head.version(0, 3, "the superblock");
        return version < 2 ? old(file, base, version, head) : recent(file, base, version, head);
    }

    private static Superblock old(FileBytes file, long base, int version, Fields head) {
        int addressBytes = width(head.skip(4).u8());
        int lengthBytes = width(head.u8());
        int flags = (int) head.skip(5).u32();
        var storage = new Storage(file, base, addressBytes, lengthBytes);
        var fields = storage.upTo(0, LONGEST).skip(version == 0 ? 24 : 28);
        fields.address();
        fields.address();
        long end = fields.address();
        fields.address();
        fields.address();
        return new Superblock(storage, end, fields.address(), flags);
    }

    private static Superblock recent(FileBytes file, long base, int version, Fields head) {
        int addressBytes = width(head.u8());
        int lengthBytes = width(head.u8());
        var storage = new Storage(file, base, addressBytes, lengthBytes);
        var fields = storage.checked(0, 12 + 4 * addressBytes + 4).skip(11);
        int flags = fields.u8();
        fields.address();
        fields.address();
        long end = fields.address();
        return new Superblock(storage, end, fields.address(), flags);
    }

    private static int width(int bytes) {
        if (bytes != 2 && bytes != 4 && bytes != 8) {
            throw new FormatException("addresses or lengths of " + bytes + " bytes are not known");
        }
        return bytes;
    }
}
