package flashflow.data.hdf5.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Texts of variable length, found by what their elements hold; the collections used last are kept. For one thread. */
public final class HeapTexts {
    private static final int MOST_COLLECTIONS = 64;

    private final Storage storage;
    private final Map<Long, Map<Integer, Fields>> collections = new LinkedHashMap<>(16, 0.75f, true);

    HeapTexts(Storage storage) {
        this.storage = storage;
    }

    public static HeapTexts of(ObjectHeader header) {
        return new HeapTexts(header.storage());
    }

    /**
     * One text.
     *
     * @param element length, address of the collection and number in it, as the file holds them
     * @return its bytes, without what comes after a zero
     */
    public byte[] bytes(byte[] element) {
        var fields = storage.fields(ByteBuffer.wrap(element).order(ByteOrder.LITTLE_ENDIAN));
        long length = fields.u32();
        long address = fields.address();
        int number = (int) fields.u32();
        if (length == 0 || address == 0 || address == Storage.UNDEFINED) {
            return new byte[0];
        }
        var found = collection(address).get(number);
        if (found == null) {
            throw new FormatException("a text of variable length is missing");
        }
        var bytes = found.from(0).take(Math.min(length, found.from(0).remaining()));
        byte[] text = new byte[bytes.remaining()];
        bytes.get(text);
        return text;
    }

    private Map<Integer, Fields> collection(long address) {
        var known = collections.get(address);
        if (known == null) {
            known = GlobalHeap.objects(storage, address);
            collections.put(address, known);
            if (collections.size() > MOST_COLLECTIONS) {
                var eldest = collections.keySet().iterator();
                eldest.next();
                eldest.remove();
            }
        }
        return known;
    }
}
