package flashflow.data.hdf5.columns;

import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import flashflow.data.hdf5.format.FormatException;
import flashflow.data.hdf5.format.HeapTexts;
import flashflow.data.hdf5.reading.ChunkCache;
import flashflow.data.hdf5.reading.DatasetHeader;
import flashflow.data.hdf5.reading.ElementCodec;
import flashflow.data.hdf5.reading.ElementType;
import flashflow.data.hdf5.reading.Hdf5Storage;
import flashflow.data.hdf5.reading.RawCodec;
import flashflow.data.hdf5.reading.RecordCodec;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Opens columns of one dataset as rows, which are read inside {@link Hdf5Storage#reading(java.util.function.Supplier)}.
 *
 * @param storage the file
 * @param cache for chunks that are read in part
 * @param shape which rows its datasets hold
 */
record ColumnReader(Hdf5Storage storage, ChunkCache cache, RowShape shape) {
    private static final int VARIABLE_BYTES = 16;

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

    /** Texts of consecutive rows. */
    ExactColumn texts(StoredColumn column, long firstRow, int count) {
        var dataset = column.dataset();
        int bytes = column.stored().bytes();
        var codec = new RawCodec(dataset.stored().bytes(), column.offset(), bytes);
        var source = rows(dataset, codec);
        float[] row = new float[Math.multiplyExact(count, source.width())];
        storage.reading(() -> {
            source.read(firstRow, count, row, 0);
            return null;
        });
        byte[] raw = codec.bytesOf(row, count * (source.width() / codec.values()));
        var heap = HeapTexts.of(dataset.header());
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            int element = i * (source.width() / codec.values()) + column.element();
            byte[] stored = Arrays.copyOfRange(raw, element * bytes, (element + 1) * bytes);
            texts[i] = text(column, stored, heap, firstRow + i);
        }
        return ExactColumn.of(column.carried(), texts);
    }

    private static String text(StoredColumn column, byte[] stored, HeapTexts heap, long row) {
        var how = column.stored().parts().text().orElseThrow();
        var place = column.dataset().place();
        try {
            byte[] bytes = how.isVariable() && stored.length == VARIABLE_BYTES ? heap.bytes(stored) : stored;
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            int end = text.indexOf('\0');
            String ended = end < 0 ? text : text.substring(0, end);
            return how.isPadded() ? ended.stripTrailing() : ended;
        } catch (CharacterCodingException e) {
            throw place.refuse(
                    "the text of row " + row + " is no UTF-8", "write it again as UTF-8, or leave the column out", e);
        } catch (FormatException | IndexOutOfBoundsException e) {
            throw place.refuse(
                    "the text of row " + row + " cannot be read (" + e.getMessage() + ")",
                    "the file is damaged: copy it again",
                    e);
        }
    }
}
