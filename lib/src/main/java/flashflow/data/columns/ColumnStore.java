package flashflow.data.columns;

import flashflow.data.CarriedColumn;
import flashflow.data.ColumnLayout;
import flashflow.data.RowSource;
import java.util.List;
import java.util.Map;

/**
 * Columns of equal length that have names: those of a group of HDF5 datasets, of a Parquet or CSV file, of a table in memory.
 * Choosing, renaming and selecting is the same for all. Safe for use
 * by several threads at once.
 */
public interface ColumnStore extends AutoCloseable {
    /** Which file or table it is, and where in it, as the beginning of a sentence: {@code "File jets.h5, group 'events'"}. */
    String place();

    /** All columns that can be read, with the types that they are stored in, in the store's order. */
    List<CarriedColumn> columns();

    /** Number of rows. */
    long rowCount();

    /**
     * Opens some of the columns as rows, under the store's names.
     *
     * @param layout columns that become float32 values; none of them text
     * @param carried names of columns that go along exactly, which may be columns of the layout too
     * @throws flashflow.FlashFlowException if there is no such column, or text is to become float32
     */
    RowSource rows(ColumnLayout layout, List<String> carried);

    /** As {@link RowSource#fileNames}; none by default. */
    default List<String> fileNames() {
        return List.of();
    }

    /** What a user should know about the store, in sentences; none by default. */
    default List<String> warnings() {
        return List.of();
    }

    /** Names of what is no column, and why, as the end of a sentence: {@code "it holds lists of different lengths"}. */
    default Map<String, String> reasons() {
        return Map.of();
    }

    @Override
    default void close() {}
}
