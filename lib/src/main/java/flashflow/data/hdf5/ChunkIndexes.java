package flashflow.data.hdf5;

import io.jhdf.btree.BTreeV1;
import io.jhdf.dataset.chunked.Chunk;
import io.jhdf.dataset.chunked.DatasetInfo;
import io.jhdf.dataset.chunked.indexing.BTreeIndex;
import io.jhdf.dataset.chunked.indexing.ChunkIndex;
import io.jhdf.dataset.chunked.indexing.ExtensibleArrayIndex;
import io.jhdf.dataset.chunked.indexing.FixedArrayIndex;
import io.jhdf.dataset.chunked.indexing.ImplicitChunkIndex;
import io.jhdf.dataset.chunked.indexing.SingleChunkIndex;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import io.jhdf.storage.HdfBackingStorage;
import java.util.Collection;
import java.util.List;

/** Lists the chunks of a dataset through jhdf's readers of the six index structures of HDF5. */
final class ChunkIndexes {
    private ChunkIndexes() {}

    static int[] chunkDimensions(DataLayoutMessage layout) {
        if (layout instanceof ChunkedDataLayoutMessageV4 latest) {
            int[] withElementSize = latest.getChunkDimensions();
            return java.util.Arrays.copyOf(withElementSize, withElementSize.length - 1);
        }
        return ((ChunkedDataLayoutMessage) layout).getChunkDimensions();
    }

    static Collection<Chunk> list(HdfBackingStorage storage, DataLayoutMessage layout, DatasetInfo info) {
        if (layout instanceof ChunkedDataLayoutMessageV4 latest) {
            return latest.getAddress() == io.jhdf.Constants.UNDEFINED_ADDRESS
                    ? List.of()
                    : index(storage, latest, info).getAllChunks();
        }
        long tree = ((ChunkedDataLayoutMessage) layout).getBTreeAddress();
        return tree == io.jhdf.Constants.UNDEFINED_ADDRESS
                ? List.of()
                : List.copyOf(BTreeV1.createDataBTree(storage, tree, info.getDatasetDimensions().length)
                        .getChunks());
    }

    private static ChunkIndex index(HdfBackingStorage storage, ChunkedDataLayoutMessageV4 layout, DatasetInfo info) {
        long address = layout.getAddress();
        return switch (layout.getIndexingType()) {
            case ChunkedDataLayoutMessageV4.SINGLE_CHUNK_INDEX -> new SingleChunkIndex(layout, info);
            case ChunkedDataLayoutMessageV4.IMPLICIT_INDEX -> new ImplicitChunkIndex(address, info);
            case ChunkedDataLayoutMessageV4.FIXED_ARRAY_INDEX -> new FixedArrayIndex(storage, address, info);
            case ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX -> new ExtensibleArrayIndex(storage, address, info);
            default -> new BTreeIndex(storage, address, info);
        };
    }
}
