package flashflow.data.hdf5.columns;

import flashflow.data.ExactColumn;
import flashflow.data.RowSource;
import flashflow.data.hdf5.format.FormatException;
import flashflow.data.hdf5.format.HeapTexts;
import flashflow.data.hdf5.reading.Hdf5Storage;
import flashflow.data.hdf5.reading.RawCodec;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A column of texts, opened.
 *
 * @param storage the file
 * @param column of texts
 * @param codec what the rows hold of an element: its bytes
 * @param source the rows of the column's dataset
 */
record TextRows(Hdf5Storage storage, StoredColumn column, RawCodec codec, RowSource source) {
    private static final int VARIABLE_BYTES = 16;

    /** Texts of consecutive rows. */
    ExactColumn read(long firstRow, int count) {
        int bytes = codec.count();
        int perRow = source.width() / codec.values();
        float[] row = new float[Math.multiplyExact(count, source.width())];
        storage.reading(() -> {
            source.read(firstRow, count, row, 0);
            return null;
        });
        byte[] raw = codec.bytesOf(row, count * perRow);
        var heap = HeapTexts.of(column.dataset().header());
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            int element = i * perRow + column.element();
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
