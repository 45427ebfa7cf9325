package flashflow.data.hdf5.writing;

/** Numbers of 16 bits, IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
final class Float16 {
    private static final double SMALLEST_NORMAL = 0x1p-14;
    private static final double INFINITE_FROM = 65520;
    private static final int INFINITY = 0x7c00;
    private static final int FRACTION = 0x3ff;

    private Float16() {}

    /** The nearest one, of two as near the even one; a NaN keeps the upper bits of its payload. */
    static int bits(double value) {
        int single = Float.floatToRawIntBits((float) value);
        int sign = single >>> 16 & 0x8000;
        double size = Math.abs(value);
        if (Double.isNaN(value)) {
            int payload = single >>> 13 & FRACTION;
            return sign | INFINITY | (payload == 0 ? 0x200 : payload);
        }
        if (size >= INFINITE_FROM) {
            return sign | INFINITY;
        }
        if (size < SMALLEST_NORMAL) {
            return sign | (int) Math.rint(size * 0x1p24);
        }
        int exponent = Math.getExponent(size);
        // A fraction that is rounded up to one raises the exponent, as it should.
        return sign | (exponent + 15 << 10) + (int) Math.rint(Math.scalb(size, 10 - exponent)) - 0x400;
    }

    /** The value of 16 bits, exact in float64. */
    static double value(int bits) {
        double sign = (bits & 0x8000) == 0 ? 1 : -1;
        int exponent = bits >>> 10 & 0x1f;
        int fraction = bits & FRACTION;
        if (exponent == 0x1f) {
            return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        return sign * (exponent == 0 ? fraction * 0x1p-24 : Math.scalb(0x400 + fraction, exponent - 25));
    }
}
