package flashflow.data.hdf5;

import flashflow.data.hdf5.format.Datatype;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * How a number is stored, and what is made of it. Everything becomes float32: float64 and integers are rounded to the nearest
 * float32, so integers beyond 2^24 lose their last digits and float64 beyond the float32 range becomes infinity, which is refused.
 * {@link flashflow.data.Float32Losses} looks at what is lost.
 *
 * @param kind floating point, signed or unsigned integer
 * @param bytes size of one element
 * @param order byte order in the file
 * @param view what is made of a value
 */
record ElementType(Kind kind, int bytes, ByteOrder order, View view) {
    enum Kind {
        FLOAT,
        SIGNED,
        UNSIGNED
    }

    enum View {
        /** The nearest float32. */
        VALUE,
        /** The upper half of the exact value's 64 bits, as the bits of a float. */
        HIGH_BITS,
        /** The lower half. */
        LOW_BITS
    }

    /** The element type of a dataset, or nothing if it is not a plain number. */
    static Optional<ElementType> of(Datatype type) {
        return type.number().map(number -> {
            var integer = number.isSigned() ? Kind.SIGNED : Kind.UNSIGNED;
            return new ElementType(number.isFloat() ? Kind.FLOAT : integer, type.bytes(), number.order(), View.VALUE);
        });
    }

    ElementType as(View other) {
        return new ElementType(kind, bytes, order, other);
    }

    boolean isInteger() {
        return kind != Kind.FLOAT;
    }

    /** Whether there are values that float32 does not hold. */
    boolean isWide() {
        return bytes == 8 || bytes == 4 && isInteger();
    }

    /** Decodes {@code count} elements that begin at the start of {@code from}. */
    void decode(ByteBuffer from, int count, float[] into, int offset) {
        var bytes = from.slice().order(order);
        if (view != View.VALUE) {
            decodeBits(bytes, count, into, offset);
            return;
        }
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

    private void decodeBits(ByteBuffer from, int count, float[] into, int offset) {
        for (int i = 0; i < count; i++) {
            long exact = exact(from, i);
            into[offset + i] = Float.intBitsToFloat((int) (view == View.HIGH_BITS ? exact >>> 32 : exact));
        }
    }

    /** An integer of 64 bits, or the bits of a float64. */
    private long exact(ByteBuffer from, int index) {
        return switch (bytes) {
            case 8 -> from.getLong(8 * index);
            case 4 -> isInteger() ? whole(from.getInt(4 * index), 0xffffffffL) : bits(from.getFloat(4 * index));
            case 2 ->
                isInteger()
                        ? whole(from.getShort(2 * index), 0xffff)
                        : bits(FloatingPoint.toFloat(from.getShort(2 * index)));
            default -> whole(from.get(index), 0xff);
        };
    }

    private long whole(long signed, long mask) {
        return kind == Kind.SIGNED ? signed : signed & mask;
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    /** Whether float32 holds a value, given as its 64 bits, exactly. NaN counts as held. */
    boolean isHeld(long exact) {
        return switch (kind) {
            case FLOAT -> {
                double value = Double.longBitsToDouble(exact);
                yield Double.isNaN(value) || value == (float) value;
            }
            case SIGNED -> isHeldSigned(exact);
            // Half of a float beyond 2^63 is whole, too.
            case UNSIGNED ->
                exact >= 0
                        ? isHeldSigned(exact)
                        : unsigned(exact) != 0x1p64f && (long) (unsigned(exact) / 2) << 1 == exact;
        };
    }

    private static boolean isHeldSigned(long exact) {
        return (float) exact == 0x1p63f ? exact == Long.MIN_VALUE : (long) (float) exact == exact;
    }

    /** Whether a value, given as its 64 bits, has no fraction. */
    boolean isWhole(long exact) {
        return isInteger() || Double.longBitsToDouble(exact) == Math.rint(Double.longBitsToDouble(exact));
    }

    /** A value, given as its 64 bits, for a message: 1e300. */
    String text(long exact) {
        return switch (kind) {
            case FLOAT ->
                String.valueOf(Double.longBitsToDouble(exact))
                        .replace(".0E", "e")
                        .replace('E', 'e');
            case SIGNED -> Long.toString(exact);
            case UNSIGNED -> Long.toUnsignedString(exact);
        };
    }
}
