package flashflow.data.hdf5.format;

import flashflow.data.hdf5.format.Datatype.Kind;
import flashflow.data.hdf5.format.Datatype.Member;
import flashflow.data.hdf5.format.Datatype.Number;
import flashflow.data.hdf5.format.Datatype.Parts;
import flashflow.data.hdf5.format.Datatype.Text;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the description of a type (specification IV.A.2.d), which may hold those of others. */
final class DatatypeReader {
    /** Types in types in types; more betray a damaged file. */
    private static final int DEEPEST = 16;

    private static final int MOST_DIMENSIONS = 32;

    private final Fields fields;
    private int depth;

    DatatypeReader(Fields fields) {
        this.fields = fields;
    }

    Datatype read() {
        if (++depth > DEEPEST) {
            throw new FormatException("types lie in each other " + DEEPEST + " times");
        }
        int head = fields.u8();
        int version = head >> 4;
        if (version < 1 || version > 5) {
            throw new FormatException("a type has version " + version + ", which is not known");
        }
        int bits = (int) fields.unsigned(3);
        int bytes = (int) Math.min(fields.u32(), Integer.MAX_VALUE);
        var type = body(head & 15, version, bits, bytes);
        depth--;
        return type;
    }

    private Datatype body(int kind, int version, int bits, int bytes) {
        return switch (kind) {
            case 0 -> new Datatype(Kind.INTEGER, bytes, integer(bytes, (bits & 8) != 0, bits), Parts.NONE);
            case 1 -> new Datatype(Kind.FLOAT, bytes, floating(bytes, bits), Parts.NONE);
            case 2 -> after(2, Kind.TIME, bytes);
            case 3 -> other(Kind.TEXT, bytes, Parts.text(new Text(false, (bits & 15) == 2)));
            case 4 -> new Datatype(Kind.BITS, bytes, integer(bytes, false, bits), Parts.NONE);
            case 5 -> after((bits & 0xff) + 7 & ~7, Kind.OPAQUE, bytes);
            case 6 -> compound(version, bits & 0xffff, bytes);
            case 7 -> other(Kind.REFERENCE, bytes, Parts.NONE);
            case 8 -> enumeration(version, bits & 0xffff, bytes);
            case 9 -> variable(bits, bytes);
            case 10 -> array(version, bytes);
            case 11 -> other(Kind.COMPLEX, bytes, Parts.NONE);
            default -> other(Kind.UNKNOWN, bytes, Parts.NONE);
        };
    }

    private static Datatype other(Kind kind, int bytes, Parts parts) {
        return new Datatype(kind, bytes, Optional.empty(), parts);
    }

    private Datatype after(int skipped, Kind kind, int bytes) {
        fields.skip(skipped);
        return other(kind, bytes, Parts.NONE);
    }

    private Datatype compound(int version, int count, int bytes) {
        var members = new ArrayList<Member>();
        for (int i = 0; i < count; i++) {
            String name = name(version);
            int offset = (int) fields.unsigned(version < 3 ? 4 : BTree2.widthOf(bytes));
            var type = version == 1 ? olderMember() : read();
            if (offset < 0 || offset > bytes - type.bytes()) {
                throw new FormatException("the field '" + name + "' lies outside of its element");
            }
            members.add(new Member(name, offset, type));
        }
        return other(isComplex(members) ? Kind.COMPLEX : Kind.COMPOUND, bytes, Parts.of(List.copyOf(members)));
    }

    /** Pairs of a real and an imaginary part, as h5py writes complex numbers. */
    private static boolean isComplex(List<Member> members) {
        return members.size() == 2
                && members.get(0).name().equals("r")
                && members.get(1).name().equals("i");
    }

    /** In version 1 a field that is an array says so itself. */
    private Datatype olderMember() {
        int rank = fields.u8();
        fields.skip(11);
        var dimensions = new ArrayList<Integer>();
        for (int i = 0; i < 4; i++) {
            int side = (int) fields.u32();
            if (i < rank) {
                dimensions.add(side);
            }
        }
        var type = read();
        return rank == 0 ? type : array(dimensions, type);
    }

    private Datatype array(int version, int bytes) {
        int rank = fields.u8();
        if (rank > MOST_DIMENSIONS) {
            throw new FormatException("an array has " + rank + " dimensions");
        }
        fields.skip(version < 3 ? 3 : 0);
        var dimensions = new ArrayList<Integer>();
        for (int i = 0; i < rank; i++) {
            dimensions.add((int) fields.u32());
        }
        fields.skip(version < 3 ? 4 * rank : 0);
        var type = array(dimensions, read());
        if (type.bytes() != bytes) {
            throw new FormatException("an array of " + dimensions + " does not fill its " + bytes + " bytes");
        }
        return type;
    }

    private static Datatype array(List<Integer> dimensions, Datatype of) {
        long bytes = of.bytes();
        for (int side : dimensions) {
            bytes = side < 1 || bytes > Integer.MAX_VALUE ? -1 : bytes * side;
        }
        if (bytes < 0 || bytes > Integer.MAX_VALUE) {
            throw new FormatException("an array claims the extent " + dimensions);
        }
        return other(Kind.ARRAY, (int) bytes, Parts.array(List.copyOf(dimensions), of));
    }

    private Datatype enumeration(int version, int count, int bytes) {
        var of = read();
        var names = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            names.add(name(version));
        }
        fields.skip(count * of.bytes());
        return new Datatype(Kind.ENUM, bytes, of.number(), Parts.named(of, List.copyOf(names)));
    }

    private Datatype variable(int bits, int bytes) {
        var of = read();
        return (bits & 15) == 1
                ? other(Kind.TEXT, bytes, Parts.text(new Text(true, false)))
                : other(Kind.VARIABLE, bytes, Parts.named(of, List.of()));
    }

    /** Before version 3, names are filled up to whole words of eight bytes. */
    private String name(int version) {
        int before = fields.position();
        String name = fields.zeroEnded();
        int used = fields.position() - before;
        fields.skip(version < 3 ? -used & 7 : 0);
        return name;
    }

    private static ByteOrder order(int bits) {
        return (bits & 1) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private Optional<Number> integer(int bytes, boolean signed, int bits) {
        int first = fields.u16();
        int precision = fields.u16();
        boolean usual = bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
        boolean whole = first == 0 && precision == 8 * bytes;
        return whole && usual ? Optional.of(new Number(false, signed, order(bits))) : Optional.empty();
    }

    /** Sign, exponent and mantissa where IEEE 754 puts them; other formats would be read as wrong numbers. */
    private Optional<Number> floating(int bytes, int bits) {
        boolean ieee = Datatype.isIeee(
                bytes,
                bits >> 8 & 0xff,
                bits >> 4 & 3,
                fields.u16(),
                fields.u16(),
                fields.u8(),
                fields.u8(),
                fields.u8(),
                fields.u8(),
                (int) fields.u32());
        // Bit 6 marks the byte order of the VAX.
        return ieee && (bits & 0x40) == 0 ? Optional.of(new Number(true, true, order(bits))) : Optional.empty();
    }
}
