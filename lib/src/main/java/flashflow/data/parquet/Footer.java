package flashflow.data.parquet;

import flashflow.FlashFlowException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/** The end of a Parquet file, which says what columns it has and where the values of which rows lie. */
final class Footer {
    private static final String MAGIC = "PAR1";
    private static final String MAGIC_OF_ENCRYPTED = "PARE";

    /** The length of the footer and the magic number, behind it. */
    private static final int TAIL = 8;

    private static final int SHORTEST = 4 + TAIL;

    private Footer() {}

    /**
     * Reads and checks it.
     *
     * @throws FlashFlowException if the file is no Parquet file, encrypted, cut or damaged
     */
    static ParquetMetadata read(UnchangedFile file) {
        refuseOthers(file);
        byte[] tail = file.read(file.size() - TAIL, TAIL);
        refuseTail(file, text(tail, 4));
        long length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt(0) & 0xFFFF_FFFFL;
        if (length > Integer.MAX_VALUE || length > file.size() - SHORTEST) {
            throw Damage.refuse(file.path(), "it claims a footer of " + length + " bytes and has " + file.size());
        }
        byte[] bytes = file.read(file.size() - TAIL - length, (int) length);
        return Damage.guarded(file.path(), "the footer", () -> parsed(bytes, file));
    }

    private static ParquetMetadata parsed(byte[] bytes, UnchangedFile file) throws IOException {
        var footer = new ParquetMetadataConverter()
                .readParquetMetadata(new ByteArrayInputStream(bytes), ParquetMetadataConverter.NO_FILTER);
        int leaves = footer.getFileMetaData().getSchema().getColumns().size();
        for (BlockMetaData block : footer.getBlocks()) {
            if (block.getRowCount() < 0
                    || block.getRowCount() > Integer.MAX_VALUE
                    || block.getColumns().size() != leaves) {
                throw new IOException("a row group of " + block.getRowCount() + " rows has "
                        + block.getColumns().size() + " of " + leaves + " columns");
            }
            // Where there are no rows, writers leave open where they are.
            if (block.getRowCount() > 0) {
                refuseOutside(block, file.size());
            }
        }
        return footer;
    }

    private static void refuseOutside(BlockMetaData block, long size) throws IOException {
        for (ColumnChunkMetaData chunk : block.getColumns()) {
            long start = chunk.getStartingPos();
            long bytes = chunk.getTotalSize();
            if (start < 4 || bytes < 0 || bytes > size - TAIL - start || chunk.getValueCount() < 0) {
                throw new IOException("column " + chunk.getPath().toDotString() + " lies outside of the file");
            }
        }
    }

    private static void refuseOthers(UnchangedFile file) {
        if (file.size() < SHORTEST) {
            throw new FlashFlowException("File " + file.path() + " has " + file.size()
                    + " bytes and is no Parquet file; check the path, or let its writer finish.");
        }
        String start = text(file.read(0, 4), 0);
        if (start.equals(MAGIC_OF_ENCRYPTED)) {
            throw encrypted(file);
        }
        if (!start.equals(MAGIC)) {
            throw new FlashFlowException("File " + file.path() + " is no Parquet file: it does not begin with " + MAGIC
                    + "; check the path, or open it as what it is.");
        }
    }

    private static void refuseTail(UnchangedFile file, String end) {
        if (end.equals(MAGIC_OF_ENCRYPTED)) {
            throw encrypted(file);
        }
        if (!end.equals(MAGIC)) {
            throw new FlashFlowException("File " + file.path() + " is truncated: it begins as a Parquet file and has no"
                    + " footer at its end; copy it again or let its writer finish.");
        }
    }

    private static FlashFlowException encrypted(UnchangedFile file) {
        return new FlashFlowException("File " + file.path()
                + " is encrypted, and there is no key to it here; write it without encryption first.");
    }

    private static String text(byte[] bytes, int from) {
        return new String(bytes, from, 4, StandardCharsets.ISO_8859_1);
    }
}
