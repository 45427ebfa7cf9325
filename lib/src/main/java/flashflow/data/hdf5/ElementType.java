package flashflow.data.hdf5;

import flashflow.data.hdf5.format.Datatype;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * How a number is stored, and what is made of it. Everything becomes float32: float64 and integers are rounded to the nearest
 * float32, so integers beyond 2^24 lose their last digits and float64 beyond the float32 range becomes infinity, which is refused.
 * {@link Float32Losses} looks at what is lost.
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
        /** What the nearest float32 leaves over. */
        REST,
        /** The decimal logarithm of the magnitude, which no finite value is too large for. */
        LOGARITHM
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
            decodeView(bytes, count, into, offset);
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

    private void decodeView(ByteBuffer from, int count, float[] into, int offset) {
        for (int i = 0; i < count; i++) {
            into[offset + i] = isInteger() ? rest(from, i) : viewed(real(from, i));
        }
    }

    private double real(ByteBuffer from, int index) {
        float[] narrow = new float[1];
        if (bytes == 8) {
            return from.getDouble(8 * index);
        }
        as(View.VALUE).decode(from.slice(bytes * index, bytes), 1, narrow, 0);
        return narrow[0];
    }

    private float viewed(double value) {
        return view == View.REST ? (float) (value - (float) value) : (float) Math.log10(Math.abs(value));
    }

    /** Exact as a difference of whole numbers; where the float32 lies beyond them, it is at most half a step away. */
    private float rest(ByteBuffer from, int index) {
        long value = switch (bytes) {
            case 4 -> kind == Kind.SIGNED ? from.getInt(4 * index) : Integer.toUnsignedLong(from.getInt(4 * index));
            case 8 -> from.getLong(8 * index);
            default -> 0;
        };
        if (kind == Kind.UNSIGNED && value < 0) {
            return (float) ((value >>> 11) * 0x1p11 - unsigned(value)) + (value & 0x7ff);
        }
        return (float) value == 0x1p63f ? value - Long.MAX_VALUE - 1f : value - (long) (float) value;
    }
}
