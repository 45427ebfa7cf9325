package flashflow.data.hdf5.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The attributes of an object: found by name, and only understood then. */
public final class Attributes {
    private static final int HEAP_ID_BYTES = 8;
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
        return find(name)
                .filter(attribute -> attribute.type().kind() == Datatype.Kind.TEXT
                        && attribute.space().extent().length == 1
                        && attribute.space().elements() <= MOST_TEXTS)
                .flatMap(attribute -> attribute.values(MOST_TEXTS))
                .map(values -> values.stream().map(String.class::cast).collect(Collectors.toList()));
    }

    /** The text of an attribute that holds one; nothing where there is no such attribute, or it holds something else. */
    public Optional<String> text(String name) {
        return find(name)
                .filter(attribute -> attribute.type().kind() == Datatype.Kind.TEXT
                        && attribute.space().elements() == 1)
                .flatMap(attribute -> attribute.values(1))
                .map(values -> (String) values.get(0));
    }

    /** The attribute of a name, if there is one. */
    public Optional<Attribute> find(String name) {
        return all().stream().filter(attribute -> attribute.name().equals(name)).findFirst();
    }

    /** All that can be read, in the order of the file. */
    public List<Attribute> all() {
        return read().readable;
    }

    /** What is wrong with the others; one that is damaged or of a kind to come takes none of its neighbours along. */
    public List<String> unreadable() {
        return read().reasons;
    }

    private record Read(List<Attribute> readable, List<String> reasons) {
        void tried(Runnable reading) {
            try {
                reading.run();
            } catch (FormatException | IndexOutOfBoundsException e) {
                reasons.add(e.getMessage());
            }
        }
    }

    private Read read() {
        var read = new Read(new ArrayList<>(), new ArrayList<>());
        var messages = new ArrayList<>(header.all(ObjectHeader.ATTRIBUTE));
        read.tried(() -> header.find(ObjectHeader.ATTRIBUTE_INFO).ifPresent(info -> addDense(info, messages)));
        messages.forEach(message -> read.tried(() -> read.readable.add(Attribute.read(message, header))));
        return read;
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
}
