package flashflow.data.hdf5.reading;

import flashflow.data.hdf5.format.Datatype;
import flashflow.storage.Float16;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
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
public record ElementType(Kind kind, int bytes, ByteOrder order, View view) implements ElementCodec {
    public enum Kind {
        FLOAT,
        SIGNED,
        UNSIGNED
    }

    public enum View {
        /** The nearest float32. */
        VALUE,
        /** The upper half of the exact value's 64 bits, as the bits of a float. */
        HIGH_BITS,
        /** The lower half. */
        LOW_BITS
    }

    /** The element type of a dataset, or nothing if it is not a plain number. */
    public static Optional<ElementType> of(Datatype type) {
        return type.number().map(number -> {
            var integer = number.isSigned() ? Kind.SIGNED : Kind.UNSIGNED;
            return new ElementType(number.isFloat() ? Kind.FLOAT : integer, type.bytes(), number.order(), View.VALUE);
        });
    }

    public ElementType as(View other) {
        return new ElementType(kind, bytes, order, other);
    }

    /** The exact value of 64 bits, in two floats that are {@link #joined} again. */
    public ElementCodec halves() {
        return new RecordCodec(
                bytes,
                List.of(new RecordCodec.Field(0, as(View.HIGH_BITS)), new RecordCodec.Field(0, as(View.LOW_BITS))));
    }

    /** The 64 bits of which {@link View#HIGH_BITS} and {@link View#LOW_BITS} were made. */
    public static long joined(float high, float low) {
        return (long) Float.floatToRawIntBits(high) << 32 | Float.floatToRawIntBits(low) & 0xffffffffL;
    }

    public boolean isInteger() {
        return kind != Kind.FLOAT;
    }

    /** Whether there are values that float32 does not hold. */
    public boolean isWide() {
        return bytes == 8 || bytes == 4 && isInteger();
    }

    @Override
    public int values() {
        return 1;
    }

    @Override
    public void decode(ByteBuffer from, int count, float[] into, int offset) {
        if (view == View.VALUE && kind == Kind.FLOAT && bytes == 4) {
            from.slice().order(order).asFloatBuffer().get(into, offset, count);
        } else {
            decode(from, bytes, count, into, offset, 1);
        }
    }

    /**
     * Decodes numbers that lie apart.
     *
     * @param from begins with the first of them
     * @param step bytes from one to the next
     * @param stride floats from one to the next
     */
    public void decode(ByteBuffer from, int step, int count, float[] into, int offset, int stride) {
        var numbers = from.slice().order(order);
        if (view != View.VALUE) {
            decodeBits(numbers, step, count, into, offset, stride);
            return;
        }
        switch (kind) {
            case FLOAT -> decodeFloats(numbers, step, count, into, offset, stride);
            case SIGNED -> decodeSigned(numbers, step, count, into, offset, stride);
            case UNSIGNED -> decodeUnsigned(numbers, step, count, into, offset, stride);
        }
    }

    private void decodeFloats(ByteBuffer from, int step, int count, float[] into, int offset, int stride) {
        for (int i = 0, at = 0, to = offset; i < count; i++, at += step, to += stride) {
            into[to] = switch (bytes) {
                case 2 -> Float16.value(from.getShort(at));
                case 4 -> from.getFloat(at);
                default -> (float) from.getDouble(at);
            };
        }
    }

    private void decodeSigned(ByteBuffer from, int step, int count, float[] into, int offset, int stride) {
        for (int i = 0, at = 0, to = offset; i < count; i++, at += step, to += stride) {
            into[to] = switch (bytes) {
                case 1 -> from.get(at);
                case 2 -> from.getShort(at);
                case 4 -> from.getInt(at);
                default -> from.getLong(at);
            };
        }
    }

    private void decodeUnsigned(ByteBuffer from, int step, int count, float[] into, int offset, int stride) {
        for (int i = 0, at = 0, to = offset; i < count; i++, at += step, to += stride) {
            into[to] = switch (bytes) {
                case 1 -> Byte.toUnsignedInt(from.get(at));
                case 2 -> Short.toUnsignedInt(from.getShort(at));
                case 4 -> Integer.toUnsignedLong(from.getInt(at));
                default -> unsigned(from.getLong(at));
            };
        }
    }

    private static float unsigned(long value) {
        // Halving with the lost bit kept odd rounds as the full value would.
        return value >= 0 ? value : (float) ((value >>> 1) | (value & 1)) * 2f;
    }

    private void decodeBits(ByteBuffer from, int step, int count, float[] into, int offset, int stride) {
        for (int i = 0, at = 0, to = offset; i < count; i++, at += step, to += stride) {
            long exact = exact(from, at);
            into[to] = Float.intBitsToFloat((int) (view == View.HIGH_BITS ? exact >>> 32 : exact));
        }
    }

    /** An integer of 64 bits, or the bits of a float64, from the bytes at a place, which are in this type's order. */
    public long exact(ByteBuffer from, int at) {
        return switch (bytes) {
            case 8 -> from.getLong(at);
            case 4 -> isInteger() ? whole(from.getInt(at), 0xffffffffL) : bits(from.getFloat(at));
            case 2 -> isInteger() ? whole(from.getShort(at), 0xffff) : bits(Float16.value(from.getShort(at)));
            default -> whole(from.get(at), 0xff);
        };
    }

    private long whole(long signed, long mask) {
        return kind == Kind.SIGNED ? signed : signed & mask;
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }
}
