package flashflow.data.hdf5.format;

import java.nio.ByteBuffer;

/**
 * What stands for elements that were never written.
 *
 * @param defined false where the file says that such elements have no value
 * @param bytes one element, or none for zero
 */
public record FillValue(boolean defined, ByteBuffer bytes) {
    private static final int NEVER = 1;
    private static final ByteBuffer ZERO = ByteBuffer.allocate(0);

    public static FillValue of(ObjectHeader header) {
        return header.find(ObjectHeader.FILL_VALUE)
                .map(FillValue::read)
                .or(() -> header.find(ObjectHeader.OLD_FILL_VALUE).map(f -> new FillValue(true, f.take(f.u32()))))
                .orElse(new FillValue(true, ZERO));
    }

    private static FillValue read(Fields fields) {
        int version = fields.version(1, 3, "a fill value");
        if (version == 3) {
            int flags = fields.u8();
            boolean defined = (flags & 0x10) == 0 && (flags >> 2 & 3) != NEVER;
            return new FillValue(defined, (flags & 0x20) != 0 ? fields.take(fields.u32()) : ZERO);
        }
        int when = fields.skip(1).u8();
        boolean given = fields.u8() != 0;
        // Without a size where version 2 says that the value is not defined.
        int size = given || version == 1 ? (int) fields.u32() : 0;
        return new FillValue(given && when != NEVER, size > 0 ? fields.take(size) : ZERO);
    }
}
