package flashflow.data.hdf5.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A named value, or list of values, that an object carries; of any type. */
public final class Attribute {
    private final ObjectHeader header;
    private final String name;
    private final Fields type;
    private final boolean isShared;
    private final Fields space;
    private final Fields data;

    private Attribute(ObjectHeader header, String name, Fields type, boolean isShared, Fields space, Fields data) {
        this.header = header;
        this.name = name;
        this.type = type;
        this.isShared = isShared;
        this.space = space;
        this.data = data;
    }

    static Attribute read(Fields message, ObjectHeader header) {
        int version = message.version(1, 3, "an attribute");
        int flags = message.u8();
        int nameBytes = message.u16();
        int typeBytes = message.u16();
        int spaceBytes = message.u16();
        message.skip(version == 3 ? 1 : 0);
        String name = message.fields(padded(nameBytes, version)).zeroEnded();
        var type = message.fields(padded(typeBytes, version));
        var space = message.fields(padded(spaceBytes, version));
        boolean sharedType = version > 1 && (flags & 1) != 0;
        return new Attribute(header, name, type, sharedType, space, message.rest());
    }

    private static int padded(int bytes, int version) {
        return version == 1 ? (bytes + 7) / 8 * 8 : bytes;
    }

    public String name() {
        return name;
    }

    /** How an element is stored. */
    public Datatype type() {
        var stored = type.from(0);
        return Datatype.read(isShared ? header.shared(stored, ObjectHeader.DATATYPE) : stored);
    }

    /** How many elements there are. */
    public Dataspace space() {
        return Dataspace.read(space.from(0));
    }

    /**
     * The first elements, the last dimension changing fastest: numbers (Long, BigInteger beyond it, Float, Double), Boolean,
     * String, and lists of these for arrays; an enumeration's values are its integers.
     *
     * @param most how many at most
     * @return nothing where elements are of a kind that is not read: references, compounds, lists of variable length and so on
     */
    public Optional<List<Object>> values(int most) {
        var element = type();
        var reader = new ElementValue(header.storage(), most);
        if (!ElementValue.isRead(element)) {
            return Optional.empty();
        }
        long count = Math.min(most, space().elements());
        var bytes = data.from(0);
        var values = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            values.add(reader.read(element, bytes.fields(element.bytes())));
        }
        return Optional.of(values);
    }
}
