package flashflow.data.parquet;

import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** How the pages of a Parquet file are compressed. */
public enum ParquetCompression {
    /** Not at all. */
    NONE(CompressionCodecName.UNCOMPRESSED),
    /** What most tools write; the quickest to read. */
    SNAPPY(CompressionCodecName.SNAPPY),
    /** Smaller files than snappy for little more time. */
    ZSTD(CompressionCodecName.ZSTD),
    /** What every tool reads, slow to write. */
    GZIP(CompressionCodecName.GZIP),
    /** LZ4 blocks, as quick as snappy; older tools do not know it. */
    LZ4_RAW(CompressionCodecName.LZ4_RAW);

    private final CompressionCodecName codec;

    ParquetCompression(CompressionCodecName codec) {
        this.codec = codec;
    }

    /** As Parquet calls it. */
    CompressionCodecName codec() {
        return codec;
    }
}
