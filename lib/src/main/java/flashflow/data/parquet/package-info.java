/** Parquet files become rows, and rows become Parquet files. */
package flashflow.data.parquet;
