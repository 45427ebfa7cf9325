package flashflow.data.hdf5.format;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How one element is stored.
 *
 * @param kind of the element
 * @param bytes that it takes
 * @param number how to read it, where it is a plain number
 * @param parts what it is made of
 */
public record Datatype(Kind kind, int bytes, Optional<Number> number, Parts parts) {
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

    /**
     * A field of a compound element.
     *
     * @param name of the field
     * @param offset in bytes from the element's beginning
     * @param type of the field
     */
    public record Member(String name, int offset, Datatype type) {}

    /**
     * What an element is made of; each of these is empty where it does not apply.
     *
     * @param members fields of a compound element
     * @param dimensions of an array
     * @param of what an array, a list of variable length or an enumeration holds
     * @param names of an enumeration's values
     * @param text how a text is stored
     */
    public record Parts(
            List<Member> members,
            List<Integer> dimensions,
            Optional<Datatype> of,
            List<String> names,
            Optional<Text> text) {
        static final Parts NONE = new Parts(List.of(), List.of(), Optional.empty(), List.of(), Optional.empty());

        static Parts of(List<Member> members) {
            return new Parts(members, List.of(), Optional.empty(), List.of(), Optional.empty());
        }

        static Parts array(List<Integer> dimensions, Datatype of) {
            return new Parts(List.of(), dimensions, Optional.of(of), List.of(), Optional.empty());
        }

        static Parts named(Datatype of, List<String> names) {
            return new Parts(List.of(), List.of(), Optional.of(of), names, Optional.empty());
        }

        static Parts text(Text text) {
            return new Parts(List.of(), List.of(), Optional.empty(), List.of(), Optional.of(text));
        }
    }

    /**
     * A text: of a fixed number of bytes, or of variable length in the file's heap.
     *
     * @param isVariable whether the element only says where the text lies
     * @param isPadded whether it is filled up with spaces
     */
    public record Text(boolean isVariable, boolean isPadded) {}

    public static Datatype of(ObjectHeader header) {
        return read(header.get(ObjectHeader.DATATYPE, "type"));
    }

    static Datatype read(Fields fields) {
        return new DatatypeReader(fields).read();
    }

    /** Whether it is the enumeration of FALSE and TRUE that h5py writes for bool. */
    public boolean isBoolean() {
        return kind == Kind.ENUM && bytes == 1 && parts.names.equals(List.of("FALSE", "TRUE"));
    }

    /** Sign, exponent and mantissa of IEEE 754, as a type's message has them, for 2, 4 and 8 bytes. */
    static boolean isIeee(int bytes, int... found) {
        int[] ieee =
                switch (bytes) {
                    case 2 -> new int[] {15, 2, 0, 16, 10, 5, 0, 10, 15};
                    case 4 -> new int[] {31, 2, 0, 32, 23, 8, 0, 23, 127};
                    case 8 -> new int[] {63, 2, 0, 64, 52, 11, 0, 52, 1023};
                    default -> new int[0];
                };
        return Arrays.equals(found, ieee);
    }
}
