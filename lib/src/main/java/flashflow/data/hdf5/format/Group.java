package flashflow.data.hdf5.format;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The members of a group, by name, in whichever of the three ways they are stored. */
public final class Group {
    private static final int LINK_ID_BYTES = 7;

    private final Storage storage;
    private final Map<String, Link> members = new TreeMap<>();

    private Group(Storage storage) {
        this.storage = storage;
    }

    public static Map<String, Link> members(ObjectHeader header) {
        var group = new Group(header.storage());
        header.find(ObjectHeader.SYMBOL_TABLE).ifPresent(group::addTable);
        header.all(ObjectHeader.LINK).forEach(group::addLink);
        header.find(ObjectHeader.LINK_INFO).ifPresent(group::addDense);
        return Collections.unmodifiableMap(group.members);
    }

    private void addTable(Fields message) {
        long tree = message.address();
        var heap = localHeap(message.address());
        BTree1.members(storage, tree, node -> addSymbols(node, heap));
    }

    private Fields localHeap(long address) {
        var head = storage.at(address, 8 + 2L * storage.lengthBytes() + storage.addressBytes());
        head.expect("HEAP");
        long size = head.skip(4).length();
        head.length();
        return storage.at(head.address(), size);
    }

    private void addSymbols(long address, Fields heap) {
        var head = storage.at(address, 8);
        head.expect("SNOD");
        int count = head.skip(2).u16();
        int entry = 2 * storage.addressBytes() + 24;
        var entries = storage.at(address + 8, (long) count * entry);
        for (int i = 0; i < count; i++) {
            addSymbol(entries.fields(entry), heap);
        }
    }

    private void addSymbol(Fields entry, Fields heap) {
        String name = text(heap, entry.address());
        long target = entry.address();
        long cached = entry.u32();
        boolean soft = cached == 2;
        members.put(name, soft ? Link.soft(text(heap, entry.skip(4).u32())) : Link.hard(target));
    }

    private static String text(Fields heap, long offset) {
        return heap.from(offset).zeroEnded();
    }

    private void addDense(Fields message) {
        message.version(0, 0, "a link list");
        int flags = message.u8();
        message.skip((flags & 1) != 0 ? 8 : 0);
        long heapAddress = message.address();
        long index = message.address();
        if (heapAddress == Storage.UNDEFINED || index == Storage.UNDEFINED) {
            return;
        }
        var heap = new FractalHeap(storage, heapAddress);
        BTree2.records(
                storage, index, record -> addLink(heap.object(record.skip(4).take(LINK_ID_BYTES))));
    }

    private void addLink(Fields link) {
        link.version(1, 1, "a link");
        int flags = link.u8();
        int type = (flags & 8) != 0 ? link.u8() : 0;
        link.skip(((flags & 4) != 0 ? 8 : 0) + ((flags & 16) != 0 ? 1 : 0));
        String name = link.text(link.unsigned(1 << (flags & 3)));
        members.put(name, target(type, link));
    }

    private static Link target(int type, Fields link) {
        return switch (type) {
            case 0 -> Link.hard(link.address());
            case 1 -> Link.soft(link.text(link.u16()));
            case 64 -> {
                var value = link.fields(link.u16()).skip(1);
                yield new Link(Link.Kind.EXTERNAL, Storage.UNDEFINED, value.zeroEnded(), value.zeroEnded());
            }
            default -> new Link(Link.Kind.UNKNOWN, Storage.UNDEFINED, "", "");
        };
    }
}
