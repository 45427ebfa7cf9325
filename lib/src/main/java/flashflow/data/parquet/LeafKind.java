package flashflow.data.parquet;

import flashflow.data.ColumnType;
import flashflow.storage.Float16;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.api.Binary;

/**
 * What values of a column are: how they are read, and in which array they are kept.
 *
 * @param type in which the column is offered
 * @param carried in which it is carried along
 * @param element of the array that keeps the values: float, double, long or String
 * @param reader of one value after the other
 */
record LeafKind(ColumnType type, ColumnType carried, Class<?> element, Reader reader) {
    /** 1970-01-01 in the count of days that INT96 has. */
    private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;

    private static final long NANOSECONDS_OF_DAY = 86_400_000_000_000L;

    /** Reads consecutive values into an array. */
    @FunctionalInterface
    interface Reader {
        void read(ValuesReader from, Object into, int first, int end) throws IOException;
    }

    /** Reads one text. */
    @FunctionalInterface
    interface Text {
        String read(ValuesReader from) throws IOException;
    }

    /** Reads one whole number. */
    @FunctionalInterface
    interface Whole {
        long read(ValuesReader from) throws IOException;
    }

    static final LeafKind FLOAT32 = of(ColumnType.FLOAT32, float.class, (from, into, first, end) -> {
        float[] values = (float[]) into;
        for (int i = first; i < end; i++) {
            values[i] = from.readFloat();
        }
    });

    static final LeafKind FLOAT64 = of(ColumnType.FLOAT64, double.class, (from, into, first, end) -> {
        double[] values = (double[]) into;
        for (int i = first; i < end; i++) {
            values[i] = from.readDouble();
        }
    });

    static final LeafKind FLOAT16 =
            of(new ColumnType(ColumnType.Kind.FLOAT, 16), float.class, (from, into, first, end) -> {
                float[] values = (float[]) into;
                for (int i = first; i < end; i++) {
                    values[i] = Float16.value(little(from.readBytes()).getShort());
                }
            });

    static final LeafKind BOOLEAN = whole(ColumnType.BOOLEAN, from -> from.readBoolean() ? 1 : 0);
    static final LeafKind INT64 = whole(ColumnType.INT64, ValuesReader::readLong);

    /** Days and milliseconds. */
    static final LeafKind TIME32 = whole(ColumnType.INT64, ValuesReader::readInteger);

    /** Nanoseconds since 1970 in the twelve bytes of old writers. */
    static final LeafKind INT96 = whole(ColumnType.INT64, from -> nanoseconds(little(from.readBytes())));

    static final LeafKind TEXT = text(ColumnType.TEXT, from -> text(from.readBytes()));

    static final LeafKind UUID_TEXT = text(ColumnType.TEXT, from -> {
        var bytes = from.readBytes().toByteBuffer();
        return new UUID(bytes.getLong(bytes.position()), bytes.getLong(bytes.position() + 8)).toString();
    });

    /** Whole numbers of 8 to 32 bits. */
    static LeafKind int32(int bits, boolean signed) {
        var type = new ColumnType(signed ? ColumnType.Kind.SIGNED : ColumnType.Kind.UNSIGNED, bits);
        return signed ? whole(type, ValuesReader::readInteger) : whole(type, from -> from.readInteger() & 0xFFFF_FFFFL);
    }

    /** Whole numbers of 64 bits without a sign. */
    static LeafKind uint64() {
        return whole(new ColumnType(ColumnType.Kind.UNSIGNED, 64), ValuesReader::readLong);
    }

    /** Decimal fractions in whole numbers of 32 bits, which are text where they are carried. */
    static LeafKind decimal32(int scale) {
        return text(ColumnType.FLOAT64, from -> plain(BigInteger.valueOf(from.readInteger()), scale));
    }

    /** Those in 64 bits. */
    static LeafKind decimal64(int scale) {
        return text(ColumnType.FLOAT64, from -> plain(BigInteger.valueOf(from.readLong()), scale));
    }

    /** Those in any number of bytes. */
    static LeafKind decimal(int scale) {
        return text(
                ColumnType.FLOAT64,
                from -> plain(new BigInteger(from.readBytes().getBytes()), scale));
    }

    private static String plain(BigInteger unscaled, int scale) {
        return new BigDecimal(unscaled, scale).toPlainString();
    }

    private static LeafKind of(ColumnType type, Class<?> element, Reader reader) {
        return new LeafKind(type, type, element, reader);
    }

    private static LeafKind whole(ColumnType type, Whole one) {
        return of(type, long.class, (from, into, first, end) -> {
            long[] values = (long[]) into;
            for (int i = first; i < end; i++) {
                values[i] = one.read(from);
            }
        });
    }

    private static LeafKind text(ColumnType type, Text one) {
        return new LeafKind(type, ColumnType.TEXT, String.class, (from, into, first, end) -> {
            String[] values = (String[]) into;
            for (int i = first; i < end; i++) {
                values[i] = one.read(from);
            }
        });
    }

    private static ByteBuffer little(Binary bytes) {
        return bytes.toByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Bytes that are no text are refused, not replaced. */
    private static String text(Binary bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.toByteBuffer())
                    .toString();
        } catch (CharacterCodingException e) {
            // Without the cause, whose words are a length.
            throw new IOException("its bytes are no text in UTF-8");
        }
    }

    private static long nanoseconds(ByteBuffer bytes) {
        long ofDay = bytes.getLong(0);
        long day = Integer.toUnsignedLong(bytes.getInt(8)) - JULIAN_DAY_OF_EPOCH;
        return Math.addExact(Math.multiplyExact(day, NANOSECONDS_OF_DAY), ofDay);
    }

    /** An array for so many values. */
    Object array(int size) {
        return Array.newInstance(element, size);
    }

    /** Bytes that a kept value takes, those of texts roughly. */
    int bytes() {
        return element == float.class ? 4 : element == String.class ? 64 : 8;
    }
}
