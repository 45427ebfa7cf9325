package flashflow.storage;

/** Numbers of 16 bits, IEEE 754 binary16, which Java 17 does not know: a sign, 5 bits of exponent, 10 of fraction. */
public final class Float16 {
    private static final int EXPONENT = 0x7c00;
    private static final int FRACTION = 0x3ff;
    private static final float SMALLEST = 0x1p-24f;
    private static final double SMALLEST_NORMAL = 0x1p-14;
    private static final double INFINITE_FROM = 65520;

    private Float16() {}

    /** The number that the lower 16 bits mean, exact in float32; a NaN keeps its payload. */
    public static float value(int bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits & EXPONENT;
        int fraction = bits & FRACTION;
        if (exponent == EXPONENT) {
            return Float.intBitsToFloat(sign | 0x7f80_0000 | fraction << 13);
        }
        float size = exponent == 0
                ? fraction * SMALLEST
                : Float.intBitsToFloat((exponent << 13) + (112 << 23) | fraction << 13);
        return Float.intBitsToFloat(sign | Float.floatToRawIntBits(size));
    }

    /** The bits of the nearest one, of two as near the even one; a NaN keeps the upper bits of its payload. */
    public static int bits(double value) {
        int single = Float.floatToRawIntBits((float) value);
        int sign = single >>> 16 & 0x8000;
        double size = Math.abs(value);
        if (Double.isNaN(value)) {
            int payload = single >>> 13 & FRACTION;
            return sign | EXPONENT | (payload == 0 ? 0x200 : payload);
        }
        if (size >= INFINITE_FROM) {
            return sign | EXPONENT;
        }
        if (size < SMALLEST_NORMAL) {
            return sign | (int) Math.rint(size / SMALLEST);
        }
        int exponent = Math.getExponent(size);
        // A fraction that is rounded up to one raises the exponent, as it should.
        return sign | (exponent + 15 << 10) + (int) Math.rint(Math.scalb(size, 10 - exponent)) - 0x400;
    }
}
