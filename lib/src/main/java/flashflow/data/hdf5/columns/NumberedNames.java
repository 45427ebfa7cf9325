package flashflow.data.hdf5.columns;

import flashflow.data.hdf5.reading.ChunkCache;
import flashflow.data.hdf5.reading.DatasetHeader;
import flashflow.data.hdf5.reading.ElementType;
import flashflow.data.hdf5.reading.Hdf5Storage;
import java.util.List;
import java.util.stream.IntStream;

/** Names of columns that are whole numbers. */
final class NumberedNames {
    private static final int MOST = 1 << 20;

    private NumberedNames() {}

    /** One for each row of the dataset; none where it holds something else. */
    static List<String> of(Hdf5Storage storage, DatasetHeader dataset) {
        var type = ElementType.of(dataset.stored());
        if (type.isEmpty() || dataset.width() != 1 || dataset.rowCount() > MOST) {
            return List.of();
        }
        float[] numbers = new float[(int) dataset.rowCount()];
        storage.reading(dataset.place(), () -> dataset.rows(type.get(), ChunkCache.ofDataset()))
                .read(0, numbers.length, numbers, 0);
        return IntStream.range(0, numbers.length)
                .mapToObj(i -> Long.toString((long) numbers[i]))
                .toList();
    }
}
