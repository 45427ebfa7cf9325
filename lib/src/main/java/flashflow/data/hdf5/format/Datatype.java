package flashflow.data.hdf5.format;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * How one element is stored.
 *
 * @param kind of the element
 * @param bytes that it takes
 * @param number how to read it, where it is a plain number
 */
public record Datatype(Kind kind, int bytes, Optional<Number> number) {
    /** Classes of types, and in which words users know them. */
    public enum Kind {
        INTEGER("integers of unusual width"),
        FLOAT("floating-point numbers of unusual width or layout"),
        TIME("times"),
        TEXT("text"),
        BITS("bit fields of unusual width"),
        OPAQUE("opaque bytes"),
        COMPOUND("compound elements, several named numbers in one"),
        REFERENCE("references to other objects"),
        ENUM("an enumeration"),
        VARIABLE("elements of variable length"),
        ARRAY("arrays"),
        COMPLEX("complex numbers"),
        UNKNOWN("elements of an unknown kind");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * A plain number: two's complement, or IEEE 754.
     *
     * @param isFloat whether it is a floating-point number
     * @param isSigned whether an integer may be negative
     * @param order byte order in the file
     */
    public record Number(boolean isFloat, boolean isSigned, ByteOrder order) {}

    public static Datatype of(ObjectHeader header) {
        return read(header.get(ObjectHeader.DATATYPE, "type"));
    }

    static Datatype read(Fields fields) {
        int head = fields.u8();
        if (head >> 4 < 1 || head >> 4 > 5) {
            throw new FormatException("a type has version " + (head >> 4) + ", which is not known");
        }
        int bits = (int) fields.unsigned(3);
        int bytes = (int) Math.min(fields.u32(), Integer.MAX_VALUE);
        return switch (head & 15) {
            case 0 -> new Datatype(Kind.INTEGER, bytes, integer(bytes, (bits & 8) != 0, bits, fields));
            case 1 -> new Datatype(Kind.FLOAT, bytes, floating(bytes, bits, fields));
            case 2 -> other(Kind.TIME, bytes);
            case 3 -> other(Kind.TEXT, bytes);
            case 4 -> new Datatype(Kind.BITS, bytes, integer(bytes, false, bits, fields));
            case 5 -> other(Kind.OPAQUE, bytes);
            case 6 -> other(isComplex(bits, fields) ? Kind.COMPLEX : Kind.COMPOUND, bytes);
            case 7 -> other(Kind.REFERENCE, bytes);
            case 8 -> new Datatype(Kind.ENUM, bytes, read(fields).number());
            case 9 -> other((bits & 15) == 1 ? Kind.TEXT : Kind.VARIABLE, bytes);
            case 10 -> other(Kind.ARRAY, bytes);
            case 11 -> other(Kind.COMPLEX, bytes);
            default -> other(Kind.UNKNOWN, bytes);
        };
    }

    private static Datatype other(Kind kind, int bytes) {
        return new Datatype(kind, bytes, Optional.empty());
    }

    /** Pairs of a real and an imaginary part, as h5py writes complex numbers. */
    private static boolean isComplex(int bits, Fields members) {
        return (bits & 0xffff) == 2 && members.zeroEnded().equals("r");
    }

    private static ByteOrder order(int bits) {
        return (bits & 1) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static Optional<Number> integer(int bytes, boolean signed, int bits, Fields fields) {
        boolean whole = fields.u16() == 0 && fields.u16() == 8 * bytes;
        boolean usual = bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
        return whole && usual ? Optional.of(new Number(false, signed, order(bits))) : Optional.empty();
    }

    /** Sign, exponent and mantissa where IEEE 754 puts them; other formats would be read as wrong numbers. */
    private static Optional<Number> floating(int bytes, int bits, Fields fields) {
        int[] found = {
            bits >> 8 & 0xff,
            bits >> 4 & 3,
            fields.u16(),
            fields.u16(),
            fields.u8(),
            fields.u8(),
            fields.u8(),
            fields.u8(),
            (int) fields.u32()
        };
        int[] ieee =
                switch (bytes) {
                    case 2 -> new int[] {15, 2, 0, 16, 10, 5, 0, 10, 15};
                    case 4 -> new int[] {31, 2, 0, 32, 23, 8, 0, 23, 127};
                    case 8 -> new int[] {63, 2, 0, 64, 52, 11, 0, 52, 1023};
                    default -> new int[0];
                };
        // Bit 6 marks the byte order of the VAX.
        boolean plain = (bits & 0x40) == 0 && Arrays.equals(found, ieee);
        return plain ? Optional.of(new Number(true, true, order(bits))) : Optional.empty();
    }
}
