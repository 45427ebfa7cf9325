package flashflow.data.hdf5.format;

import java.util.function.Consumer;

/** The newer B-tree (specification III.A.2): records of one size, in order. */
final class BTree2 {
    private static final int PREFIX = 10;

    private final Storage storage;
    private final int nodeBytes;
    private final int recordBytes;
    private final int[] mostBelowBytes;
    private final int countBytes;
    private final Consumer<Fields> found;

    private BTree2(Storage storage, int nodeBytes, int recordBytes, int depth, Consumer<Fields> found) {
        this.storage = storage;
        this.nodeBytes = nodeBytes;
        this.recordBytes = recordBytes;
        this.found = found;
        this.mostBelowBytes = new int[depth + 1];
        long most = (nodeBytes - PREFIX) / recordBytes;
        this.countBytes = widthOf(most);
        long below = most;
        for (int level = 1; level <= depth; level++) {
            int pointer = pointerBytes(level);
            long here = (nodeBytes - PREFIX - pointer) / (recordBytes + pointer);
            below = (here + 1) * below + here;
            mostBelowBytes[level] = widthOf(below);
        }
    }

    /** Bytes that hold numbers up to a limit. */
    static int widthOf(long limit) {
        return (63 - Long.numberOfLeadingZeros(Math.max(1, limit))) / 8 + 1;
    }

    private int pointerBytes(int level) {
        return storage.addressBytes() + countBytes + mostBelowBytes[level - 1];
    }

    /** Calls back with every record. */
    static void records(Storage storage, long address, Consumer<Fields> found) {
        var head = storage.checked(address, 22 + storage.addressBytes() + storage.lengthBytes());
        head.expect("BTHD");
        head.version(0, 0, "a tree");
        int nodeBytes = (int) head.skip(1).u32();
        int recordBytes = head.u16();
        int depth = head.u16();
        long root = head.skip(2).address();
        int count = head.u16();
        if (recordBytes == 0 || nodeBytes <= PREFIX + recordBytes || nodeBytes > 1 << 24 || depth > 16) {
            throw new FormatException("the tree at byte " + address + " has nodes that cannot be");
        }
        if (root != Storage.UNDEFINED) {
            new BTree2(storage, nodeBytes, recordBytes, depth, found).visit(root, count, depth);
        }
    }

    private void visit(long address, long count, int level) {
        long used = PREFIX + count * recordBytes + (level == 0 ? 0 : (count + 1) * pointerBytes(level));
        if (used > nodeBytes) {
            throw new FormatException("a node of a tree holds more than fits");
        }
        var node = storage.checked(address, used);
        node.expect(level == 0 ? "BTLF" : "BTIN");
        node.skip(2);
        var records = node.fields(count * recordBytes);
        for (int i = 0; i < count; i++) {
            found.accept(records.fields(recordBytes));
        }
        for (int i = 0; level > 0 && i <= count; i++) {
            long child = node.address();
            long held = node.unsigned(countBytes);
            node.skip(mostBelowBytes[level - 1]);
            visit(child, held, level - 1);
        }
    }
}
