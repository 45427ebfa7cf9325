package flashflow.data.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The pages of one column in one row group, one after the other; the checksums of those that have one are compared. */
final class Pages {
    private final byte[] bytes;
    private final ByteBufferInputStream headers;
    private final ColumnDescriptor column;
    private final CompressionCodecName codec;
    private Dictionary dictionary;

    Pages(byte[] bytes, ColumnDescriptor column, CompressionCodecName codec) {
        this.bytes = bytes;
        this.headers = ByteBufferInputStream.wrap(ByteBuffer.wrap(bytes));
        this.column = column;
        this.codec = codec;
    }

    /** The values that pages refer to by number; null if there are none. */
    Dictionary dictionary() {
        return dictionary;
    }

    /** The next page of values; a dictionary before it is kept. */
    Page next() throws IOException {
        while (true) {
            var header = Util.readPageHeader(headers);
            int at = Math.toIntExact(headers.position());
            int size = header.getCompressed_page_size();
            if (size < 0 || header.getUncompressed_page_size() < 0 || size > bytes.length - at) {
                throw new IOException("a page of " + size + " bytes at byte " + at + " of " + bytes.length);
            }
            compareChecksum(header, at);
            headers.skipFully(size);
            switch (header.getType()) {
                case DATA_PAGE -> {
                    return first(header, header.getData_page_header(), at);
                }
                case DATA_PAGE_V2 -> {
                    return second(header, header.getData_page_header_v2(), at);
                }
                case DICTIONARY_PAGE -> dictionary = dictionary(header, header.getDictionary_page_header(), at);
                default -> {}
            }
        }
    }

    private void compareChecksum(PageHeader header, int at) throws IOException {
        if (header.isSetCrc()) {
            var sum = new CRC32();
            sum.update(bytes, at, header.getCompressed_page_size());
            if ((int) sum.getValue() != header.getCrc()) {
                throw new IOException("the checksum of a page does not agree with its bytes");
            }
        }
    }

    private Page first(PageHeader header, DataPageHeader page, int at) throws IOException {
        var in = content(header, at, 0, true);
        int count = page.getNum_values();
        var repetition = Page.Levels.before(
                in, encoding(page.getRepetition_level_encoding()), column, ValuesType.REPETITION_LEVEL, count);
        var definition = Page.Levels.before(
                in, encoding(page.getDefinition_level_encoding()), column, ValuesType.DEFINITION_LEVEL, count);
        return new Page(count, repetition, definition, encoding(page.getEncoding()), in);
    }

    private Page second(PageHeader header, DataPageHeaderV2 page, int at) throws IOException {
        int repetitions = page.getRepetition_levels_byte_length();
        int definitions = page.getDefinition_levels_byte_length();
        var levels = ByteBufferInputStream.wrap(ByteBuffer.wrap(bytes, at, header.getCompressed_page_size()));
        var repetition = Page.Levels.of(levels.sliceStream(repetitions), column.getMaxRepetitionLevel());
        var definition = Page.Levels.of(levels.sliceStream(definitions), column.getMaxDefinitionLevel());
        var in = content(header, at, repetitions + definitions, page.isIs_compressed());
        return new Page(page.getNum_values(), repetition, definition, encoding(page.getEncoding()), in);
    }

    private Dictionary dictionary(PageHeader header, DictionaryPageHeader page, int at) throws IOException {
        var in = content(header, at, 0, true);
        // Old writers call the encoding by another name.
        var plain = new DictionaryPage(BytesInput.from(in, in.available()), page.getNum_values(), Encoding.PLAIN);
        return Encoding.PLAIN.initDictionary(column, plain);
    }

    /** A page without the levels before it, uncompressed. */
    private ByteBufferInputStream content(PageHeader header, int at, int levels, boolean compressed)
            throws IOException {
        int size = header.getCompressed_page_size() - levels;
        int whole = header.getUncompressed_page_size() - levels;
        if (levels < 0 || size < 0 || whole < 0) {
            throw new IOException("a page has levels of " + levels + " bytes");
        }
        if (!compressed || codec == CompressionCodecName.UNCOMPRESSED) {
            return ByteBufferInputStream.wrap(
                    ByteBuffer.wrap(bytes, at + levels, size).slice());
        }
        // A page of nulls has no values to compress.
        byte[] content =
                size == 0 && whole == 0 ? new byte[0] : Codec.uncompressed(codec, bytes, at + levels, size, whole);
        return ByteBufferInputStream.wrap(ByteBuffer.wrap(content));
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }
}
