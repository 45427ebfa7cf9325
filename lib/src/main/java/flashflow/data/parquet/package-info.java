/**
 * Parquet files become rows, and rows become Parquet files: {@link flashflow.data.parquet.ParquetDataset} reads, {@link
 * flashflow.data.parquet.ParquetWriter} writes. Apache's parquet-java knows the format (footers, headers of pages, encodings, and all
 * that is written); pages are found and uncompressed here, which takes no Hadoop and no native code.
 */
package flashflow.data.parquet;
