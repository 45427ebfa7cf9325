package flashflow.storage;

/** The element types of the safetensors format, named as in its headers. */
public enum DataType {
    /** IEEE 754 double, 8 bytes. */
    F64(8),
    /** Signed integer, 8 bytes. */
    I64(8),
    /** Unsigned integer, 8 bytes. */
    U64(8),
    /** IEEE 754 single, 4 bytes. */
    F32(4),
    /** Signed integer, 4 bytes. */
    I32(4),
    /** Unsigned integer, 4 bytes. */
    U32(4),
    /** IEEE 754 half, 2 bytes. */
    F16(2),
    /** The upper half of a single, 2 bytes. */
    BF16(2),
    /** Signed integer, 2 bytes. */
    I16(2),
    /** Unsigned integer, 2 bytes. */
    U16(2),
    /** Signed integer, 1 byte. */
    I8(1),
    /** Unsigned integer, 1 byte. */
    U8(1),
    /** 0 or 1, 1 byte. */
    BOOL(1);

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }
}
