package flashflow.data.parquet;

import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages, in Java alone. For one thread. */
final class PageCompressor implements BytesInputCompressor {
    private final CompressionCodecName codec;

    PageCompressor(CompressionCodecName codec) {
        this.codec = codec;
    }

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
        return switch (codec) {
            case UNCOMPRESSED -> bytes;
            case GZIP -> gzip(bytes);
            case SNAPPY -> compress(new SnappyCompressor(), bytes);
            case LZ4_RAW -> compress(new Lz4Compressor(), bytes);
            case ZSTD -> compress(new ZstdCompressor(), bytes);
            default -> throw new IOException("no code compresses by " + codec);
        };
    }

    private static BytesInput compress(Compressor compressor, BytesInput bytes) throws IOException {
        byte[] plain = bytes.toInputStream().readAllBytes();
        byte[] packed = new byte[compressor.maxCompressedLength(plain.length)];
        return BytesInput.from(packed, 0, compressor.compress(plain, 0, plain.length, packed, 0, packed.length));
    }

    private static BytesInput gzip(BytesInput bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(packed)) {
            bytes.writeAllTo(stream);
        }
        return BytesInput.from(packed.toByteArray());
    }

    @Override
    public CompressionCodecName getCodecName() {
        return codec;
    }

    @Override
    public void release() {}
}
