package flashflow.data.hdf5.writing;

import flashflow.data.ColumnType;

/**
 * A type of values as HDF5 describes it, little-endian.
 *
 * @param message the description
 * @param bytes of a value
 * @param isShuffled whether gzip works better on values whose first bytes come first, then their second ones
 */
public record StoredType(byte[] message, int bytes, boolean isShuffled) {
    /** Numbers and truth values; of texts the shortest. */
    public static StoredType of(ColumnType type) {
        int bytes = type.bits() / 8;
        return switch (type.kind()) {
            case SIGNED -> new StoredType(integer(bytes, true), bytes, bytes > 1);
            case UNSIGNED -> new StoredType(integer(bytes, false), bytes, bytes > 1);
            case FLOAT -> new StoredType(floating(bytes), bytes, true);
            case BOOLEAN -> new StoredType(truth(), bytes, false);
            case TEXT -> text(1);
        };
    }

    /** UTF-8 texts of one size, filled up with zeros. */
    public static StoredType text(int bytes) {
        int size = Math.max(1, bytes);
        return new StoredType(new HdfBytes().u8(0x13, 0x11, 0, 0).u32(size).toBytes(), size, false);
    }

    private static byte[] integer(int bytes, boolean signed) {
        return new HdfBytes()
                .u8(0x10, signed ? 8 : 0, 0, 0)
                .u32(bytes)
                .u16(0, 8 * bytes)
                .toBytes();
    }

    /** IEEE 754: a sign, the exponent, the fraction without its leading one. */
    private static byte[] floating(int bytes) {
        int exponent = bytes == 2 ? 5 : bytes == 4 ? 8 : 11;
        int fraction = 8 * bytes - exponent - 1;
        return new HdfBytes()
                .u8(0x11, 0x20, 8 * bytes - 1, 0)
                .u32(bytes)
                .u16(0, 8 * bytes)
                .u8(fraction, exponent, 0, fraction)
                .u32((1 << (exponent - 1)) - 1)
                .toBytes();
    }

    /** An enumeration of FALSE and TRUE over bytes, which h5py knows as bool. */
    private static byte[] truth() {
        return new HdfBytes()
                .u8(0x38, 2, 0, 0)
                .u32(1)
                .bytes(integer(1, true))
                .text("FALSE\0TRUE\0")
                .u8(0, 1)
                .toBytes();
    }
}
