package flashflow.data.hdf5.format;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** How many bytes the elements of a dataset take in the file; from headers and lists of chunks, without the elements. */
public final class StoredBytes {
    /** Listing more takes too long for what is only told. */
    private static final long MOST_CHUNKS = 1 << 18;

    private StoredBytes() {}

    /** Those of a dataset; nothing where they lie elsewhere, or in too many chunks. */
    public static OptionalLong of(ObjectHeader dataset) {
        if (dataset.isExternal()) {
            return OptionalLong.empty();
        }
        var layout = Layout.of(dataset);
        if (layout instanceof Layout.Contiguous contiguous) {
            return OptionalLong.of(contiguous.address() == Storage.UNDEFINED ? 0 : inMemory(dataset));
        }
        if (layout instanceof Layout.Compact) {
            return OptionalLong.of(inMemory(dataset));
        }
        return layout instanceof Layout.Chunked chunked ? chunks(dataset, chunked) : OptionalLong.empty();
    }

    /** Bytes of all elements as they are without filters; 2^63 - 1 where there are more. */
    public static long inMemory(ObjectHeader dataset) {
        long elements = Dataspace.of(dataset).elements();
        int bytes = Math.max(1, Datatype.of(dataset).bytes());
        return elements > Long.MAX_VALUE / bytes ? Long.MAX_VALUE : elements * bytes;
    }

    private static OptionalLong chunks(ObjectHeader dataset, Layout.Chunked layout) {
        var space = Dataspace.of(dataset);
        if (space.elements() == 0) {
            return OptionalLong.of(0);
        }
        var grid = grid(dataset, layout.chunk(), space);
        double chunks = grid.sides().stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
        if (chunks > MOST_CHUNKS) {
            return OptionalLong.empty();
        }
        long[] sum = new long[1];
        layout.index()
                .list(dataset.storage(), grid, (row, column, address, bytes, skipped) -> sum[0] += Math.max(0, bytes));
        return OptionalLong.of(sum[0]);
    }

    private static ChunkGrid grid(ObjectHeader dataset, long[] chunk, Dataspace space) {
        if (chunk.length != space.extent().length) {
            throw new FormatException("its chunks have " + chunk.length + " dimensions");
        }
        long bytes = Datatype.of(dataset).bytes();
        var now = new ArrayList<Long>();
        var most = new ArrayList<Long>();
        for (int i = 0; i < chunk.length; i++) {
            bytes *= chunk[i];
            now.add(parts(space.extent()[i], chunk[i]));
            most.add(space.most()[i] == Dataspace.UNLIMITED ? Dataspace.UNLIMITED : parts(space.most()[i], chunk[i]));
        }
        boolean filtered = !FilterPipeline.of(dataset).isEmpty();
        return new ChunkGrid(bytes, filtered, List.copyOf(now), List.copyOf(most));
    }

    private static long parts(long extent, long chunk) {
        if (chunk < 1) {
            throw new FormatException("its chunks have no extent");
        }
        return (extent - 1) / chunk + 1;
    }
}
