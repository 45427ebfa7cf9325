package flashflow.data.hdf5.format;

import java.util.HashMap;
import java.util.Map;

/** Values of variable length, in collections anywhere in the file (specification III.E). */
final class GlobalHeap {
    private GlobalHeap() {}

    /** @param reference length, address of the collection and number in it */
    static String text(Storage storage, Fields reference) {
        long length = reference.u32();
        long collection = reference.address();
        long number = reference.u32();
        if (length == 0 || collection == 0 || collection == Storage.UNDEFINED) {
            return "";
        }
        var found = object(storage, collection, number);
        String text = found.text(Math.min(length, found.remaining()));
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static Fields object(Storage storage, long address, long number) {
        var found = objects(storage, address).get((int) number);
        if (found == null) {
            throw new FormatException("a text of variable length is missing");
        }
        return found;
    }

    /** All objects of a collection by their numbers. */
    static Map<Integer, Fields> objects(Storage storage, long address) {
        int headBytes = (int) padded(8 + storage.lengthBytes());
        var head = storage.at(address, headBytes);
        head.expect("GCOL");
        var objects = storage.at(address, head.skip(4).length()).skip(headBytes);
        var found = new HashMap<Integer, Fields>();
        while (objects.remaining() >= headBytes) {
            int number = objects.u16();
            long bytes = objects.skip(6).length();
            objects.skip(headBytes - 8 - storage.lengthBytes());
            if (number == 0) {
                break;
            }
            var content = objects.fields(Math.min(padded(bytes), objects.remaining()));
            found.put(number, content.fields(bytes));
        }
        return found;
    }

    private static long padded(long bytes) {
        return (bytes + 7) / 8 * 8;
    }
}
