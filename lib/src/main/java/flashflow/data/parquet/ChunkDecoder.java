package flashflow.data.parquet;

import flashflow.FlashFlowException;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.values.ValuesReader;

/** Decodes all pages of one column in one row group. */
final class ChunkDecoder {
    private final Leaf leaf;
    private final Pages pages;
    private final int list;
    private final Object array;
    private final BitSet nulls = new BitSet();
    private final int size;
    private final String place;
    private int at;

    private ChunkDecoder(String place, Leaf leaf, Pages pages, int rows, int list) {
        this.place = place;
        this.leaf = leaf;
        this.pages = pages;
        this.list = list;
        this.size = Math.multiplyExact(rows, list);
        this.array = leaf.kind().array(size);
    }

    /**
     * Decodes them.
     *
     * @param place of them, as the beginning of a sentence
     * @param rows of the row group
     * @param list values of each row, 1 if it has no list
     * @throws IOException if there are more, fewer or other values
     * @throws FlashFlowException if a row has a list of another length
     */
    static ColumnValues decode(String place, Leaf leaf, Pages pages, int rows, int list) throws IOException {
        var decoder = new ChunkDecoder(place, leaf, pages, rows, list);
        while (decoder.at < decoder.size) {
            decoder.add(pages.next());
        }
        return new ColumnValues(decoder.array, decoder.nulls);
    }

    private void add(Page page) throws IOException {
        if (page.values() < 0 || page.values() > size - at) {
            throw new IOException("a page claims " + page.values() + " of the " + (size - at) + " values left");
        }
        var reader = reader(page);
        int end = at + page.values();
        int unread = at;
        int whole = leaf.column().getMaxDefinitionLevel();
        for (; at < end; at++) {
            checkRow(page);
            int level = whole == 0 ? 0 : page.definition().next();
            if (level < whole) {
                leaf.kind().reader().read(reader, array, unread, at);
                unread = at + 1;
                miss(level);
            }
        }
        leaf.kind().reader().read(reader, array, unread, end);
    }

    private ValuesReader reader(Page page) throws IOException {
        var encoding = page.encoding();
        if (encoding.usesDictionary() && pages.dictionary() == null) {
            throw new IOException("a page needs a dictionary, and there is none");
        }
        var reader = encoding.usesDictionary()
                ? encoding.getDictionaryBasedValuesReader(leaf.column(), ValuesType.VALUES, pages.dictionary())
                : encoding.getValuesReader(leaf.column(), ValuesType.VALUES);
        reader.initFromPage(page.values(), page.bytes());
        return reader;
    }

    /** A row begins where the count of values says. */
    private void checkRow(Page page) throws IOException {
        if (leaf.isList() && (page.repetition().next() == 0) != (at % list == 0)) {
            throw otherLength();
        }
    }

    private void miss(int level) {
        if (level < leaf.listLevel()) {
            throw otherLength();
        }
        nulls.set(at);
        if (array instanceof float[] floats) {
            floats[at] = Float.NaN;
        } else if (array instanceof double[] doubles) {
            doubles[at] = Double.NaN;
        }
    }

    private FlashFlowException otherLength() {
        return new FlashFlowException(place + ", list number " + at / list + ": it has more or fewer values than the "
                + list + " of the average list, so that they cannot be columns; explode such lists into rows, or write"
                + " lists of one length.");
    }

    /** All values of one text, for a column that is the name of a folder. */
    static ColumnValues constant(String text, int rows) {
        String[] all = new String[rows];
        Arrays.fill(all, text);
        return new ColumnValues(all, new BitSet());
    }
}
