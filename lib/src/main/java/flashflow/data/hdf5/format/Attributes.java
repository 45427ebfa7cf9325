package flashflow.data.hdf5.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The attributes of an object: found by name, and only understood then. */
public final class Attributes {
    private static final int HEAP_ID_BYTES = 8;
    private static final int VARIABLE = 9;
    private static final int SPACE_PADDED = 2;
    private static final int MOST_TEXTS = 1 << 20;

    private final ObjectHeader header;

    public Attributes(ObjectHeader header) {
        this.header = header;
    }

    /**
     * The texts of an attribute.
     *
     * @return one for each element; nothing where there is no such attribute, or it holds no list of texts
     */
    public Optional<List<String>> texts(String name) {
        return all().stream()
                .map(this::open)
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .flatMap(this::texts);
    }

    private record Attribute(String name, Fields type, Fields space, Fields data) {}

    private List<Fields> all() {
        var found = new ArrayList<>(header.all(ObjectHeader.ATTRIBUTE));
        header.find(ObjectHeader.ATTRIBUTE_INFO).ifPresent(info -> addDense(info, found));
        return found;
    }

    private void addDense(Fields info, List<Fields> found) {
        info.version(0, 0, "a list of attributes");
        int flags = info.u8();
        info.skip((flags & 1) != 0 ? 2 : 0);
        long heapAddress = info.address();
        long index = info.address();
        if (heapAddress != Storage.UNDEFINED && index != Storage.UNDEFINED) {
            var heap = new FractalHeap(header.storage(), heapAddress);
            BTree2.records(header.storage(), index, record -> found.add(heap.object(record.take(HEAP_ID_BYTES))));
        }
    }

    private Attribute open(Fields message) {
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
        return new Attribute(
                name, sharedType ? header.shared(type, ObjectHeader.DATATYPE) : type, space, message.rest());
    }

    private static int padded(int bytes, int version) {
        return version == 1 ? (bytes + 7) / 8 * 8 : bytes;
    }

    private Optional<List<String>> texts(Attribute attribute) {
        var head = attribute.type().from(0);
        boolean variable = (head.u8() & 15) == VARIABLE;
        boolean spaces = !variable && (head.u8() & 15) == SPACE_PADDED;
        var type = Datatype.read(attribute.type());
        var space = Dataspace.read(attribute.space());
        if (type.kind() != Datatype.Kind.TEXT || space.extent().length != 1 || space.elements() > MOST_TEXTS) {
            return Optional.empty();
        }
        var data = attribute.data();
        var texts = new ArrayList<String>();
        for (long i = 0; i < space.elements(); i++) {
            var element = data.fields(type.bytes());
            texts.add(variable ? GlobalHeap.text(header.storage(), element) : fixed(element, spaces));
        }
        return Optional.of(texts);
    }

    /** Ended by a zero byte, or filled up with zeros or spaces. */
    private static String fixed(Fields element, boolean spaces) {
        String text = element.text(element.remaining());
        int end = text.indexOf('\0');
        String ended = end < 0 ? text : text.substring(0, end);
        return spaces ? ended.stripTrailing() : ended;
    }
}
