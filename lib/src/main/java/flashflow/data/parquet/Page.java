package flashflow.data.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;

/**
 * A page of values, uncompressed.
 *
 * @param values how many it has, nulls among them
 * @param repetition for each of them how deep it repeats: 0 where a row begins
 * @param definition for each of them how much of its path is there: all, or it is null
 * @param encoding of the values that are there
 * @param bytes that they are encoded in
 */
record Page(int values, Levels repetition, Levels definition, Encoding encoding, ByteBufferInputStream bytes) {
    /** One small number after the other. */
    @FunctionalInterface
    interface Levels {
        int next() throws IOException;

        /** Those of one page of the first kind, where they stand before the values. */
        static Levels before(
                ByteBufferInputStream values, Encoding encoding, ColumnDescriptor column, ValuesType kind, int count)
                throws IOException {
            var reader = encoding.getValuesReader(column, kind);
            reader.initFromPage(count, values);
            return reader::readInteger;
        }

        /** Those that have bytes of their own. */
        static Levels of(ByteBufferInputStream bytes, int largest) {
            if (largest == 0) {
                return () -> 0;
            }
            var decoder = new RunLengthBitPackingHybridDecoder(BytesUtils.getWidthFromMaxInt(largest), bytes);
            return decoder::readInt;
        }
    }
}
