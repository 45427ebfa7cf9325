package flashflow.data;

import flashflow.FlashFlowException;
import java.io.Serializable;
import java.util.Locale;

/**
 * How the values of a column are kept where they are not float32: the type that they have in a file or a table.
 *
 * @param kind whole or real numbers, truth values or text
 * @param bits of a value, 8 to 64; 8 for truth values, 0 for text
 */
public record ColumnType(Kind kind, int bits) implements Serializable {
    /** Whole numbers of 64 bits, such as event numbers. */
    public static final ColumnType INT64 = new ColumnType(Kind.SIGNED, 64);

    /** Whole numbers of 32 bits. */
    public static final ColumnType INT32 = new ColumnType(Kind.SIGNED, 32);

    public static final ColumnType FLOAT32 = new ColumnType(Kind.FLOAT, 32);
    public static final ColumnType FLOAT64 = new ColumnType(Kind.FLOAT, 64);
    public static final ColumnType BOOLEAN = new ColumnType(Kind.BOOLEAN, 8);
    public static final ColumnType TEXT = new ColumnType(Kind.TEXT, 0);

    /** Kinds of values. */
    public enum Kind {
        SIGNED,
        UNSIGNED,
        FLOAT,
        BOOLEAN,
        TEXT
    }

    /** Refuses sizes that no file has. */
    public ColumnType {
        boolean whole = bits == 8 || bits == 16 || bits == 32 || bits == 64;
        boolean known =
                switch (kind) {
                    case SIGNED, UNSIGNED -> whole;
                    case FLOAT -> whole && bits > 8;
                    case BOOLEAN -> bits == 8;
                    case TEXT -> bits == 0;
                };
        if (!known) {
            throw new FlashFlowException(kind.name().toLowerCase(Locale.ROOT) + " values of " + bits
                    + " bits are no type of column; use 8 to 64 bits, 0 for text.");
        }
    }

    /** Whether values are whole numbers. */
    public boolean isInteger() {
        return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
    }

    /** Whether every value is a float32 too. */
    public boolean fitsFloat32() {
        return switch (kind) {
            case SIGNED, UNSIGNED -> bits <= 16;
            case FLOAT -> bits <= 32;
            case BOOLEAN -> true;
            case TEXT -> false;
        };
    }

    /** A type for the values of both: of the same kind the wider, else the real numbers that hold them best. */
    public ColumnType common(ColumnType other) {
        if (kind == other.kind) {
            return bits >= other.bits ? this : other;
        }
        return fitsFloat32() && other.fitsFloat32() ? FLOAT32 : FLOAT64;
    }

    /** As numpy calls it: int64, uint8, float32, bool, str. */
    @Override
    public String toString() {
        return switch (kind) {
            case SIGNED -> "int" + bits;
            case UNSIGNED -> "uint" + bits;
            case FLOAT -> "float" + bits;
            case BOOLEAN -> "bool";
            case TEXT -> "str";
        };
    }
}
