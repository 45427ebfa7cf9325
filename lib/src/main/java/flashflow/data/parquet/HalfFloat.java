package flashflow.data.parquet;

/** Real numbers of 16 bits (IEEE 754 binary16), which Java 17 does not know. */
final class HalfFloat {
    private static final int EXPONENT = 0x7C00;
    private static final int FRACTION = 0x03FF;
    private static final float SMALLEST = 0x1p-24f;

    private HalfFloat() {}

    /** The number that 16 bits mean. */
    static float toFloat(int bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits & EXPONENT;
        int fraction = bits & FRACTION;
        if (exponent == EXPONENT) {
            return Float.intBitsToFloat(sign | 0x7F80_0000 | fraction << 13);
        }
        float size = exponent == 0
                ? fraction * SMALLEST
                : Float.intBitsToFloat((exponent << 13) + (112 << 23) | fraction << 13);
        return Float.intBitsToFloat(sign | Float.floatToRawIntBits(size));
    }

    /** The 16 bits of a number that has them; those of the next smaller one otherwise. */
    static int fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int exponent = (bits >>> 23 & 0xFF) - 112;
        int fraction = bits >>> 13 & FRACTION;
        if (exponent >= 31) {
            boolean isNumber = Float.isFinite(value);
            return sign | EXPONENT | (isNumber || Float.isInfinite(value) ? 0 : Math.max(fraction, 1));
        }
        return sign | (exponent > 0 ? exponent << 10 | fraction : (int) (Math.abs(value) / SMALLEST));
    }
}
