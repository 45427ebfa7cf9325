package flashflow.data.hdf5.format;

import java.util.function.LongConsumer;

/** The older B-tree (specification III.A.1), which lists the members of a group or the chunks of a dataset. */
final class BTree1 {
    private static final int GROUP = 0;
    static final int CHUNKS = 1;

    private static final int DEEPEST = 64;

    private BTree1() {}

    /** Receives what lies at the bottom of the tree. */
    interface Leaf {
        void accept(Fields key, long child);
    }

    /** Calls back with the address of every node of a group's symbols. */
    static void members(Storage storage, long root, LongConsumer leaf) {
        leaves(storage, root, GROUP, storage.lengthBytes(), (key, child) -> leaf.accept(child));
    }

    /** Calls back with key and address of every leaf, in order. */
    static void leaves(Storage storage, long root, int type, int keyBytes, Leaf leaf) {
        if (root != Storage.UNDEFINED) {
            visit(storage, root, type, keyBytes, DEEPEST, leaf);
        }
    }

    private static void visit(Storage storage, long address, int type, int keyBytes, int above, Leaf leaf) {
        int headBytes = 8 + 2 * storage.addressBytes();
        var head = storage.at(address, headBytes);
        head.expect("TREE");
        int found = head.u8();
        int level = head.u8();
        int count = head.u16();
        // Levels fall on the way down, so that no damaged address leads in a circle.
        if (found != type || level >= above) {
            throw new FormatException("the tree at byte " + address + " is of another kind");
        }
        int entry = keyBytes + storage.addressBytes();
        var entries = storage.at(address + headBytes, (long) count * entry);
        for (int i = 0; i < count; i++) {
            var key = entries.fields(keyBytes);
            long child = entries.address();
            if (level == 0) {
                leaf.accept(key, child);
            } else {
                visit(storage, child, type, keyBytes, level, leaf);
            }
        }
    }
}
