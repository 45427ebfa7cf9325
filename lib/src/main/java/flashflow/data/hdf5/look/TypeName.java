package flashflow.data.hdf5.look;

import flashflow.data.hdf5.format.Datatype;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;

/** Types as NumPy calls them: {@code float32}, {@code compound{pt: float32, flavour: int32}}, {@code float32[3]}. */
final class TypeName {
    private static final int MOST_FIELDS = 64;
    private static final int MOST_NAMES = 8;

    private TypeName() {}

    static String of(Datatype type) {
        var parts = type.parts();
        return switch (type.kind()) {
            case INTEGER, FLOAT, BITS -> number(type);
            case ENUM -> type.isBoolean() ? "bool" : "enum" + braces(parts.names(), MOST_NAMES);
            case TEXT -> parts.text().orElseThrow().isVariable() ? "str (variable)" : "str (" + bytes(type) + ")";
            case COMPOUND -> "compound" + braces(fields(parts.members()), MOST_FIELDS);
            case COMPLEX -> "complex" + 8L * type.bytes();
            case ARRAY -> of(parts.of().orElseThrow()) + parts.dimensions();
            case VARIABLE -> "list of " + of(parts.of().orElseThrow()) + " (variable)";
            case REFERENCE -> "reference";
            case OPAQUE -> "opaque (" + bytes(type) + ")";
            case TIME -> "time (" + bytes(type) + ")";
            case UNKNOWN -> "unknown (" + bytes(type) + ")";
        };
    }

    private static String bytes(Datatype type) {
        return type.bytes() == 1 ? "1 byte" : type.bytes() + " bytes";
    }

    private static List<String> fields(List<Datatype.Member> members) {
        return members.stream()
                .map(member -> Shown.plain(member.name()) + ": " + of(member.type()))
                .toList();
    }

    private static String braces(List<String> names, int most) {
        String more = names.size() > most ? ", … and " + (names.size() - most) + " more" : "";
        return names.stream().limit(most).collect(Collectors.joining(", ", "{", more + "}"));
    }

    private static String number(Datatype type) {
        boolean isFloat = type.kind() == Datatype.Kind.FLOAT;
        String name = type.number()
                .map(number -> (isFloat ? "float" : number.isSigned() ? "int" : "uint") + 8 * type.bytes())
                .orElseGet(() -> (isFloat ? "float" : "int") + " (unusual, " + bytes(type) + ")");
        return name + (isBigEndian(type) ? " big-endian" : "");
    }

    private static boolean isBigEndian(Datatype type) {
        return type.bytes() > 1
                && type.number()
                        .filter(number -> number.order() == ByteOrder.BIG_ENDIAN)
                        .isPresent();
    }
}
