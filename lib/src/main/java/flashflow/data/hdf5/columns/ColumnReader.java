package flashflow.data.hdf5.columns;

import flashflow.data.RowSource;
import flashflow.data.hdf5.reading.ChunkCache;
import flashflow.data.hdf5.reading.DatasetHeader;
import flashflow.data.hdf5.reading.ElementCodec;
import flashflow.data.hdf5.reading.ElementType;
import flashflow.data.hdf5.reading.Hdf5Storage;
import flashflow.data.hdf5.reading.RawCodec;
import flashflow.data.hdf5.reading.RecordCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens columns of one dataset as rows, which are read inside {@link Hdf5Storage#reading(java.util.function.Supplier)}.
 *
 * @param storage the file
 * @param cache for chunks that are read in part
 * @param shape which rows its datasets hold
 */
record ColumnReader(Hdf5Storage storage, ChunkCache cache, RowShape shape) {
    /**
     * Columns of numbers as float32.
     *
     * @param columns of one dataset
     * @return rows of which {@link Opened#places} holds for each column its place
     */
    Opened floats(List<StoredColumn> columns) {
        return numbers(columns, ElementType.View.VALUE);
    }

    /** The same columns as 64 bits each, in two floats: first the upper, then the lower half. */
    Opened bits(List<StoredColumn> columns) {
        return numbers(columns, ElementType.View.HIGH_BITS, ElementType.View.LOW_BITS);
    }

    /**
     * Rows of a dataset, and where in them columns lie.
     *
     * @param rows of which only some columns may be wanted
     * @param places for each wanted column its first float in a row
     */
    record Opened(RowSource rows, int... places) {}

    private Opened numbers(List<StoredColumn> columns, ElementType.View... views) {
        if (columns.get(0).isIndex()) {
            boolean isPlace = columns.get(0).name().equals(StoredColumn.POSITION.name());
            return new Opened(new IndexRows(shape.perRow(), isPlace, views.length > 1), 0);
        }
        var dataset = columns.get(0).dataset();
        var offsets = columns.stream().map(StoredColumn::offset).distinct().toList();
        var fields = new ArrayList<RecordCodec.Field>();
        for (int offset : offsets) {
            var type = columns.stream()
                    .filter(c -> c.offset() == offset)
                    .findFirst()
                    .orElseThrow()
                    .number();
            for (ElementType.View view : views) {
                fields.add(new RecordCodec.Field(offset, type.as(view)));
            }
        }
        int values = fields.size();
        int[] places = columns.stream()
                .mapToInt(c -> c.element() * values + offsets.indexOf(c.offset()) * views.length)
                .toArray();
        boolean plain =
                values == 1 && fields.get(0).type().bytes() == dataset.stored().bytes();
        var codec =
                plain ? fields.get(0).type() : new RecordCodec(dataset.stored().bytes(), List.copyOf(fields));
        return new Opened(rows(dataset, codec), places);
    }

    private RowSource rows(DatasetHeader dataset, ElementCodec codec) {
        var rows = storage.reading(dataset.place(), () -> dataset.bareRows(codec, cache));
        if (shape.transposes(dataset)) {
            return storage.reading(() -> new TransposedRows(rows, codec.values()));
        }
        if (shape.perRow() == 1) {
            return rows;
        }
        return shape.flattens(dataset)
                ? new FlattenedRows(rows, shape.perRow())
                : new RepeatedRows(rows, shape.perRow());
    }

    /** A column of texts. */
    TextRows texts(StoredColumn column) {
        var codec = new RawCodec(
                column.dataset().stored().bytes(),
                column.offset(),
                column.stored().bytes());
        return new TextRows(storage, column, codec, rows(column.dataset(), codec));
    }
}
