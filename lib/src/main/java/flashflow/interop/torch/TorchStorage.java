package flashflow.interop.torch;

import flashflow.storage.DataType;
import java.nio.ByteBuffer;

/**
 * A run of elements in one entry of a torch file; tensors are views of storages.
 *
 * @param source the file
 * @param type of the elements
 * @param key names the entry {@code data/KEY}
 * @param elements how many
 */
record TorchStorage(Source source, DataType type, String key, long elements) {
    /** Reads parts of storages. */
    interface Source {
        /** Refuses a storage whose elements are not in the file, before memory is taken for them. */
        void check(TorchStorage storage);

        /** Bytes of elements {@code first} to {@code end} (exclusive), in the file's byte order. */
        ByteBuffer read(TorchStorage storage, long first, long end);
    }
}
