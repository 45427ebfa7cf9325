package flashflow.data.hdf5;

import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * How a number is stored. Everything becomes float32: float64 and integers are rounded to the nearest float32, so
 * integers beyond 2^24 lose their last digits and float64 beyond the float32 range becomes infinity, which is refused.
 *
 * @param kind floating point, signed or unsigned integer
 * @param bytes size of one element
 * @param order byte order in the file
 */
record ElementType(Kind kind, int bytes, ByteOrder order) {
    enum Kind {
        FLOAT,
        SIGNED,
        UNSIGNED
    }

    /** The element type of a dataset, or nothing if it is not a plain number. */
    static Optional<ElementType> of(DataType type) {
        if (type instanceof FloatingPoint number && isIeee(number)) {
            return Optional.of(new ElementType(Kind.FLOAT, number.getSize(), number.getByteOrder()));
        }
        if (type instanceof FixedPoint number && isPlain(number)) {
            var kind = number.isSigned() ? Kind.SIGNED : Kind.UNSIGNED;
            return Optional.of(new ElementType(kind, number.getSize(), number.getByteOrder()));
        }
        return Optional.empty();
    }

    private static boolean isPlain(FixedPoint number) {
        int size = number.getSize();
        return (size == 1 || size == 2 || size == 4 || size == 8)
                && number.getBitPrecision() == 8 * size
                && number.getBitOffset() == 0;
    }

    /** Sign, exponent and mantissa where IEEE 754 puts them; other formats would be read as wrong numbers. */
    private static boolean isIeee(FloatingPoint number) {
        int[] fields = {
            number.getBitOffset(),
            number.getBitPrecision(),
            number.getExponentLocation(),
            number.getExponentSize(),
            number.getMantissaLocation(),
            number.getMantissaSize(),
            number.getExponentBias(),
            number.getSignLocation(),
            number.getMantissaNormalization()
        };
        return switch (number.getSize()) {
            case 2 -> java.util.Arrays.equals(fields, new int[] {0, 16, 10, 5, 0, 10, 15, 15, 2});
            case 4 -> java.util.Arrays.equals(fields, new int[] {0, 32, 23, 8, 0, 23, 127, 31, 2});
            case 8 -> java.util.Arrays.equals(fields, new int[] {0, 64, 52, 11, 0, 52, 1023, 63, 2});
            default -> false;
        };
    }

    /** Decodes {@code count} elements that begin at the start of {@code from}. */
    void decode(ByteBuffer from, int count, float[] into, int offset) {
        var bytes = from.slice().order(order);
        switch (kind) {
            case FLOAT -> decodeFloats(bytes, count, into, offset);
            case SIGNED -> decodeSigned(bytes, count, into, offset);
            case UNSIGNED -> decodeUnsigned(bytes, count, into, offset);
        }
    }

    private void decodeFloats(ByteBuffer from, int count, float[] into, int offset) {
        switch (bytes) {
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    into[offset + i] = FloatingPoint.toFloat(from.getShort(2 * i));
                }
            }
            case 4 -> from.asFloatBuffer().get(into, offset, count);
            default -> {
                for (int i = 0; i < count; i++) {
                    into[offset + i] = (float) from.getDouble(8 * i);
                }
            }
        }
    }

    private void decodeSigned(ByteBuffer from, int count, float[] into, int offset) {
        for (int i = 0; i < count; i++) {
            into[offset + i] = switch (bytes) {
                case 1 -> from.get(i);
                case 2 -> from.getShort(2 * i);
                case 4 -> from.getInt(4 * i);
                default -> from.getLong(8 * i);
            };
        }
    }

    private void decodeUnsigned(ByteBuffer from, int count, float[] into, int offset) {
        for (int i = 0; i < count; i++) {
            into[offset + i] = switch (bytes) {
                case 1 -> Byte.toUnsignedInt(from.get(i));
                case 2 -> Short.toUnsignedInt(from.getShort(2 * i));
                case 4 -> Integer.toUnsignedLong(from.getInt(4 * i));
                default -> unsigned(from.getLong(8 * i));
            };
        }
    }

    private static float unsigned(long value) {
        // Halving with the lost bit kept odd rounds as the full value would.
        return value >= 0 ? value : (float) ((value >>> 1) | (value & 1)) * 2f;
    }
}
