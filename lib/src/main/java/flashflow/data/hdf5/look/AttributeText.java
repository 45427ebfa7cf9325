package flashflow.data.hdf5.look;

import flashflow.data.hdf5.format.Attribute;
import flashflow.data.hdf5.format.Datatype;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Attributes on one line: {@code name = value}; shortened, and by the kind where the value is not read. */
final class AttributeText {
    private static final int MOST_VALUES = 8;
    private static final int LONGEST_TEXT = 40;

    private AttributeText() {}

    static String of(Attribute attribute) {
        return Shown.plain(attribute.name()) + " = "
                + Damage.or(() -> value(attribute), reason -> "(cannot be read: " + reason + ")");
    }

    private static String value(Attribute attribute) {
        var space = attribute.space();
        if (space.isNull()) {
            return "(empty)";
        }
        boolean single = space.extent().length == 0;
        return attribute
                .values(single ? 1 : MOST_VALUES)
                .map(values -> single ? text(values.get(0)) : list(values, space.elements()))
                .orElseGet(() -> kind(attribute.type(), single ? "" : " " + Shown.shape(space.extent())));
    }

    private static String kind(Datatype type, String shape) {
        return "(" + Shown.cut(TypeName.of(type), LONGEST_TEXT) + shape + ")";
    }

    private static String list(List<?> values, long all) {
        var texts = new ArrayList<String>();
        values.forEach(value -> texts.add(text(value)));
        if (all > texts.size()) {
            texts.add("… " + all + " in all");
        }
        return "[" + String.join(", ", texts) + "]";
    }

    private static String text(Object value) {
        if (value instanceof List<?> values) {
            return list(values, values.size());
        }
        if (value instanceof Double || value instanceof Float) {
            return value.toString().replace(".0E", "e").replace('E', 'e');
        }
        return value instanceof String text ? "'" + Shown.cut(Shown.plain(text), LONGEST_TEXT) + "'" : value.toString();
    }

    /** The text of an attribute that holds one. */
    static Optional<String> single(Attribute attribute) {
        return Damage.or(
                () -> attribute.type().kind() != Datatype.Kind.TEXT
                        ? Optional.empty()
                        : attribute
                                .values(1)
                                .filter(values -> values.size() == 1)
                                .map(values -> (String) values.get(0)),
                reason -> Optional.empty());
    }

    static boolean isListOfTexts(Attribute attribute, long count) {
        return Damage.or(
                () -> attribute.type().kind() == Datatype.Kind.TEXT
                        && attribute.space().extent().length == 1
                        && attribute.space().elements() == count,
                reason -> false);
    }
}
