package flashflow.data.hdf5.format;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages of a group, a dataset or a committed type, as bytes; each is understood when it is asked for. */
public final class ObjectHeader {
    static final int DATASPACE = 0x01;
    static final int LINK_INFO = 0x02;
    static final int DATATYPE = 0x03;
    static final int OLD_FILL_VALUE = 0x04;
    static final int FILL_VALUE = 0x05;
    static final int LINK = 0x06;
    static final int EXTERNAL_FILES = 0x07;
    static final int LAYOUT = 0x08;
    static final int FILTERS = 0x0b;
    static final int ATTRIBUTE = 0x0c;
    static final int CONTINUATION = 0x10;
    static final int SYMBOL_TABLE = 0x11;
    static final int ATTRIBUTE_INFO = 0x15;

    private static final int SHARED = 2;
    private static final int MOST_BLOCKS = 1 << 16;

    private record Message(int type, int flags, ByteBuffer data) {}

    private record Block(long address, long length) {}

    private final Storage storage;
    private final long address;
    private final List<Message> messages = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    private ObjectHeader(Storage storage, long address) {
        this.storage = storage;
        this.address = address;
    }

    public static ObjectHeader read(Storage storage, long address) {
        var header = new ObjectHeader(storage, address);
        if (storage.at(address, 4).text(4).equals("OHDR")) {
            header.readRecent();
        } else {
            header.readOld();
        }
        return header;
    }

    private void readOld() {
        var head = storage.at(address, 16);
        head.version(1, 1, "an object header");
        int count = head.skip(1).u16();
        long size = head.skip(4).u32();
        blocks.add(new Block(address + 16, size));
        for (int i = 0; i < blocks.size() && messages.size() < count; i++) {
            var fields = storage.at(blocks.get(i).address(), blocks.get(i).length());
            while (fields.remaining() >= 8 && messages.size() < count) {
                int type = fields.u16();
                int bytes = fields.u16();
                int flags = fields.u8();
                add(type, flags, fields.skip(3).take(bytes));
            }
        }
    }

    private void readRecent() {
        var head = storage.upTo(address, 64).skip(4);
        head.version(2, 2, "an object header");
        int flags = head.u8();
        head.skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
        long size = head.unsigned(1 << (flags & 3));
        boolean ordered = (flags & 4) != 0;
        int prefix = head.position();
        readMessages(storage.checked(address, prefix + size + 4).skip(prefix), ordered);
        for (int i = 0; i < blocks.size(); i++) {
            var fields = storage.checked(blocks.get(i).address(), blocks.get(i).length());
            fields.expect("OCHK");
            readMessages(fields, ordered);
        }
    }

    private void readMessages(Fields fields, boolean ordered) {
        int head = ordered ? 6 : 4;
        while (fields.remaining() >= head) {
            int type = fields.u8();
            int bytes = fields.u16();
            int flags = fields.u8();
            add(type, flags, fields.skip(head - 4).take(bytes));
        }
    }

    private void add(int type, int flags, ByteBuffer data) {
        messages.add(new Message(type, flags, data));
        if (type == CONTINUATION) {
            var fields = storage.fields(data);
            blocks.add(new Block(fields.address(), fields.length()));
        }
        if (blocks.size() > MOST_BLOCKS) {
            throw new FormatException("an object header goes in a circle");
        }
    }

    public long address() {
        return address;
    }

    /** The header at an address of the same file. */
    public ObjectHeader other(long at) {
        return read(storage, at);
    }

    Storage storage() {
        return storage;
    }

    boolean has(int type) {
        return messages.stream().anyMatch(message -> message.type() == type);
    }

    /** The first message of a type; where it is shared, that of the committed object it is shared with. */
    Optional<Fields> find(int type) {
        return messages.stream().filter(m -> m.type() == type).findFirst().map(this::body);
    }

    Fields get(int type, String what) {
        return find(type).orElseThrow(() -> new FormatException("it has no " + what));
    }

    List<Fields> all(int type) {
        return messages.stream().filter(m -> m.type() == type).map(this::body).toList();
    }

    private Fields body(Message message) {
        var fields = storage.fields(message.data());
        return (message.flags() & SHARED) == 0 ? fields : shared(fields, message.type());
    }

    /** What a message says that only points to another one. */
    Fields shared(Fields pointer, int type) {
        int version = pointer.version(1, 3, "a shared message");
        int kind = pointer.u8();
        if (version == 3 && kind == 1) {
            throw new FormatException("its header lies in a table that objects share");
        }
        long target = pointer.skip(version == 1 ? 6 : 0).address();
        if (target == address) {
            throw new FormatException("a header shares a message with itself");
        }
        var header = read(storage, target);
        // One step only: what is shared lies in the other header itself.
        return header.messages.stream()
                .filter(m -> m.type() == type && (m.flags() & SHARED) == 0)
                .findFirst()
                .map(m -> storage.fields(m.data()))
                .orElseThrow(() -> new FormatException("a shared message is missing"));
    }

    public boolean isDataset() {
        return has(LAYOUT);
    }

    public boolean isGroup() {
        return has(SYMBOL_TABLE) || has(LINK_INFO) || has(LINK);
    }

    /** Whether the values lie in other files of raw bytes. */
    public boolean isExternal() {
        return has(EXTERNAL_FILES);
    }
}
