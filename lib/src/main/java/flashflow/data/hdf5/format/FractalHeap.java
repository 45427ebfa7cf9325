package flashflow.data.hdf5.format;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** A heap of small objects (specification III.G): many links of a group, many or large attributes of an object. */
final class FractalHeap {
    private static final int MOST_ROWS = 256;

    private final Storage storage;
    private final int idBytes;
    private final boolean filtered;
    private final long hugeTree;
    private final int width;
    private final long startBytes;
    private final long largestDirect;
    private final int offsetBytes;
    private final int lengthBytes;
    private final long root;
    private final int rootRows;
    private Map<Long, long[]> huge;

    FractalHeap(Storage storage, long address) {
        this.storage = storage;
        var head = storage.at(address, 22 + 12L * storage.lengthBytes() + 3L * storage.addressBytes());
        head.expect("FRHP");
        head.version(0, 0, "a heap");
        this.idBytes = head.u16();
        this.filtered = head.u16() > 0;
        long largestManaged = head.skip(1).u32();
        head.length();
        this.hugeTree = head.address();
        head.length();
        head.address();
        head.skip(8 * storage.lengthBytes());
        this.width = head.u16();
        this.startBytes = head.length();
        this.largestDirect = head.length();
        int bits = head.u16();
        head.u16();
        this.root = head.address();
        this.rootRows = head.u16();
        this.offsetBytes = (bits + 7) / 8;
        this.lengthBytes = Math.min((log2(largestDirect) + 7) / 8, BTree2.widthOf(largestManaged));
        if (filtered || width == 0 || startBytes < 1 || largestDirect < startBytes || rootRows > MOST_ROWS) {
            throw new FormatException("a heap is " + (filtered ? "compressed" : "of a shape that cannot be"));
        }
    }

    private static int log2(long value) {
        return 63 - Long.numberOfLeadingZeros(value);
    }

    /** The object that an id stands for. */
    Fields object(ByteBuffer id) {
        var fields = storage.fields(id);
        int first = fields.u8();
        return switch (first >> 4 & 3) {
            case 0 -> managed(fields.unsigned(offsetBytes), fields.unsigned(lengthBytes));
            case 1 -> huge(fields);
            case 2 -> fields.fields((first & 0xf) + 1L);
            default -> throw new FormatException("an object of a heap is of no known kind");
        };
    }

    private Fields huge(Fields id) {
        if (idBytes > storage.addressBytes() + storage.lengthBytes()) {
            return storage.at(id.address(), id.length());
        }
        if (huge == null) {
            huge = new HashMap<>();
            BTree2.records(storage, hugeTree, record -> {
                long[] place = {record.address(), record.length()};
                huge.put(record.length(), place);
            });
        }
        long[] place = huge.get(id.unsigned(Math.min(8, id.remaining())));
        if (place == null) {
            throw new FormatException("a large object of a heap is missing");
        }
        return storage.at(place[0], place[1]);
    }

    private Fields managed(long offset, long length) {
        return rootRows == 0 ? storage.at(root + offset, length) : find(root, rootRows, 0, offset, length);
    }

    /** Walks down the blocks of blocks; a row's blocks are twice as large as those of the row before, after the second. */
    private Fields find(long block, int rows, long start, long offset, long length) {
        int head = 5 + storage.addressBytes() + offsetBytes;
        var children = storage.at(block, head + (long) rows * width * storage.addressBytes());
        children.expect("FHIB");
        children.skip(head - 4);
        long at = start;
        for (int row = 0; row < rows; row++) {
            long size = row == 0 ? startBytes : startBytes << row - 1;
            for (int i = 0; i < width; i++, at += size) {
                long child = children.address();
                if (offset >= at && offset < at + size) {
                    return size <= largestDirect
                            ? storage.at(child + offset - at, length)
                            : find(child, log2(size) - log2(startBytes * width) + 1, at, offset, length);
                }
            }
        }
        throw new FormatException("an object lies behind the end of its heap");
    }
}
