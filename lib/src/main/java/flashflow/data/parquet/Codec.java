package flashflow.data.parquet;

import flashflow.FlashFlowException;
import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Undoes the compression of pages, in Java alone. */
final class Codec {
    private Codec() {}

    /** @throws FlashFlowException if there is no code here for a compression */
    static void refuseUnknown(CompressionCodecName codec, String place) {
        switch (codec) {
            case UNCOMPRESSED, SNAPPY, GZIP, ZSTD, LZ4_RAW -> {}
            default ->
                throw new FlashFlowException(
                        place + " is compressed by " + codec.name().toLowerCase(Locale.ROOT)
                                + ", for which there is no code here; write the file with zstd, snappy, gzip or lz4_raw.");
        }
    }

    /**
     * The bytes as they were before compression.
     *
     * @param size how many they have to be
     * @throws IOException if they are others
     */
    static byte[] uncompressed(CompressionCodecName codec, byte[] bytes, int from, int count, int size)
            throws IOException {
        byte[] result = new byte[size];
        int got = codec == CompressionCodecName.GZIP
                ? inflate(bytes, from, count, result)
                : decompressor(codec).decompress(bytes, from, count, result, 0, size);
        if (got != size) {
            throw new IOException("a page of " + size + " bytes has " + got);
        }
        return result;
    }

    private static Decompressor decompressor(CompressionCodecName codec) throws IOException {
        return switch (codec) {
            case SNAPPY -> new SnappyDecompressor();
            case ZSTD -> new ZstdDecompressor();
            case LZ4_RAW -> new Lz4Decompressor();
            default -> throw new IOException("compressed by " + codec);
        };
    }

    private static int inflate(byte[] bytes, int from, int count, byte[] into) throws IOException {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(bytes, from, count))) {
            int got = stream.readNBytes(into, 0, into.length);
            return stream.read() < 0 ? got : got + 1;
        }
    }
}
