package flashflow.data.hdf5.columns;

import flashflow.data.hdf5.format.Datatype;
import flashflow.data.hdf5.reading.ElementType;
import java.util.ArrayList;
import java.util.List;

/** The numbers and texts that an element is made of: one of a plain number, several of a compound element or an array. */
final class ElementFields {
    /**
     * A number or text inside of an element.
     *
     * @param name of the field, {@code jet.pt[0]}; empty where the element is the value itself
     * @param offset in bytes
     * @param type of the value
     */
    record Field(String name, int offset, Datatype type) {}

    private final List<Field> fields = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    private ElementFields() {}

    /** The fields of elements of a type. */
    static ElementFields of(Datatype type) {
        var found = new ElementFields();
        found.add("", 0, type);
        return found;
    }

    List<Field> fields() {
        return fields;
    }

    /** What is no column, and why: {@code "'hits' holds elements of variable length"}. */
    List<String> unreadable() {
        return unreadable;
    }

    private void add(String name, int offset, Datatype type) {
        if (type.kind() == Datatype.Kind.TEXT || ElementType.of(type).isPresent()) {
            fields.add(new Field(name, offset, type));
        } else if (type.kind() == Datatype.Kind.ARRAY) {
            addArray(name, offset, type.parts().of().orElseThrow(), type.parts().dimensions(), 0);
        } else if (!type.parts().members().isEmpty()) {
            type.parts().members().forEach(m -> add(inside(name, m.name()), offset + m.offset(), m.type()));
        } else {
            unreadable.add((name.isEmpty() ? "it" : "'" + name + "'") + " holds "
                    + type.kind().words());
        }
    }

    static String inside(String outer, String inner) {
        return outer.isEmpty() || inner.isEmpty() ? outer + inner : outer + "." + inner;
    }

    private void addArray(String name, int offset, Datatype of, List<Integer> dimensions, int dimension) {
        if (dimension == dimensions.size()) {
            add(name, offset, of);
            return;
        }
        int step = of.bytes();
        for (int i = dimension + 1; i < dimensions.size(); i++) {
            step *= dimensions.get(i);
        }
        for (int i = 0; i < dimensions.get(dimension); i++) {
            addArray(name + "[" + i + "]", offset + i * step, of, dimensions, dimension + 1);
        }
    }
}
